import { Duration } from 'aws-cdk-lib';
import { type EventPattern, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction, SfnStateMachine } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { DeadLetters } from './dead-letters.ts';
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

export interface DoorsProps {
  /** Where what may be a violation goes. */
  readonly stateMachine: StateMachine;
  /** Where what may be news about an open case goes. */
  readonly wakeCase: TaskFunction;
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
    this.#rule('Violations', called('CreateNotebookInstance', 'UpdateNotebookInstance'), start);

    const wake = new LambdaFunction(props.wakeCase.function, delivery);
    this.#rule(
      'Calls',
      called('StartNotebookInstance', 'DeleteNotebookInstance', 'AddTags', 'DeleteTags'),
      wake,
    );
    this.#rule('StateChanges', settled, wake);

    // EventBridge only hands an event over; what fails inside the function would be lost without this.
    props.wakeCase.function.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(new DeadLetters(this, 'FailedWakes').queue),
    });
  }

  #rule(id: string, eventPattern: EventPattern, target: IRuleTarget): void {
    new Rule(this, id, { eventPattern, targets: [target] });
  }

  #startingRole(stateMachine: StateMachine): Role {
    const role = new Role(this, 'StartingRole', { assumedBy: new ServicePrincipal('events.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }),
    );
    return role;
  }
}
