/** What the check needs of the world: the account's services and a clock. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { SFNClient } from '@aws-sdk/client-sfn';
import { Ledger } from '../functions/aws/ledger.ts';

/** What the guard's stack is known by. */
export interface Deployment {
  readonly stateMachineArn: string;
  readonly ledgerTable: string;
}

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

/** How every client is made: AWS's own chain of credentials and Regions, as the AWS CLI has it. */
export interface ClientConfig {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly maxAttempts?: number;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** A check takes half an hour: a call that AWS throttles or drops now and then must not end it. */
const patient = { maxAttempts: 8 };

export const openAccount = (config: ClientConfig, deployment: Deployment): Account => ({
  sageMaker: new SageMakerClient({ ...patient, ...config }),
  stepFunctions: new SFNClient({ ...patient, ...config }),
  ledger: new Ledger(deployment.ledgerTable, new DynamoDBClient({ ...patient, ...config })),
  deployment,
});
