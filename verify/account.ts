/** What the check needs of the world: the account's services and a clock. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { Deployment } from '../cli/deployment.ts';
import type { ClientConfig } from '../cli/session.ts';
import { Ledger } from '../functions/aws/ledger.ts';

export interface Account {
  readonly sageMaker: SageMakerClient;
  readonly stepFunctions: SFNClient;
  readonly ledger: Ledger;
  readonly deployment: Deployment;
}

export interface Time {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @throws the signal's reason when it is aborted */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A check takes half an hour: a call that AWS throttles or drops now and then must not end it. */
const patient = { maxAttempts: 8 };

export const openAccount = (config: ClientConfig, deployment: Deployment): Account => ({
  sageMaker: new SageMakerClient({ ...patient, ...config }),
  stepFunctions: new SFNClient({ ...patient, ...config }),
  ledger: new Ledger(deployment.ledgerTable, new DynamoDBClient({ ...patient, ...config })),
  deployment,
});
