/**
 * The mails that wait for each address, in the ledger's table. Every write is one conditional write of one item.
 *
 * Keys: `pk` `MAILBOX#<sha256 of the address, hex>`; `sk` `PACE`, `ENTRY#<notice id>` for a mail that waits or was
 * taken into another, `MAIL#<its first notice and time>` once such a mail was accepted. `ttl` is when DynamoDB may
 * delete it, in epoch seconds.
 */
import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { instant } from '../core/instant.ts';
import { type Entry, entrySchema, type Pace, paceSchema, type Taken, unpaced } from '../core/outbox.ts';
import { all, assigned, isNew, set } from './expression.ts';
import { type Place, parsed, Table } from './table.ts';

const mailSchema = z.object({ sentAt: instant });

/** Long after anybody asks for it. */
const keptFor = 30 * 86_400;

const placeOf = (address: string, sk: string): Place => ({
  pk: `MAILBOX#${createHash('sha256').update(address).digest('hex')}`,
  sk,
});
const entryPlace = (address: string, notice: string) => placeOf(address, `ENTRY#${notice}`);

export class Outbox {
  readonly #table: Table;

  constructor(table: string, dynamodb?: DynamoDBClient) {
    this.#table = new Table(table, dynamodb);
  }

  async pace(address: string): Promise<Pace> {
    return (await this.#get(placeOf(address, 'PACE'), paceSchema)) ?? unpaced;
  }

  /** @returns whether the turn was taken: nobody has taken one since `seen` was read */
  async takeTurn(address: string, seen: Pace, next: Pace): Promise<boolean> {
    const taken = await this.#table.update(
      placeOf(address, 'PACE'),
      set(assigned({ ...z.encode(paceSchema, next), ttl: expiry(next.sent.at(-1)?.at ?? 0) })),
      seen.turn === 0 ? isNew : { text: 'turn = :seen', values: { ':seen': seen.turn } },
    );
    return taken !== null;
  }

  /** Lets a mail wait, unless it does already. */
  async queue(address: string, entry: Entry): Promise<void> {
    const fields = { ...z.encode(entrySchema, entry), ttl: expiry(entry.queuedAt) };
    await this.#table.update(entryPlace(address, entry.notice), set(assigned(fields)), isNew);
  }

  async find(address: string, notice: string): Promise<Entry | null> {
    return this.#get(entryPlace(address, notice), entrySchema);
  }

  /** All that wait, and those that were taken lately. */
  async entries(address: string): Promise<readonly Entry[]> {
    const items = await this.#table.list(placeOf(address, '').pk, 'ENTRY#');
    return items.map((item) => parsed(entrySchema, inMailbox, item));
  }

  /** @returns whether it was taken: it waits still, was lost in the mail that `entry` says, or is in this one already */
  async take(address: string, entry: Entry, taken: Taken): Promise<boolean> {
    const before = entry.taken?.into;
    const written = await this.#table.update(
      entryPlace(address, entry.notice),
      set(assigned({ taken: z.encode(entrySchema.shape.taken.unwrap(), taken) })),
      all(
        { text: 'attribute_exists(pk)', values: {} },
        before === undefined
          ? { text: 'attribute_not_exists(taken) OR taken.#into = :into', values: { ':into': taken.into } }
          : {
              text: 'taken.#into = :before OR taken.#into = :into',
              values: { ':before': before, ':into': taken.into },
            },
      ),
    );
    return written !== null;
  }

  /** What was taken into a mail that SNS refused waits again. */
  async release(address: string, { notice }: Entry, mail: string): Promise<void> {
    await this.#table.update(
      entryPlace(address, notice),
      { text: 'REMOVE taken', values: {} },
      { text: 'taken.#into = :into', values: { ':into': mail } },
    );
  }

  /** SNS has accepted a mail into which others were taken. */
  async markSent(address: string, mail: string, sentAt: number): Promise<void> {
    const fields = { ...z.encode(mailSchema, { sentAt }), ttl: expiry(sentAt) };
    await this.#table.update(placeOf(address, `MAIL#${mail}`), set(assigned(fields)));
  }

  /** When SNS accepted it, or `null`: it is on its way, or lost. */
  async sentAt(address: string, mail: string): Promise<number | null> {
    return (await this.#get(placeOf(address, `MAIL#${mail}`), mailSchema))?.sentAt ?? null;
  }

  async #get<Schema extends z.ZodType>(place: Place, schema: Schema): Promise<z.output<Schema> | null> {
    const item = await this.#table.get(place);
    return item === null ? null : parsed(schema, inMailbox, item);
  }
}

const inMailbox = 'what waits in a mailbox';

const expiry = (from: number): number => Math.ceil(from / 1000) + keptFor;
