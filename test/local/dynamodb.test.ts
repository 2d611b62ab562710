import { beforeEach, describe, expect, it } from 'vitest';
import { DynamoDb } from '../../local/dynamodb.ts';

const table = {
  name: 'ledger',
  definition: {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
};
const Item = { pk: { S: 'a' }, wakes: { N: '1' } };
const put = { TableName: 'ledger', Item };
const onlyNew = { ...put, ConditionExpression: 'attribute_not_exists(pk)' };

let dynamoDb: DynamoDb;
beforeEach(async () => {
  dynamoDb = new DynamoDb();
  await dynamoDb.createTable(table);
});

describe('DynamoDB', () => {
  it('keeps what was put', async () => {
    await dynamoDb.call('PutItem', put);
    expect(await dynamoDb.call('GetItem', { TableName: 'ledger', Key: { pk: { S: 'a' } } })).toEqual({
      Item,
    });
  });

  it('refuses a put whose condition fails', async () => {
    await dynamoDb.call('PutItem', put);
    await expect(dynamoDb.call('PutItem', onlyNew)).rejects.toMatchObject({
      code: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
      members: {},
    });
  });

  it('returns the item beside the refusal where that was asked for', async () => {
    await dynamoDb.call('PutItem', put);
    const asked = { ...onlyNew, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    await expect(dynamoDb.call('PutItem', asked)).rejects.toMatchObject({ members: { Item } });
  });

  it('knows nothing of another world', async () => {
    await dynamoDb.call('PutItem', put);
    const other = new DynamoDb();
    await other.createTable(table);
    expect(await other.call('GetItem', { TableName: 'ledger', Key: { pk: { S: 'a' } } })).toEqual({});
  });
});
