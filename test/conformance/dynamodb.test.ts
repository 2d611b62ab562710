import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { judgeDynamoDb } from '../../conformance/dynamodb.ts';
import { jars, Missing } from '../../conformance/environment.ts';

const classpath = await jars().catch((error: unknown) => {
  if (!(error instanceof Missing)) throw error;
  console.warn(`SKIPPED, DynamoDB Local judges nothing here: ${error.message}`);
  return undefined;
});

/** Every conditional write goes through, whatever its condition. */
const withoutConditions = (client: DynamoDBClient): void => {
  client.middlewareStack.add(
    (next) => (args) => {
      const input = args.input as { ConditionExpression?: string };
      if (input.ConditionExpression === undefined) return next(args);
      const ConditionExpression = `(${input.ConditionExpression}) OR attribute_exists(pk) OR attribute_not_exists(pk)`;
      return next({ ...args, input: { ...args.input, ConditionExpression } });
    },
    { step: 'initialize' },
  );
};

describe.skipIf(classpath === undefined)("the ledger on AWS's DynamoDB Local", () => {
  it('keeps what it promises, and the sandbox answers word for word', async () => {
    const rows = await judgeDynamoDb(String(classpath));
    expect(rows.flatMap(({ disagreements }) => disagreements)).toEqual([]);
    expect(rows.map(({ tried }) => tried > 20)).toEqual([true, true]);
  }, 60_000);

  it('writes without their conditions are caught', async () => {
    const [promises] = await judgeDynamoDb(String(classpath), withoutConditions);
    expect(promises?.disagreements.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'of many that open at once one gets the case',
        'a claim by another execution changes nothing',
        'a case with news since the look stays open',
        'nobody sleeps on a case that is closed or held by another',
      ]),
    );
  }, 60_000);
});
