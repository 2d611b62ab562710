/**
 * The kill switch, in the ledger's table: where it stands, and each time that somebody threw it.
 *
 * Keys: `pk` `SWITCH`; `sk` `NOW`, and `THROWN#<when>` for each. The record of both is thrownSchema of
 * core/kill-switch.ts.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Thrown, thrownSchema } from '../core/kill-switch.ts';
import { assigned, set } from './expression.ts';
import { type Item, parsed, Table } from './table.ts';

const pk = 'SWITCH';
const now = { pk, sk: 'NOW' };

export class KillSwitch {
  readonly #table: Table;

  constructor(table: string, dynamodb?: DynamoDBClient) {
    this.#table = new Table(table, dynamodb);
  }

  /** How it was thrown last, or `null`: it never was. */
  async read(): Promise<Thrown | null> {
    const item = await this.#table.get(now);
    return item === null ? null : thrownIn(item);
  }

  /**
   * Throws it, and keeps that it was. Harmless when repeated.
   * @param seen what was read
   * @returns whether it was this that threw it: nobody has since `seen` was read
   */
  async throw(seen: Thrown | null, thrown: Thrown): Promise<boolean> {
    // Whoever threw it before may have died between the two writes.
    if (seen !== null) await this.#keep(seen);
    const isThrown = await this.#table.update(
      now,
      written(thrown),
      // A write whose answer was lost is sent again, and then it is our own.
      seen === null
        ? { text: '#at = :at OR attribute_not_exists(pk)', values: {} }
        : { text: '#at = :at OR #at = :seen', values: { ':seen': z.encode(thrownSchema, seen).at } },
    );
    if (isThrown === null) return false;
    await this.#keep(thrown);
    return true;
  }

  async #keep(thrown: Thrown): Promise<void> {
    await this.#table.update({ pk, sk: `THROWN#${z.encode(thrownSchema, thrown).at}` }, written(thrown));
  }

  /** Each time that it was thrown, the latest first. */
  async history(): Promise<readonly Thrown[]> {
    return (await this.#table.list(pk, 'THROWN#', { backwards: true })).map(thrownIn);
  }
}

const thrownIn = (item: Item): Thrown => parsed(thrownSchema, 'how the switch was thrown', item);

const written = (thrown: Thrown) => set(assigned(z.encode(thrownSchema, thrown)));
