/** What an operator does to the guard's kill switch, in the words of the ledger's table (docs/design.md). */
import type { World } from '../sandbox.ts';
import { AwsError } from '../service.ts';
import type { Happening } from '../story.ts';

type Throw = Extract<Happening, { kind: 'switch' }>;

const operator = 'arn:aws:sts::111122223333:assumed-role/Platform/paula@example.com';

/** An open case that was held back, and sleeps. */
interface Held {
  readonly pk: unknown;
  readonly sk: unknown;
  readonly case: { readonly M: { readonly sleeper: { readonly S?: string } } };
}

/** Throws it; who lifts it also wakes the cases that were held back. */
export const throwSwitch = async (world: World, { to, reason }: Throw): Promise<void> => {
  const TableName = world.template.tables[0]?.name ?? '';
  const at = new Date(world.clock.now()).toISOString();
  const thrown = { to: { S: to }, at: { S: at }, by: { S: operator }, why: { S: reason } };
  for (const sk of ['NOW', `THROWN#${at}`]) {
    await world.dynamoDb.call('PutItem', {
      TableName,
      Item: { pk: { S: 'SWITCH' }, sk: { S: sk }, ...thrown },
    });
  }
  if (to === 'paused') return;
  const { Items } = (await world.dynamoDb.call('Scan', {
    TableName,
    ConsistentRead: true,
    FilterExpression:
      'begins_with(sk, :notebook) AND attribute_exists(#case.pausedAt) AND #case.stand.#at <> :closed',
    ExpressionAttributeNames: { '#case': 'case', '#at': 'at' },
    ExpressionAttributeValues: { ':notebook': { S: 'NOTEBOOK#' }, ':closed': { S: 'closed' } },
  })) as { readonly Items: readonly Held[] };
  for (const held of Items) await wake(world, TableName, held);
};

const wake = async (world: World, TableName: string, { pk, sk, case: of }: Held): Promise<void> => {
  await world.dynamoDb.call('UpdateItem', {
    TableName,
    Key: { pk, sk },
    UpdateExpression:
      'SET #case.wakes = #case.wakes + :one, #case.resumes = if_not_exists(#case.resumes, #case.wakes) + :one',
    ExpressionAttributeNames: { '#case': 'case' },
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });
  try {
    world.stepFunctions.call('SendTaskSuccess', { taskToken: of.M.sleeper.S ?? '', output: '{}' });
  } catch (error) {
    // It went on by itself in the meantime.
    if (!(error instanceof AwsError)) throw error;
  }
};
