/**
 * The mails that wait for each address, in the ledger's table. Every write is one conditional write of one item.
 *
 * Keys: `pk` `MAILBOX#<sha256 of the address, hex>`; `sk` `PACE`, `ENTRY#<notice id>` for a mail that waits or was
 * taken into another, `MAIL#<its first notice and time>` once such a mail was accepted. `ttl` is when DynamoDB may
 * delete it, in epoch seconds.
 */
import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { MalformedRecord } from '../core/errors.ts';
import { instant } from '../core/instant.ts';
import { type Entry, entrySchema, type Pace, paceSchema, type Taken, unpaced } from '../core/outbox.ts';
import { oneAttempt } from './call.ts';
import { isFailedCondition, ledgered } from './ledgered.ts';

const mailSchema = z.object({ sentAt: instant });

/** Long after anybody asks for it. */
const keptFor = 30 * 86_400;

const keyOf = (address: string, sk: string) => ({
  pk: `MAILBOX#${createHash('sha256').update(address).digest('hex')}`,
  sk,
});
const entryKey = (address: string, notice: string) => keyOf(address, `ENTRY#${notice}`);

export class Outbox {
  readonly #table: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(table: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#table = table;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  async pace(address: string): Promise<Pace> {
    return (await this.#get(keyOf(address, 'PACE'), paceSchema)) ?? unpaced;
  }

  /** @returns whether the turn was taken: nobody has taken one since `seen` was read */
  async takeTurn(address: string, seen: Pace, next: Pace): Promise<boolean> {
    const isFirst = seen.turn === 0;
    return this.#update(
      keyOf(address, 'PACE'),
      'SET turn = :turn, sent = :sent, #ttl = :ttl',
      isFirst ? 'attribute_not_exists(pk)' : 'turn = :seen',
      {
        ...prefixed(z.encode(paceSchema, next)),
        ...(isFirst ? {} : { ':seen': seen.turn }),
        ':ttl': expiry(next.sent.at(-1)?.at ?? 0),
      },
    );
  }

  /** Lets a mail wait, unless it does already. */
  async queue(address: string, entry: Entry): Promise<void> {
    const encoded = z.encode(entrySchema, entry);
    const names = Object.fromEntries(Object.keys(encoded).map((name) => [`#${name}`, name]));
    await this.#update(
      entryKey(address, entry.notice),
      `SET ${Object.keys(encoded)
        .map((name) => `#${name} = :${name}`)
        .join(', ')}, #ttl = :ttl`,
      'attribute_not_exists(pk)',
      { ...prefixed(encoded), ':ttl': expiry(entry.queuedAt) },
      names,
    );
  }

  async find(address: string, notice: string): Promise<Entry | null> {
    return this.#get(entryKey(address, notice), entrySchema);
  }

  /** All that wait, and those that were taken lately. */
  async entries(address: string): Promise<readonly Entry[]> {
    const { pk } = keyOf(address, '');
    return ledgered('dynamodb:Query', async () => {
      const pages = paginateQuery(
        { client: this.#dynamodb },
        {
          TableName: this.#table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
          ExpressionAttributeValues: { ':pk': pk, ':entry': 'ENTRY#' },
        },
      );
      const entries: Entry[] = [];
      for await (const page of pages) {
        entries.push(...(page.Items ?? []).map((item) => parsed(entrySchema, item)));
      }
      return entries;
    });
  }

  /** @returns whether it was taken: it waits still, was lost in the mail that `entry` says, or is in this one already */
  async take(address: string, entry: Entry, taken: Taken): Promise<boolean> {
    const before = entry.taken?.into;
    return this.#update(
      entryKey(address, entry.notice),
      'SET taken = :taken',
      `attribute_exists(pk) AND (taken.#into = :into OR ${before === undefined ? 'attribute_not_exists(taken)' : 'taken.#into = :before'})`,
      {
        ':taken': z.encode(entrySchema.shape.taken.unwrap(), taken),
        ':into': taken.into,
        ...(before === undefined ? {} : { ':before': before }),
      },
      { '#into': 'into' },
    );
  }

  /** What was taken into a mail that SNS refused waits again. */
  async release(address: string, { notice }: Entry, mail: string): Promise<void> {
    await this.#update(
      entryKey(address, notice),
      'REMOVE taken',
      'taken.#into = :into',
      { ':into': mail },
      { '#into': 'into' },
    );
  }

  /** SNS has accepted a mail into which others were taken. */
  async markSent(address: string, mail: string, sentAt: number): Promise<void> {
    await this.#update(keyOf(address, `MAIL#${mail}`), 'SET sentAt = :sentAt, #ttl = :ttl', null, {
      ...prefixed(z.encode(mailSchema, { sentAt })),
      ':ttl': expiry(sentAt),
    });
  }

  /** When SNS accepted it, or `null`: it is on its way, or lost. */
  async sentAt(address: string, mail: string): Promise<number | null> {
    return (await this.#get(keyOf(address, `MAIL#${mail}`), mailSchema))?.sentAt ?? null;
  }

  async #get<Schema extends z.ZodType>(
    Key: { pk: string; sk: string },
    schema: Schema,
  ): Promise<z.output<Schema> | null> {
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true })),
    );
    return Item === undefined ? null : parsed(schema, Item);
  }

  async #update(
    Key: { pk: string; sk: string },
    update: string,
    condition: string | null,
    values: Record<string, unknown>,
    names: Record<string, string> = {},
  ): Promise<boolean> {
    const used = { ...names, ...(update.includes('#ttl') ? { '#ttl': 'ttl' } : {}) };
    try {
      await ledgered('dynamodb:UpdateItem', () =>
        this.#dynamodb.send(
          new UpdateCommand({
            TableName: this.#table,
            Key,
            UpdateExpression: update,
            ...(condition === null ? {} : { ConditionExpression: condition }),
            ...(Object.keys(used).length === 0 ? {} : { ExpressionAttributeNames: used }),
            ExpressionAttributeValues: values,
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

const expiry = (from: number): number => Math.ceil(from / 1000) + keptFor;

const prefixed = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));

function parsed<Schema extends z.ZodType>(schema: Schema, item: unknown): z.output<Schema> {
  const found = schema.safeParse(item);
  if (found.success) return found.data;
  throw new MalformedRecord(`expected what waits in a mailbox, got ${z.prettifyError(found.error)}`);
}
