import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { answerFacts } from './answers.suite.ts';
import { killSwitchFacts } from './kill-switch.suite.ts';
import { createLedgerTable, type Engine, ledgerFacts } from './ledger.suite.ts';
import { lineFacts } from './lines.suite.ts';
import { outboxFacts } from './outbox.suite.ts';
import { touchesFacts } from './touches.suite.ts';

describe('the ledger on dynalite', () => {
  const server = dynalite({ createTableMs: 0 });
  let engine: Engine;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    engine = {
      table: 'ledger',
      connect: () => new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 }),
    };
    await createLedgerTable(engine.connect(), engine.table);
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ...ledgerFacts,
    ...answerFacts,
    ...outboxFacts,
    ...lineFacts,
    ...touchesFacts,
    ...killSwitchFacts,
  ])('$name', (fact) => fact.hold(engine));
});
