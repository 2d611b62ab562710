/**
 * The ledger: one DynamoDB item per notebook with its latest case, and one per earlier case beside it. Every write
 * is one conditional write of one item, so a case cannot be half closed and no two executions can hold one.
 *
 * Keys: `pk` the notebook's ARN in lower case (sources differ in its case), `sk` `NOTEBOOK#<created>` or
 * `CASE#<opened>#<case id>`. The record is fileSchema of core/case.ts.
 */
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import {
  type Case,
  type Closed,
  caseSchema,
  type File,
  fileSchema,
  owedSchema,
  schemaVersion,
} from '../core/case.ts';
import { LedgerUnavailable, MalformedRecord } from '../core/errors.ts';
import type { NotebookRef } from '../core/notebook.ts';
import { call, oneAttempt } from './call.ts';

/** What a claim may change; the rest of a case is written by those who wake it. */
export type Changes = Partial<
  Pick<Case, 'stand' | 'notices' | 'invited' | 'failures' | 'troubleSince'> &
    Pick<File, 'restartOwed' | 'remediations' | 'recoveries'>
>;

const changesSchema = caseSchema
  .pick({ stand: true, notices: true, invited: true, failures: true, troubleSince: true })
  .extend({
    restartOwed: owedSchema.nullable(),
    remediations: z.int(),
    recoveries: fileSchema.shape.recoveries,
  })
  .partial();

const keyOf = ({ arn, createdAt }: NotebookRef) => ({
  pk: arn.toLowerCase(),
  sk: `NOTEBOOK#${new Date(createdAt).toISOString()}`,
});

