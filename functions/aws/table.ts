/**
 * The ledger's table, which all kinds of records share: each has a file that says its keys, and no other way to
 * DynamoDB than this. Every write is one conditional write of one item, so nothing is ever half written.
 */
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { LedgerUnavailable, MalformedRecord } from '../core/errors.ts';
import { call, oneAttempt } from './call.ts';
import { type Expression, placeholders } from './expression.ts';

/** Where an item lies. */
export interface Place {
  readonly pk: string;
  readonly sk: string;
}

/** One page of places; `next` is what the following page is asked for with, `null` after the last. */
export interface Places {
  readonly places: readonly Place[];
  readonly next: Place | null;
}

export type Item = Readonly<Record<string, unknown>>;

/** @param what an item should be, in words */
export function parsed<Schema extends z.ZodType>(schema: Schema, what: string, item: Item): z.output<Schema> {
  const found = schema.safeParse(item);
  if (found.success) return found.data;
  throw new MalformedRecord(`expected ${what}, got ${z.prettifyError(found.error)}`);
}

/** So many items are looked through for a page, at least: most are not asked for. */
const scanned = { page: 100, pages: 10 };

export class Table {
  readonly #name: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(name: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#name = name;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  async get(place: Place): Promise<Item | null> {
    const { Item = null } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(new GetCommand({ TableName: this.#name, Key: place, ConsistentRead: true })),
    );
    return Item;
  }

  /** All that lies under `pk` and whose `sk` begins so, in its order or backwards. */
  list(pk: string, beginning: string, { backwards = false } = {}): Promise<readonly Item[]> {
    return ledgered('dynamodb:Query', () =>
      collected(paginateQuery({ client: this.#dynamodb }, this.#query(pk, beginning, backwards))),
    );
  }

  /** The last `most` of these, the very last first. */
  async last(most: number, pk: string, beginning: string): Promise<readonly Item[]> {
    const query = new QueryCommand({ ...this.#query(pk, beginning, true), Limit: most });
    const { Items = [] } = await ledgered('dynamodb:Query', () => this.#dynamodb.send(query));
    return Items;
  }

  /** All that fulfils a condition; what was written this very moment may be missing. */
  scan(condition: Expression): Promise<readonly Item[]> {
    return ledgered('dynamodb:Scan', () =>
      collected(paginateScan({ client: this.#dynamodb }, this.#scan(condition))),
    );
  }

  /** Where something lies that fulfils a condition; at most 100 places, and none where there is no more. */
  async places(condition: Expression, after: Place | null): Promise<Places> {
    let start = after;
    for (let left = scanned.pages; left > 0; left -= 1) {
      const scan = new ScanCommand({
        ...this.#scan(condition),
        ConsistentRead: true,
        Limit: scanned.page,
        ProjectionExpression: 'pk, sk',
        ...(start === null ? {} : { ExclusiveStartKey: start }),
      });
      const { Items = [], LastEvaluatedKey } = await ledgered('dynamodb:Scan', () =>
        this.#dynamodb.send(scan),
      );
      start = LastEvaluatedKey === undefined ? null : (LastEvaluatedKey as Place);
      if (Items.length > 0 || start === null) return { places: Items as Place[], next: start };
    }
    return { places: [], next: start };
  }

  /** Writes a whole item; where the condition does not hold nothing is written. */
  async put(place: Place, fields: Item, condition: Expression | null = null): Promise<void> {
    const put = new PutCommand({
      TableName: this.#name,
      Item: { ...fields, ...place },
      ...(condition === null ? {} : { ConditionExpression: condition.text }),
      ...placeholders(condition),
    });
    await ifItHolds('dynamodb:PutItem', () => this.#dynamodb.send(put));
  }

  /** @returns the item as it is then, or `null`: the condition did not hold */
  async update(place: Place, change: Expression, condition: Expression | null = null): Promise<Item | null> {
    const update = new UpdateCommand({
      TableName: this.#name,
      Key: place,
      UpdateExpression: change.text,
      ...(condition === null ? {} : { ConditionExpression: condition.text }),
      ...placeholders(change, condition),
      ReturnValues: 'ALL_NEW',
    });
    const done = await ifItHolds('dynamodb:UpdateItem', () => this.#dynamodb.send(update));
    return done === null ? null : (done.Attributes ?? {});
  }

  #query(pk: string, beginning: string, backwards: boolean) {
    return {
      TableName: this.#name,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :beginning)',
      ExpressionAttributeValues: { ':pk': pk, ':beginning': beginning },
      ScanIndexForward: !backwards,
    };
  }

  #scan(condition: Expression) {
    return { TableName: this.#name, FilterExpression: condition.text, ...placeholders(condition) };
  }
}

/** A call to the ledger: whatever refuses it, nothing may be done without it. */
async function ledgered<Answer>(operation: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call(operation, send);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new LedgerUnavailable(message, { cause: error });
  }
}

/** @returns `null` where it was the write's own condition that refused it */
const ifItHolds = <Answer>(operation: string, send: () => Promise<Answer>): Promise<Answer | null> =>
  ledgered(operation, async () => {
    try {
      return await send();
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return null;
      throw error;
    }
  });

/** @param pages asked for anew by each attempt: once they threw they have no more, which would pass for nothing found */
async function collected(pages: AsyncIterable<{ Items?: Item[] | undefined }>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}
