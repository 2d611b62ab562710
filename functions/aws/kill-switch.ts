/**
 * The kill switch, in the ledger's table: where it stands, and each time that somebody threw it.
 *
 * Keys: `pk` `SWITCH`; `sk` `NOW`, and `THROWN#<when>` for each. The record of both is thrownSchema of
 * core/kill-switch.ts.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { MalformedRecord } from '../core/errors.ts';
import { type Thrown, thrownSchema } from '../core/kill-switch.ts';
import { oneAttempt } from './call.ts';
import { isFailedCondition, ledgered } from './ledgered.ts';

const pk = 'SWITCH';
const now = { pk, sk: 'NOW' };

export class KillSwitch {
  readonly #table: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(table: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#table = table;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  /** How it was thrown last, or `null`: it never was. */
  async read(): Promise<Thrown | null> {
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(new GetCommand({ TableName: this.#table, Key: now, ConsistentRead: true })),
    );
    return Item === undefined ? null : parsed(Item);
  }

  /**
   * Throws it, and keeps that it was. Harmless when repeated.
   * @param seen what was read
   * @returns whether it was this that threw it: nobody has since `seen` was read
   */
  async throw(seen: Thrown | null, thrown: Thrown): Promise<boolean> {
    const { at } = z.encode(thrownSchema, thrown);
    const isThrown = await this.#write(
      now,
      thrown,
      // A write whose answer was lost is sent again, and then it is our own.
      `#at = :at OR ${seen === null ? 'attribute_not_exists(pk)' : '#at = :seen'}`,
      seen === null ? {} : { ':seen': z.encode(thrownSchema, seen).at },
    );
    if (isThrown) await this.#write({ pk, sk: `THROWN#${at}` }, thrown, null);
    return isThrown;
  }

  /** Each time that it was thrown, the latest first. */
  async history(): Promise<readonly Thrown[]> {
    return ledgered('dynamodb:Query', async () => {
      const pages = paginateQuery(
        { client: this.#dynamodb },
        {
          TableName: this.#table,
          ConsistentRead: true,
          ScanIndexForward: false,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :thrown)',
          ExpressionAttributeValues: { ':pk': pk, ':thrown': 'THROWN#' },
        },
      );
      const all: Thrown[] = [];
      for await (const page of pages) all.push(...(page.Items ?? []).map(parsed));
      return all;
    });
  }

  async #write(
    key: typeof now,
    thrown: Thrown,
    condition: string | null,
    values: Record<string, string> = {},
  ): Promise<boolean> {
    const { at, by, to, why } = z.encode(thrownSchema, thrown);
    try {
      await ledgered('dynamodb:UpdateItem', () =>
        this.#dynamodb.send(
          new UpdateCommand({
            TableName: this.#table,
            Key: key,
            UpdateExpression: 'SET #at = :at, #by = :by, #to = :to, #why = :why',
            ...(condition === null ? {} : { ConditionExpression: condition }),
            ExpressionAttributeNames: { '#at': 'at', '#by': 'by', '#to': 'to', '#why': 'why' },
            ExpressionAttributeValues: { ':at': at, ':by': by, ':to': to, ':why': why, ...values },
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

function parsed(item: unknown): Thrown {
  const found = thrownSchema.safeParse(item);
  if (found.success) return found.data;
  throw new MalformedRecord(`expected how the switch was thrown, got ${z.prettifyError(found.error)}`);
}
