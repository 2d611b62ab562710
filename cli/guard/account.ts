/** What the command needs of the account. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { oneAttempt } from '../../functions/aws/call.ts';
import { Executions } from '../../functions/aws/executions.ts';
import { KillSwitch } from '../../functions/aws/kill-switch.ts';
import { Ledger } from '../../functions/aws/ledger.ts';
import type { ClientConfig } from '../session.ts';

export interface Account {
  readonly killSwitch: KillSwitch;
  readonly ledger: Ledger;
  readonly executions: Executions;
}

export function openAccount(config: ClientConfig, ledgerTable: string): Account {
  // Repeating is functions/aws/call.ts's.
  const dynamodb = new DynamoDBClient({ ...config, ...oneAttempt });
  return {
    killSwitch: new KillSwitch(ledgerTable, dynamodb),
    ledger: new Ledger(ledgerTable, dynamodb),
    executions: new Executions(new SFNClient({ ...config, ...oneAttempt })),
  };
}
