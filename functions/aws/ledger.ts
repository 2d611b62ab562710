/**
 * The ledger: one DynamoDB item per notebook with its latest case, and one per earlier case beside it. Every write
 * is one conditional write of one item, so a case cannot be half closed and no two executions can hold one.
 *
 * Keys: `pk` the notebook's ARN in lower case (sources differ in its case), `sk` `NOTEBOOK#<created>` or
 * `CASE#<opened>#<case id>`. The record is fileSchema of core/case.ts.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  ScanCommand,
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
import { MalformedRecord } from '../core/errors.ts';
import type { NotebookRef } from '../core/notebook.ts';
import { type AnswerChanges, answersOf } from '../core/owner-answer.ts';
import { oneAttempt } from './call.ts';
import { isFailedCondition, ledgered } from './ledgered.ts';
import { isArchived, isToldLess } from './told.ts';

/** What a claim may change; the rest of a case is written by those who wake it. */
export type Changes = Partial<
  Pick<
    Case,
    | 'stand'
    | 'notices'
    | 'invited'
    | 'lookups'
    | 'failures'
    | 'troubleSince'
    | 'windowName'
    | 'upgrade'
    | 'waitedAt'
    | 'pausedAt'
  > &
    Pick<File, 'restartOwed' | 'remediations' | 'recoveries'>
>;

const changesSchema = caseSchema
  .pick({
    stand: true,
    notices: true,
    invited: true,
    lookups: true,
    failures: true,
    troubleSince: true,
    windowName: true,
    upgrade: true,
    waitedAt: true,
    pausedAt: true,
    answers: true,
  })
  .extend({
    restartOwed: owedSchema.nullable(),
    remediations: z.int(),
    recoveries: fileSchema.shape.recoveries,
    disowned: fileSchema.shape.disowned,
  })
  .partial();

/** What tells notebooks apart. */
type Identity = Pick<NotebookRef, 'arn' | 'createdAt'>;

interface Key {
  readonly pk: string;
  readonly sk: string;
}

const keyOf = ({ arn, createdAt }: Identity): Key => ({
  pk: arn.toLowerCase(),
  sk: `NOTEBOOK#${new Date(createdAt).toISOString()}`,
});

/** Where a case lies once another was opened on its notebook. */
const keyOfEarlier = ({ arn, case: { id, openedAt } }: File): Key => ({
  pk: arn.toLowerCase(),
  sk: `CASE#${new Date(openedAt).toISOString()}#${id}`,
});

/** The key of an item, as the ledger gives it out and takes it back. */
export type Place = Key;

/** One page of places; `next` is what the following page is asked for with, `null` after the last. */
export interface Places {
  readonly places: readonly Place[];
  readonly next: Place | null;
}

/** So many items are looked through for a page, at least: most cases are closed and nothing is owed. */
const scanned = { page: 100, pages: 10 };

export class Ledger {
  readonly #table: string;
  readonly #dynamodb: DynamoDBDocumentClient;

  constructor(table: string, dynamodb = new DynamoDBClient(oneAttempt)) {
    this.#table = table;
    this.#dynamodb = DynamoDBDocumentClient.from(dynamodb);
  }

