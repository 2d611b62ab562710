/**
 * Who touched the exception tags of notebooks, in the ledger's table: an item of its own for each time, never changed,
 * so that the history of exceptions stays.
 *
 * Keys: `pk` `TAG#<the notebook's ARN in lower case>`, `sk` `TOUCH#<when>#<CloudTrail's event id>`. Beside them lies who
 * was told that its exception ends soon: `sk` `WARNED#<when the notebook was created>`.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { MalformedRecord } from '../core/errors.ts';
import type { NotebookRef } from '../core/notebook.ts';
import { type Touch, touchSchema } from '../core/touch.ts';
import { type Warned, warnedSchema } from '../core/warning.ts';
import { oneAttempt } from './call.ts';
import { isFailedCondition, ledgered } from './ledgered.ts';

/** Only the last second of them matters. */
const few = 10;

const pkOf = (arn: string): string => `TAG#${arn.toLowerCase()}`;

type Identity = Pick<NotebookRef, 'arn' | 'createdAt'>;

const keyOfWarned = ({ arn, createdAt }: Identity) => ({
  pk: pkOf(arn),
  sk: `WARNED#${new Date(createdAt).toISOString()}`,
});

export class Touches {
  readonly #table: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(table: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#table = table;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  /** One that is written already stays as it is. */
  async record(arn: string, touch: Touch): Promise<void> {
    const written = z.encode(touchSchema, touch);
    try {
      await ledgered('dynamodb:PutItem', () =>
        this.#dynamodb.send(
          new PutCommand({
            TableName: this.#table,
            Item: { pk: pkOf(arn), sk: `TOUCH#${written.at}#${touch.event}`, ...written },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      );
    } catch (error) {
      if (!isFailedCondition(error)) throw error;
    }
  }

  /** The latest, of every notebook that bore this ARN; newest first. */
  async latest(arn: string): Promise<readonly Touch[]> {
    const { Items = [] } = await ledgered('dynamodb:Query', () =>
      this.#dynamodb.send(
        new QueryCommand({
          TableName: this.#table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :tag AND begins_with(sk, :touch)',
          ExpressionAttributeValues: { ':tag': pkOf(arn), ':touch': 'TOUCH#' },
          ScanIndexForward: false,
          Limit: few,
        }),
      ),
    );
    return Items.map((item) => {
      const touch = touchSchema.safeParse(item);
      if (touch.success) return touch.data;
      throw new MalformedRecord(`expected a touched tag, got ${z.prettifyError(touch.error)}`);
    });
  }

  /** Who was told that its exception ends soon; `null`: nobody yet. */
  async warned(ref: Identity): Promise<Warned | null> {
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(
        new GetCommand({ TableName: this.#table, Key: keyOfWarned(ref), ConsistentRead: true }),
      ),
    );
    if (Item === undefined) return null;
    const warned = warnedSchema.safeParse(Item);
    if (warned.success) return warned.data;
    throw new MalformedRecord(`expected who was warned, got ${z.prettifyError(warned.error)}`);
  }

  async markWarned(ref: Identity, warned: Warned): Promise<void> {
    const Item = { ...keyOfWarned(ref), ...z.encode(warnedSchema, warned) };
    await ledgered('dynamodb:PutItem', () =>
      this.#dynamodb.send(new PutCommand({ TableName: this.#table, Item })),
    );
  }
}
