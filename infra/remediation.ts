import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { GuardFunctions } from './guard-functions.ts';
import type { LogProps } from './task-function.ts';
import { workflow } from './workflow.ts';

export interface RemediationProps {
  readonly functions: GuardFunctions;
  readonly logs: LogProps;
}

/** The state machine that takes one case from detection to outcome. */
export class Remediation extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: RemediationProps) {
    super(scope, id);
    this.stateMachine = workflow(this, {
      definition: 'remediate-root-access',
      tasks: [
        'open-case',
        'notify-owner',
        'stop-notebook',
        'disable-root-access',
        'start-notebook',
        'close-case',
        'await-news',
      ],
      ...props,
    });
  }
}
