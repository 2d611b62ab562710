/**
 * The ledger of notebooks and their cases: each write is one conditional write of one record, so a case cannot be half
 * closed and no two executions can hold one.
 */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Case, type Closed, caseSchema, type File, fileSchema, schemaVersion } from '../core/case.ts';
import type { NotebookRef } from '../core/notebook.ts';
import type { AnswerChanges } from '../core/owner-answer.ts';
import { type Changes, changing, news } from './changes.ts';
import {
  answeredAs,
  heardAs,
  isCase,
  isHeldBy,
  isMine,
  isOpen,
  isUnfinished,
  standsAs,
} from './conditions.ts';
import { all, assigned, type Expression, isNew, set } from './expression.ts';
import { earlierPlaceOf, type Identity, isRecord, kinds, parseFile, pkOf, placeOf } from './record.ts';
import { type Place, type Places, Table } from './table.ts';
import { isArchived, isToldLess } from './told.ts';

export class Ledger {
  readonly #table: Table;

  constructor(table: string, dynamodb?: DynamoDBClient) {
    this.#table = new Table(table, dynamodb);
  }

  read(ref: Identity): Promise<File | null> {
    return this.at(placeOf(ref));
  }

  /** What lies at a place, whether a latest case or an earlier one. */
  async at(place: Place): Promise<File | null> {
    const item = await this.#table.get(place);
    return item === null ? null : parseFile(item);
  }

  /** Every notebook that bore this ARN: names are reused, so there may be several. */
  async find(arn: string): Promise<readonly File[]> {
    return (await this.#table.list(pkOf(arn), kinds.latest)).map(parseFile);
  }

  /** The cases of before the latest, of every notebook that bore this ARN. */
  async findEarlier(arn: string): Promise<readonly File[]> {
    return (await this.#table.list(pkOf(arn), kinds.earlier)).map(parseFile);
  }

  /** Everything there is, earlier cases too: for reports, not for handlers. */
  async everything(): Promise<readonly File[]> {
    return (await this.#table.scan(isRecord)).map(parseFile);
  }

  /** Where cases are open or an outcome mail is owed; at most 100 places, and none where there is no more. */
  unfinished(after: Place | null): Promise<Places> {
    return this.#table.places(all(isRecord, isUnfinished), after);
  }

  /**
   * Opens a case on a notebook that has none open; an earlier one is put beside it first.
   * @returns `null` when somebody else opened one meanwhile
   */
  async open(ref: NotebookRef, opened: Case, earlier: File | null, toolRounds = 0): Promise<File | null> {
    // Who read it early may write it late: who was told its outcome meanwhile is not forgotten.
    if (earlier !== null) {
      await this.#table.put(earlierPlaceOf(earlier), z.encode(fileSchema, earlier), isToldLess(earlier));
    }
    const { arn, createdAt, name } = ref;
    return this.#write(
      placeOf(ref),
      set(
        assigned({
          ...{ schema: schemaVersion, arn, name, createdAt: new Date(createdAt).toISOString(), toolRounds },
          case: z.encode(caseSchema, opened),
        }),
        {
          text: 'restartOwed = if_not_exists(restartOwed, :none), remediations = if_not_exists(remediations, :zero), recoveries = if_not_exists(recoveries, :empty)',
          values: { ':none': null, ':zero': 0, ':empty': [] },
        },
      ),
      earlier === null ? isNew : isArchived(earlier),
    );
  }

  /**
   * Writes before an act: only if the case is open and held by this execution, and what leaves the grace window only
   * if no owner has answered since `file` was read.
   * @returns `null` when any of that is not so: then whoever claims must not act
   */
  claim(file: File, changes: Changes): Promise<File | null> {
    const leavesGrace = file.case.stand.at === 'grace' && changes.stand !== undefined;
    const condition = all(isMine(file), leavesGrace ? answeredAs(file) : null);
    return this.#write(placeOf(file), changing(changes), condition);
  }

  /**
   * Writes an owner's answer down, as news that wakes: only if the case is open, stands where it stood and has the
   * answers that it had when `file` was read.
   * @returns `null` when any of that is not so
   */
  answer(file: File, changes: AnswerChanges): Promise<File | null> {
    const condition = all(isCase(file.case.id), standsAs(file), answeredAs(file));
    return this.#write(placeOf(file), changing(changes, news(true)), condition);
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
    const change = changing({ stand: closed, ...changes });
    const done = await this.#write(placeOf(file), change, all(isMine(file), heardAs(file)));
    if (done !== null) return done;
    // A write whose answer was lost is sent again, and then it is our own close that refuses it.
    const found = await this.read(file);
    return found !== null && isSameClose(found.case, file.case, closed) ? found : null;
  }

  /** Marks the outcome mail of a closed case as sent. Harmless when repeated. */
  async markOutcomeTold(file: File, stand: Closed, notices: Case['notices']): Promise<void> {
    const mark = (place: Place) => this.#write(place, changing({ stand, notices }), isCase(file.case.id));
    // Another case may have been opened since the close: then this one lies beside it.
    if ((await mark(placeOf(file))) === null) await mark(earlierPlaceOf(file));
  }

  /**
   * Adds news to an open case.
   * @param resumes whether it is to wake who sleeps on it
   * @returns the case as it is then, or `null` when it is not open any more
   */
  async addNews(file: File, resumes = true): Promise<Case | null> {
    const changed = await this.#write(placeOf(file), set(news(resumes)), all(isCase(file.case.id), isOpen));
    return changed?.case ?? null;
  }

  /**
   * Puts the token of an execution that is about to sleep where wakers find it.
   * @returns the case as it is then, or `null` when it is not held by that execution, or nothing is to be done about it
   */
  async sleep(
    ref: NotebookRef,
    { caseId, execution }: { readonly caseId: string; readonly execution: string },
    token: string,
  ): Promise<Case | null> {
    const changed = await this.#write(
      placeOf(ref),
      set(assigned({ sleeper: token }, '#case.')),
      all(isHeldBy({ id: caseId, execution }), isUnfinished),
    );
    return changed?.case ?? null;
  }

  async #write(place: Place, change: Expression, condition: Expression): Promise<File | null> {
    const item = await this.#table.update(place, change, condition);
    return item === null ? null : parseFile(item);
  }
}

const isSameClose = ({ id, execution, stand }: Case, mine: Case, closed: Closed): boolean =>
  id === mine.id &&
  execution === mine.execution &&
  stand.at === 'closed' &&
  stand.outcome === closed.outcome &&
  stand.closedAt === closed.closedAt;
