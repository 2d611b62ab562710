import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { NotebookRootGuard, type NotebookRootGuardProps } from './notebook-root-guard.ts';

export interface NotebookRootGuardStackProps extends StackProps, NotebookRootGuardProps {}

/** The guard on its own, for one account and Region. */
export class NotebookRootGuardStack extends Stack {
  constructor(scope: Construct, id: string, props: NotebookRootGuardStackProps) {
    super(scope, id, {
      description:
        'Turns off root access on SageMaker notebook instances (SageMaker.3), after telling their owners.',
      ...props,
    });

    const guard = new NotebookRootGuard(this, 'Guard', props);

    new CfnOutput(this, 'StateMachineArn', { value: guard.stateMachine.stateMachineArn });
    new CfnOutput(this, 'LedgerTableName', { value: guard.ledger.tableName });
    new CfnOutput(this, 'PlatformTopicArn', { value: guard.platformTopic.topicArn });
  }
}