export class Ledger {
  readonly #table: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(table: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#table = table;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  async read(ref: NotebookRef): Promise<File | null> {
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(new GetCommand({ TableName: this.#table, Key: keyOf(ref), ConsistentRead: true })),
    );
    return Item === undefined ? null : parseFile(Item);
  }

  /** Every notebook that bore this ARN: names are reused, so there may be several. */
  async find(arn: string): Promise<readonly File[]> {
    return this.#collect(
      paginateQuery(
        { client: this.#dynamodb },
        {
          TableName: this.#table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :arn AND begins_with(sk, :notebook)',
          ExpressionAttributeValues: { ':arn': arn.toLowerCase(), ':notebook': 'NOTEBOOK#' },
        },
      ),
      'dynamodb:Query',
    );
  }

  /** Everything there is, earlier cases too: for reports, not for handlers. */
  async everything(): Promise<readonly File[]> {
    return this.#collect(
      paginateScan({ client: this.#dynamodb }, { TableName: this.#table }),
      'dynamodb:Scan',
    );
  }

  /**
   * Opens a case on a notebook that has none open; an earlier one is put beside it first.
   * @returns `null` when somebody else opened one meanwhile
   */
  async open(ref: NotebookRef, opened: Case, earlier: File | null, toolRounds = 0): Promise<File | null> {
    if (earlier !== null) await this.#archive(earlier);
    return this.#update(
      ref,
      {
        ':case': z.encode(caseSchema, opened),
        ':schema': schemaVersion,
        ':arn': ref.arn,
        ':name': ref.name,
        ':created': new Date(ref.createdAt).toISOString(),
        ':none': null,
        ':zero': 0,
        ':empty': [],
        ':rounds': toolRounds,
        ...(earlier === null ? {} : { ':earlier': earlier.case.id, ':closed': 'closed' }),
      },
      'SET #case = :case, #schema = :schema, arn = :arn, #name = :name, createdAt = :created, restartOwed = if_not_exists(restartOwed, :none), remediations = if_not_exists(remediations, :zero), toolRounds = :rounds, recoveries = if_not_exists(recoveries, :empty)',
      earlier === null ? 'attribute_not_exists(pk)' : '#case.id = :earlier AND #case.stand.#at = :closed',
      { '#schema': 'schema', '#name': 'name', ...(earlier === null ? {} : { '#at': 'at' }) },
    );
  }

  /**
   * Writes before an act: only if the case is open and held by this execution.
   * @returns `null` when it is not: whoever claims is superseded and must not act
   */
  async claim(file: File, changes: Changes): Promise<File | null> {
    const { values, sets } = assignments(changes);
    return this.#update(file, { ...values, ...mine(file) }, `SET ${sets.join(', ')}`, isMine, {
      '#at': 'at',
    });
  }

  /**
   * Closes, which also frees the notebook: only if open, ours, and without news since `file` was read.
   * @returns `null` when any of that is not so
   */
  async close(
    file: File,
    closed: Closed,
    changes: Pick<Changes, 'restartOwed' | 'remediations' | 'recoveries'>,
  ): Promise<File | null> {
    const { values, sets } = assignments({ stand: closed, ...changes });
    const done = await this.#update(
      file,
      { ...values, ...mine(file), ':wakes': file.case.wakes },
      `SET ${sets.join(', ')}`,
      `${isMine} AND #case.wakes = :wakes`,
      { '#at': 'at' },
    );
    if (done !== null) return done;
    // A write whose answer was lost is sent again, and then it is our own close that refuses it.
    const found = await this.read(file);
    return found !== null && isSameClose(found.case, file.case, closed) ? found : null;
  }

  /** Marks the outcome mail of a closed case as sent. Harmless when repeated. */
  async markOutcomeTold(file: File, stand: Closed, notices: Case['notices']): Promise<void> {
    const { values, sets } = assignments({ stand, notices });
    await this.#update(
      file,
      { ...values, ':id': file.case.id },
      `SET ${sets.join(', ')}`,
      '#case.id = :id',
      {},
    );
  }

  /**
   * Adds news to an open case.
   * @param resumes whether it is to wake who sleeps on it
   * @returns the case as it is then, or `null` when it is not open any more
   */
  async addNews(file: File, resumes = true): Promise<Case | null> {
    const changed = await this.#update(
      file,
      { ':one': 1, ':more': resumes ? 1 : 0, ':id': file.case.id, ':closed': 'closed' },
      'SET #case.wakes = #case.wakes + :one, #case.resumes = if_not_exists(#case.resumes, #case.wakes) + :more',
      '#case.id = :id AND #case.stand.#at <> :closed',
      { '#at': 'at' },
    );
    return changed?.case ?? null;
  }

  /**
   * Puts the token of an execution that is about to sleep where wakers find it.
   * @returns the case as it is then, or `null` when it is not held by that execution, or nothing is to be done about it
   */
  async sleep(
    ref: NotebookRef,
    holder: { readonly caseId: string; readonly execution: string },
    token: string,
  ): Promise<Case | null> {
    const changed = await this.#update(
      ref,
      {
        ':token': token,
        ':id': holder.caseId,
        ':execution': holder.execution,
        ':closed': 'closed',
        ':owed': 'owed',
      },
      'SET #case.sleeper = :token',
      '#case.id = :id AND #case.execution = :execution AND (#case.stand.#at <> :closed OR #case.stand.mail = :owed)',
      { '#at': 'at' },
    );
    return changed?.case ?? null;
  }

  async #archive(file: File): Promise<void> {
    const opened = new Date(file.case.openedAt).toISOString();
    await ledgered('dynamodb:PutItem', () =>
      this.#dynamodb.send(
        new PutCommand({
          TableName: this.#table,
          Item: {
            ...z.encode(fileSchema, file),
            pk: file.arn.toLowerCase(),
            sk: `CASE#${opened}#${file.case.id}`,
          },
        }),
      ),
    );
  }

  async #update(
    ref: NotebookRef,
    values: Record<string, unknown>,
    update: string,
    condition: string,
    names: Record<string, string>,
  ): Promise<File | null> {
    try {
      const { Attributes } = await ledgered('dynamodb:UpdateItem', () =>
        this.#dynamodb.send(
          new UpdateCommand({
            TableName: this.#table,
            Key: keyOf(ref),
            UpdateExpression: update,
            ConditionExpression: condition,
            ExpressionAttributeNames: { '#case': 'case', ...names },
            ExpressionAttributeValues: values,
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      return parseFile(Attributes);
    } catch (error) {
      if (error instanceof LedgerUnavailable && isFailedCondition(error)) return null;
      throw error;
    }
  }

  async #collect(
    pages: AsyncIterable<{ Items?: Record<string, unknown>[] | undefined }>,
    operation: string,
  ): Promise<readonly File[]> {
    const items = await ledgered(operation, async () => {
      const all: unknown[] = [];
      for await (const page of pages) all.push(...(page.Items ?? []));
      return all;
    });
    return items.map(parseFile);
  }
}

const isMine = '#case.id = :id AND #case.execution = :execution AND #case.stand.#at <> :closed';

const isSameClose = ({ id, execution, stand }: Case, mine: Case, closed: Closed): boolean =>
  id === mine.id &&
  execution === mine.execution &&
  stand.at === 'closed' &&
  stand.outcome === closed.outcome &&
  stand.closedAt === closed.closedAt;

const mine = (file: File) => ({
  ':id': file.case.id,
  ':execution': file.case.execution,
  ':closed': 'closed',
});

/** What belongs to the notebook and outlives the case. */
const ofNotebook = new Set(['restartOwed', 'remediations', 'recoveries']);

function assignments(changes: Changes): { values: Record<string, unknown>; sets: string[] } {
  const encoded = Object.entries(z.encode(changesSchema, changes)).filter(([, value]) => value !== undefined);
  return {
    values: Object.fromEntries(encoded.map(([key, value]) => [`:${key}`, value])),
    sets: encoded.map(([key]) => `${ofNotebook.has(key) ? key : `#case.${key}`} = :${key}`),
  };
}

function parseFile(item: unknown): File {
  const file = fileSchema.safeParse(item);
  if (file.success) return file.data;
  throw new MalformedRecord(
    `expected a record of schema ${schemaVersion}, got one where ${file.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  );
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

function isFailedCondition(error: LedgerUnavailable): boolean {
  const refused = error.cause;
  return refused instanceof Error && refused.cause instanceof ConditionalCheckFailedException;
}
