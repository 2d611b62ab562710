/**
 * Keys to the answer page, in the ledger's table: an item of its own for each, found by the key's SHA-256. The key
 * itself is nowhere but in the mail.
 *
 * Keys: `pk` `KEY#<sha256 of the key, hex>`, `sk` `KEY`; `ttl` is when DynamoDB may delete it, in epoch seconds.
 */
import { createHash, randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type AnswerKey, answerKeySchema, isKey } from '../core/answer-key.ts';
import { MalformedRecord } from '../core/errors.ts';
import { oneAttempt } from './call.ts';
import { ledgered } from './ledgered.ts';

const itemKeyOf = (key: string) => ({
  pk: `KEY#${createHash('sha256').update(key).digest('hex')}`,
  sk: 'KEY',
});

export class AnswerKeys {
  readonly #table: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(table: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#table = table;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  /** @returns the key, of which nobody else knows */
  async create(what: AnswerKey): Promise<string> {
    const key = randomBytes(32).toString('base64url');
    const ttl = Math.ceil(what.expiresAt / 1000);
    await ledgered('dynamodb:PutItem', () =>
      this.#dynamodb.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...z.encode(answerKeySchema, what), ...itemKeyOf(key), ttl },
        }),
      ),
    );
    return key;
  }

  /** @returns `null` for what is no key, or one that has expired */
  async find(key: string, now: number): Promise<AnswerKey | null> {
    if (!isKey(key)) return null;
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(
        new GetCommand({ TableName: this.#table, Key: itemKeyOf(key), ConsistentRead: true }),
      ),
    );
    if (Item === undefined) return null;
    const found = answerKeySchema.safeParse(Item);
    if (!found.success) throw new MalformedRecord(`expected a key, got ${z.prettifyError(found.error)}`);
    return now < found.data.expiresAt ? found.data : null;
  }
}
