/** What the command needs of the account. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { oneAttempt } from '../../functions/aws/call.ts';
import { Ledger } from '../../functions/aws/ledger.ts';
import { Mail } from '../../functions/aws/mail.ts';
import type { Policy } from '../../functions/core/policy.ts';
import type { ClientConfig } from '../session.ts';
import { findDeployed } from './deployed.ts';

export interface Account {
  readonly sageMaker: SageMakerClient;
  readonly mail: Mail;
  readonly ledger: Ledger;
  readonly policy: Policy;
}

/** @throws CannotGoOn when the guard is not there, or not of this version */
export async function openAccount(config: ClientConfig, stateMachineArn: string): Promise<Account> {
  const { ledgerTable, policy, topics } = await findDeployed(stateMachineArn, {
    stepFunctions: new SFNClient(config),
    lambda: new LambdaClient(config),
  });
  // Repeating is functions/aws/call.ts's, and patience.ts's where AWS throttles for longer.
  const once = { ...config, ...oneAttempt };
  return {
    sageMaker: new SageMakerClient(once),
    mail: new Mail(topics, new SNSClient(once)),
    ledger: new Ledger(ledgerTable, new DynamoDBClient(once)),
    policy,
  };
}
