/**
 * Lines in which notebooks wait for a slot, in the ledger's table. Every write is one conditional write of one item.
 *
 * Keys: `pk` `LINE#<name>`, `sk` `LINE`. The record is lineSchema of core/line.ts.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Line, lineSchema, nobody } from '../core/line.ts';
import { assigned, isNew, set } from './expression.ts';
import { parsed, Table } from './table.ts';

export class Lines {
  readonly #table: Table;

  constructor(table: string, dynamodb?: DynamoDBClient) {
    this.#table = new Table(table, dynamodb);
  }

  async read(name: string): Promise<Line> {
    const item = await this.#table.get(placeOf(name));
    return item === null ? nobody : parsed(lineSchema, 'a line', item);
  }

  /** @returns whether nobody has written since the version before `next` was read */
  async write(name: string, next: Line): Promise<boolean> {
    const seen = next.version - 1;
    const written = await this.#table.update(
      placeOf(name),
      set(assigned(z.encode(lineSchema, next))),
      seen === 0 ? isNew : { text: 'version = :seen', values: { ':seen': seen } },
    );
    return written !== null;
  }
}

const placeOf = (name: string) => ({ pk: `LINE#${name}`, sk: 'LINE' });
