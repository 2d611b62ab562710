import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { parsePolicy } from '../functions/core/policy.ts';
import { denyPolicy } from '../prevention/deny-policy.ts';
import { guardRules } from '../prevention/guard-rules.ts';
import { preventedBy } from '../prevention/prevented.ts';
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
    new CfnOutput(this, 'SweepArn', { value: guard.sweep.stateMachineArn });
    new CfnOutput(this, 'LedgerTableName', { value: guard.ledger.tableName });
    new CfnOutput(this, 'PlatformTopicArn', { value: guard.platformTopic.topicArn });

    const prevented = preventedBy(parsePolicy(props.policy));
    new CfnOutput(this, 'DenyRootAccessPolicy', {
      description: 'To attach as a service control policy, or to roles in IAM: docs/prevention.md.',
      value: short(JSON.stringify(denyPolicy(prevented))),
    });
    new CfnOutput(this, 'NotebookGuardRules', {
      description: 'AWS CloudFormation Guard rules for pipelines: docs/prevention.md.',
      value: short(guardRules(prevented)),
    });
  }
}

/** An output's value is at most 4 KB (CloudFormation user guide, quotas): a deployment must not fail over many approvers. */
const short = (text: string): string =>
  Buffer.byteLength(text) <= 4_096 ? text : 'too long for an output; npm run prevention writes it to a file';
