/**
 * Who touched the exception tags of notebooks, in the ledger's table: an item of its own for each time, never changed,
 * so that the history of exceptions stays.
 *
 * Keys: `pk` `TAG#<the notebook's ARN in lower case>`, `sk` `TOUCH#<when>#<CloudTrail's event id>`. Beside them lies who
 * was told that its exception ends soon: `sk` `WARNED#<when the notebook was created>`.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Touch, touchSchema } from '../core/touch.ts';
import { type Warned, warnedSchema } from '../core/warning.ts';
import { isNew } from './expression.ts';
import type { Identity } from './record.ts';
import { parsed, Table } from './table.ts';

/** Only the last second of them matters. */
const few = 10;

const pkOf = (arn: string): string => `TAG#${arn.toLowerCase()}`;

const warnedPlaceOf = ({ arn, createdAt }: Identity) => ({
  pk: pkOf(arn),
  sk: `WARNED#${new Date(createdAt).toISOString()}`,
});

export class Touches {
  readonly #table: Table;

  constructor(table: string, dynamodb?: DynamoDBClient) {
    this.#table = new Table(table, dynamodb);
  }

  /** One that is written already stays as it is. */
  async record(arn: string, touch: Touch): Promise<void> {
    const written = z.encode(touchSchema, touch);
    await this.#table.put({ pk: pkOf(arn), sk: `TOUCH#${written.at}#${touch.event}` }, written, isNew);
  }

  /** The latest, of every notebook that bore this ARN; newest first. */
  async latest(arn: string): Promise<readonly Touch[]> {
    const items = await this.#table.last(few, pkOf(arn), 'TOUCH#');
    return items.map((item) => parsed(touchSchema, 'a touched tag', item));
  }

  /** Who was told that its exception ends soon; `null`: nobody yet. */
  async warned(ref: Identity): Promise<Warned | null> {
    const item = await this.#table.get(warnedPlaceOf(ref));
    return item === null ? null : parsed(warnedSchema, 'who was warned', item);
  }

  async markWarned(ref: Identity, warned: Warned): Promise<void> {
    await this.#table.put(warnedPlaceOf(ref), z.encode(warnedSchema, warned));
  }
}