  async read(ref: Identity): Promise<File | null> {
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(new GetCommand({ TableName: this.#table, Key: keyOf(ref), ConsistentRead: true })),
    );
    return Item === undefined ? null : parseFile(Item);
  }

  /** Every notebook that bore this ARN: names are reused, so there may be several. */
  async find(arn: string): Promise<readonly File[]> {
    return this.#query(arn, 'NOTEBOOK#');
  }

  /** The cases of before the latest, of every notebook that bore this ARN. */
  async findEarlier(arn: string): Promise<readonly File[]> {
    return this.#query(arn, 'CASE#');
  }

  /** Everything there is, earlier cases too: for reports, not for handlers. */
  async everything(): Promise<readonly File[]> {
    return this.#collect('dynamodb:Scan', () =>
      paginateScan(
        { client: this.#dynamodb },
        {
          TableName: this.#table,
          // Keys to the answer page and mails that wait lie in the same table.
          FilterExpression: 'begins_with(sk, :notebook) OR begins_with(sk, :case)',
          ExpressionAttributeValues: { ':notebook': 'NOTEBOOK#', ':case': 'CASE#' },
        },
      ),
    );
  }

  /** What lies at a place, whether a latest case or an earlier one. */
  async at(place: Place): Promise<File | null> {
    const { Item } = await ledgered('dynamodb:GetItem', () =>
      this.#dynamodb.send(new GetCommand({ TableName: this.#table, Key: place, ConsistentRead: true })),
    );
    return Item === undefined ? null : parseFile(Item);
  }

  /** Where cases are open or an outcome mail is owed; at most 100 places, and none where there is no more. */
  async unfinished(after: Place | null): Promise<Places> {
    let start = after;
    for (let left = scanned.pages; left > 0; left -= 1) {
      const { Items = [], LastEvaluatedKey } = await ledgered('dynamodb:Scan', () =>
        this.#dynamodb.send(
          new ScanCommand({
            TableName: this.#table,
            ConsistentRead: true,
            Limit: scanned.page,
            ProjectionExpression: 'pk, sk',
            FilterExpression:
              '(begins_with(sk, :notebook) OR begins_with(sk, :case)) AND (#case.stand.#at <> :closed OR #case.stand.mail = :owed)',
            ExpressionAttributeNames: { '#case': 'case', '#at': 'at' },
            ExpressionAttributeValues: {
              ':notebook': 'NOTEBOOK#',
              ':case': 'CASE#',
              ':closed': 'closed',
              ':owed': 'owed',
            },
            ...(start === null ? {} : { ExclusiveStartKey: start }),
          }),
        ),
      );
      start = LastEvaluatedKey === undefined ? null : (LastEvaluatedKey as Key);
      if (Items.length > 0 || start === null) return { places: Items as Key[], next: start };
    }
    return { places: [], next: start };
  }

  /**
   * Opens a case on a notebook that has none open; an earlier one is put beside it first.
   * @returns `null` when somebody else opened one meanwhile
   */
  async open(ref: NotebookRef, opened: Case, earlier: File | null, toolRounds = 0): Promise<File | null> {
    if (earlier !== null) await this.#archive(earlier);
    return this.#update(
      keyOf(ref),
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
        ...(earlier === null ? {} : isArchived(earlier).values),
      },
      'SET #case = :case, #schema = :schema, arn = :arn, #name = :name, createdAt = :created, restartOwed = if_not_exists(restartOwed, :none), remediations = if_not_exists(remediations, :zero), toolRounds = :rounds, recoveries = if_not_exists(recoveries, :empty)',
      earlier === null ? 'attribute_not_exists(pk)' : isArchived(earlier).condition,
      { '#schema': 'schema', '#name': 'name', ...(earlier === null ? {} : isArchived(earlier).names) },
    );
  }

  /**
   * Writes before an act: only if the case is open and held by this execution, and what leaves the grace window only
   * if no owner has answered since `file` was read.
   * @returns `null` when any of that is not so: then whoever claims must not act
   */
  async claim(file: File, changes: Changes): Promise<File | null> {
    const { values, sets } = assignments(changes);
    const leavesGrace = file.case.stand.at === 'grace' && changes.stand !== undefined;
    const answered = leavesGrace ? asAnswered(file) : { condition: '', values: {} };
    return this.#update(
      keyOf(file),
      { ...values, ...mine(file), ...answered.values },
      `SET ${sets.join(', ')}`,
      `${isMine}${answered.condition}`,
      { '#at': 'at' },
    );
  }

  /**
   * Writes an owner's answer down, as news that wakes: only if the case is open, stands where it stood and has the
   * answers that it had when `file` was read.
   * @returns `null` when any of that is not so
   */
  async answer(file: File, changes: AnswerChanges): Promise<File | null> {
    const { stand } = file.case;
    const { values, sets } = assignments(changes);
    const answered = asAnswered(file);
    const isInGrace = stand.at === 'grace';
    return this.#update(
      keyOf(file),
      {
        ...values,
        ...answered.values,
        ':one': 1,
        ':id': file.case.id,
        ':at': stand.at,
        ...(isInGrace ? { ':deadline': new Date(stand.deadline).toISOString() } : {}),
      },
      `SET ${[...sets, ...oneMoreWake].join(', ')}`,
      `#case.id = :id AND #case.stand.#at = :at${isInGrace ? ' AND #case.stand.deadline = :deadline' : ''}${answered.condition}`,
      { '#at': 'at' },
    );
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
      keyOf(file),
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
    const mark = (key: Key): Promise<File | null> =>
      this.#update(key, { ...values, ':id': file.case.id }, `SET ${sets.join(', ')}`, '#case.id = :id', {});
    // Another case may have been opened since the close: then this one lies beside it.
    if ((await mark(keyOf(file))) === null) await mark(keyOfEarlier(file));
  }

  /**
   * Adds news to an open case.
   * @param resumes whether it is to wake who sleeps on it
   * @returns the case as it is then, or `null` when it is not open any more
   */
  async addNews(file: File, resumes = true): Promise<Case | null> {
    const changed = await this.#update(
      keyOf(file),
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
      keyOf(ref),
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
    const { condition, names, values } = isToldLess(file);
    try {
      await ledgered('dynamodb:PutItem', () =>
        this.#dynamodb.send(
          new PutCommand({
            TableName: this.#table,
            Item: { ...z.encode(fileSchema, file), ...keyOfEarlier(file) },
            // Who read it early may write it late: who was told its outcome meanwhile is not forgotten.
            ConditionExpression: `attribute_not_exists(pk) OR (${condition})`,
            ExpressionAttributeNames: { '#case': 'case', ...names },
            ExpressionAttributeValues: values,
          }),
        ),
      );
    } catch (error) {
      if (!isFailedCondition(error)) throw error;
    }
  }

  async #update(
    key: Key,
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
            Key: key,
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
      if (isFailedCondition(error)) return null;
      throw error;
    }
  }

  #query(arn: string, beginning: string): Promise<readonly File[]> {
    return this.#collect('dynamodb:Query', () =>
      paginateQuery(
        { client: this.#dynamodb },
        {
          TableName: this.#table,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :arn AND begins_with(sk, :beginning)',
          ExpressionAttributeValues: { ':arn': arn.toLowerCase(), ':beginning': beginning },
        },
      ),
    );
  }

  /** @param ask begins anew each time: pages that threw once have no more, and would pass for nothing found */
  async #collect(
    operation: string,
    ask: () => AsyncIterable<{ Items?: Record<string, unknown>[] | undefined }>,
  ): Promise<readonly File[]> {
    const items = await ledgered(operation, async () => {
      const all: unknown[] = [];
      for await (const page of ask()) all.push(...(page.Items ?? []));
      return all;
    });
    return items.map(parseFile);
  }
}

const isMine = '#case.id = :id AND #case.execution = :execution AND #case.stand.#at <> :closed';

const oneMoreWake = [
  '#case.wakes = #case.wakes + :one',
  '#case.resumes = if_not_exists(#case.resumes, #case.wakes) + :one',
];

/** That no answer came since the file was read: they are only ever appended, so their number tells. */
function asAnswered({ case: held }: File): { condition: string; values: Record<string, unknown> } {
  const { length } = answersOf(held);
  return length === 0
    ? { condition: ' AND attribute_not_exists(#case.answers)', values: {} }
    : { condition: ' AND size(#case.answers) = :answered', values: { ':answered': length } };
}

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
const ofNotebook = new Set(['restartOwed', 'remediations', 'recoveries', 'disowned']);

function assignments(changes: Changes | AnswerChanges): { values: Record<string, unknown>; sets: string[] } {
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
