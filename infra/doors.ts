import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Detector } from '../functions/core/policy-props.ts';
import { DeadLetters } from './dead-letters.ts';
import { findings } from './findings.ts';
import { Listener } from './listener.ts';
import type { TaskFunction } from './task-function.ts';

/** Calls to SageMaker that CloudTrail reports and that took effect; a failed one carries an errorCode. */
const called = (...eventName: string[]): EventPattern => ({
  source: ['aws.sagemaker'],
  detailType: ['AWS API Call via CloudTrail'],
  detail: {
    eventSource: ['sagemaker.amazonaws.com'],
    eventName,
    errorCode: [{ exists: false }],
  },
});

/** SageMaker's own events, of the statuses that will stay: the others are no news. */
const settled: EventPattern = {
  source: ['aws.sagemaker'],
  detailType: ['SageMaker Notebook Instance State Change'],
  detail: { NotebookInstanceStatus: ['InService', 'Stopped', 'Failed', 'Deleting'] },
};

/** Executions of ours that ended where no Catch reaches. */
const died = (stateMachine: StateMachine): EventPattern => ({
  source: ['aws.states'],
  detailType: ['Step Functions Execution Status Change'],
  detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [stateMachine.stateMachineArn] },
});

export interface DoorsProps {
  /** Whose findings come in, beside what CloudTrail and SageMaker report. */
  readonly detectors: readonly Detector[];
  /** Where what may be a violation goes. */
  readonly stateMachine: StateMachine;
  /** Where what may be news about an open case goes. */
  readonly wakeCase: TaskFunction;
  /** Where executions go that ended without leave. */
  readonly reapCase: TaskFunction;
}

/** The rules through which events come in. */
export class Doors extends Construct {
  constructor(scope: Construct, id: string, props: DoorsProps) {
    super(scope, id);
    const undelivered = new DeadLetters(this, 'UndeliveredEvents').queue;
    // EventBridge's own defaults, written down: a day of patience, then the dead letters.
    const delivery = { deadLetterQueue: undelivered, maxEventAge: Duration.hours(24), retryAttempts: 185 };

    const start = new SfnStateMachine(props.stateMachine, {
      ...delivery,
      role: this.#startingRole(props.stateMachine),
    });
    new Rule(this, 'Violations', {
      eventPattern: called('CreateNotebookInstance', 'UpdateNotebookInstance'),
      targets: [start],
    });

    for (const detector of props.detectors) {
      for (const [id, eventPattern] of Object.entries(findings(this)[detector])) {
        new Rule(this, id, { eventPattern, targets: [start] });
      }
    }

    new Listener(this, 'News', {
      listener: props.wakeCase,
      to: {
        Calls: called('StartNotebookInstance', 'DeleteNotebookInstance', 'AddTags', 'DeleteTags'),
        StateChanges: settled,
      },
      stateMachine: props.stateMachine,
      delivery,
    });
    new Listener(this, 'Deaths', {
      listener: props.reapCase,
      to: { Executions: died(props.stateMachine) },
      stateMachine: props.stateMachine,
      delivery,
    });
  }

  #startingRole(stateMachine: StateMachine): Role {
    const role = new Role(this, 'StartingRole', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }),
    );
    return role;
  }
}
