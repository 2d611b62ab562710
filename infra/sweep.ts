import { ArnFormat, Duration, Stack, TimeZone } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { StepFunctionsStartExecution } from 'aws-cdk-lib/aws-scheduler-targets';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { STATE_MACHINE_ARN } from '../functions/environment.ts';
import { DeadLetters } from './dead-letters.ts';
import type { GuardFunctions } from './guard-functions.ts';
import type { LogProps, TaskFunction } from './task-function.ts';
import { workflow } from './workflow.ts';

export interface SweepProps {
  readonly functions: GuardFunctions;
  /** The state machine that handles cases. */
  readonly remediation: StateMachine;
  /** How often it runs by itself, in milliseconds. */
  readonly every: number;
  readonly logs: LogProps;
}

/** Looks at the whole fleet at times, since events are delivered best effort and some things bring none. */
export class Sweep extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: SweepProps) {
    super(scope, id);
    const { functions, logs, remediation } = props;
    const {
      'next-page': nextPage,
      'look-at-notebook': lookAtNotebook,
      'review-case': reviewCase,
    } = functions.byName;
    this.stateMachine = workflow(this, {
      definition: 'sweep-fleet',
      tasks: ['next-page', 'look-at-notebook', 'review-case'],
      functions,
      logs,
    });

    // A policy of its own: in the role's default one it would have the function wait for a machine that waits for it.
    new Policy(this, 'GoesOn', { roles: [nextPage.role], statements: [mayStart(this.stateMachine)] });
    for (const starting of [lookAtNotebook, reviewCase]) this.#letStart(starting, remediation);
    reviewCase.role.addToPolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution'],
        resources: [
          Stack.of(this).formatArn({
            service: 'states',
            resource: 'execution',
            resourceName: `${remediation.stateMachineName}:*`,
            arnFormat: ArnFormat.COLON_RESOURCE_NAME,
          }),
        ],
      }),
    );
    this.#schedule(props.every);
  }

  #letStart({ function: starting, role }: TaskFunction, stateMachine: StateMachine): void {
    starting.addEnvironment(STATE_MACHINE_ARN, stateMachine.stateMachineArn);
    role.addToPolicy(mayStart(stateMachine));
  }

  #schedule(every: number): void {
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    role.addToPolicy(mayStart(this.stateMachine));
    const target = new StepFunctionsStartExecution(this.stateMachine, {
      role,
      input: ScheduleTargetInput.fromObject({}),
      // What is missed for an hour, the next one finds.
      maxEventAge: Duration.hours(1),
      retryAttempts: 10,
      deadLetterQueue: new DeadLetters(this, 'Undelivered').queue,
    });
    new Schedule(this, 'Regularly', {
      description: 'Looks at every notebook and every unfinished case.',
      schedule: ScheduleExpression.rate(Duration.millis(every)),
      target,
    });
    new Schedule(this, 'AfterMidnight', {
      description: 'The same right after exceptions have run out, which they do at the end of a day in UTC.',
      schedule: ScheduleExpression.cron({ minute: '5', hour: '0', timeZone: TimeZone.ETC_UTC }),
      target,
    });
  }
}

const mayStart = ({ stateMachineArn }: StateMachine): PolicyStatement =>
  new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachineArn] });
