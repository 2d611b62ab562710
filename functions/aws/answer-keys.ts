/**
 * Keys to the answer page, in the ledger's table: an item of its own for each, found by the key's SHA-256. The key
 * itself is nowhere but in the mail.
 *
 * Keys: `pk` `KEY#<sha256 of the key, hex>`, `sk` `KEY`; `ttl` is when DynamoDB may delete it, in epoch seconds.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type AnswerKey, answerKeySchema, isKey } from '../core/answer-key.ts';
import { parsed, Table } from './table.ts';

const placeOf = (key: string) => ({
  pk: `KEY#${createHash('sha256').update(key).digest('hex')}`,
  sk: 'KEY',
});

export class AnswerKeys {
  readonly #table: Table;

  constructor(table: string, dynamodb?: DynamoDBClient) {
    this.#table = new Table(table, dynamodb);
  }

  /** @returns the key, of which nobody else knows */
  async create(what: AnswerKey): Promise<string> {
    const key = randomBytes(32).toString('base64url');
    const ttl = Math.ceil(what.expiresAt / 1000);
    await this.#table.put(placeOf(key), { ...z.encode(answerKeySchema, what), ttl });
    return key;
  }

  /** @returns `null` for what is no key, or one that has expired */
  async find(key: string, now: number): Promise<AnswerKey | null> {
    if (!isKey(key)) return null;
    const item = await this.#table.get(placeOf(key));
    if (item === null) return null;
    const found = parsed(answerKeySchema, 'a key', item);
    return now < found.expiresAt ? found : null;
  }
}
