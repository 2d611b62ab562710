import { Duration } from 'aws-cdk-lib';
import { type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { STATE_MACHINE_ARN } from '../functions/environment.ts';
import { DeadLetters } from './dead-letters.ts';
import type { TaskFunction } from './task-function.ts';

export interface ListenerProps {
  /** Who listens. */
  readonly listener: TaskFunction;
  /** To what, each by the id of its rule. */
  readonly to: Readonly<Record<string, EventPattern>>;
  /** What it may start executions of. */
  readonly stateMachine: StateMachine;
  /** How long EventBridge tries to hand an event over, and where it leaves what it could not. */
  readonly delivery: Pick<
    ConstructorParameters<typeof LambdaFunction>[1] & object,
    'deadLetterQueue' | 'maxEventAge' | 'retryAttempts'
  >;
}

/** A function that EventBridge calls with events, and what becomes of those on which it fails. */
export class Listener extends Construct {
  constructor(scope: Construct, id: string, props: ListenerProps) {
    super(scope, id);
    const { listener, stateMachine } = props;
    const target = new LambdaFunction(listener.function, props.delivery);
    for (const [ruleId, eventPattern] of Object.entries(props.to)) {
      new Rule(this, ruleId, { eventPattern, targets: [target] });
    }

    listener.function.addEnvironment(STATE_MACHINE_ARN, stateMachine.stateMachineArn);
    listener.role.addToPolicy(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [stateMachine.stateMachineArn] }),
    );

    // EventBridge only hands an event over; what fails inside the function would be lost without this.
    listener.function.configureAsyncInvoke({
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: new SqsDestination(new DeadLetters(this, 'Failed').queue),
    });
  }
}
