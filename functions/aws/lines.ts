/**
 * Lines in which notebooks wait for a slot, in the ledger's table. Every write is one conditional write of one item.
 *
 * Keys: `pk` `LINE#<name>`, `sk` `LINE`. The record is lineSchema of core/line.ts.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { MalformedRecord } from '../core/errors.ts';
import { type Line, lineSchema, nobody } from '../core/line.ts';
import { oneAttempt } from './call.ts';
import { isFailedCondition, ledgered } from './ledgered.ts';

export class Lines {
  readonly #table: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(table: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#table = table;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  async read(name: string): Promise<Line> {
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(new GetCommand({ TableName: this.#table, Key: keyOf(name), ConsistentRead: true })),
    );
    if (Item === undefined) return nobody;
    const found = lineSchema.safeParse(Item);
    if (found.success) return found.data;
    throw new MalformedRecord(`expected a line, got ${z.prettifyError(found.error)}`);
  }

  /** @returns whether nobody has written since the version before `next` was read */
  async write(name: string, next: Line): Promise<boolean> {
    const { slots, version, waiting } = z.encode(lineSchema, next);
    const isFirst = version === 1;
    try {
      await ledgered('dynamodb:UpdateItem', () =>
        this.#dynamodb.send(
          new UpdateCommand({
            TableName: this.#table,
            Key: keyOf(name),
            UpdateExpression: 'SET version = :version, slots = :slots, waiting = :waiting',
            ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'version = :seen',
            ExpressionAttributeValues: {
              ':version': version,
              ':slots': slots,
              ':waiting': waiting,
              ...(isFirst ? {} : { ':seen': version - 1 }),
            },
          }),
        ),
      );
      return true;
    } catch (error) {
      if (isFailedCondition(error)) return false;
      throw error;
    }
  }
}

const keyOf = (name: string) => ({ pk: `LINE#${name}`, sk: 'LINE' });
