/** The ledger as plain data: one file per notebook, earlier cases beside it, each write conditional. */
import type { Changes } from '../../functions/aws/changes.ts';
import type { Ledger } from '../../functions/aws/ledger.ts';
import { type Case, type Closed, deadlineOf, type File } from '../../functions/core/case.ts';
import { LedgerUnavailable } from '../../functions/core/errors.ts';
import type { NotebookRef } from '../../functions/core/notebook.ts';
import { type AnswerChanges, answersOf } from '../../functions/core/owner-answer.ts';
import type { Invocation } from './invocation.ts';

export class Files {
  readonly #latest = new Map<string, File>();
  readonly #earlier: File[] = [];

  get(ref: NotebookRef): File | null {
    return this.#latest.get(keyOf(ref)) ?? null;
  }

  put(file: File): File {
    this.#latest.set(keyOf(file), file);
    return file;
  }

  /** Put aside twice it is one; who was told meanwhile is not forgotten. */
  archive(file: File): void {
    const index = this.#earlier.findIndex((other) => other.case.id === file.case.id);
    const present = this.#earlier[index];
    if (present === undefined) this.#earlier.push(file);
    else if (isToldLess(present, file)) this.#earlier[index] = file;
  }

  /** Changes one that was put aside. */
  changeEarlier(caseId: string, change: (present: File) => File): void {
    const index = this.#earlier.findIndex((other) => other.case.id === caseId);
    const present = this.#earlier[index];
    if (present !== undefined) this.#earlier[index] = change(present);
  }

  findEarlier(arn: string): readonly File[] {
    return this.#earlier.filter((file) => file.arn.toLowerCase() === arn.toLowerCase());
  }

  find(arn: string): readonly File[] {
    return [...this.#latest.values()].filter((file) => file.arn.toLowerCase() === arn.toLowerCase());
  }

  /** One per case, in order of opening. */
  records(): readonly File[] {
    const all = new Map([...this.#earlier, ...this.#latest.values()].map((file) => [file.case.id, file]));
    return [...all.values()].sort((a, b) => a.case.openedAt - b.case.openedAt);
  }
}

const keyOf = ({ arn, createdAt }: NotebookRef): string => `${arn.toLowerCase()} ${createdAt}`;

/** Written down: what the writer changes afterwards is not in the ledger. */
const written = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));

const isHeldBy = (file: File | null, { id, execution }: Pick<Case, 'id' | 'execution'>): file is File =>
  file !== null &&
  file.case.id === id &&
  file.case.execution === execution &&
  file.case.stand.at !== 'closed';

/** How many notices there are, and to how many the outcome's went. */
const toldOf = ({ case: { notices } }: File): readonly [number, number] => [
  notices.length,
  notices.find(({ kind }) => kind === 'outcome')?.to.length ?? 0,
];
const mailOf = ({ case: { stand } }: File): string | null => (stand.at === 'closed' ? stand.mail : null);

const isToldAs = (present: File, file: File): boolean =>
  mailOf(present) === mailOf(file) && String(toldOf(present)) === String(toldOf(file));

function isToldLess(present: File, file: File): boolean {
  const [[notices, to], [most, mostTo]] = [toldOf(present), toldOf(file)];
  return mailOf(present) === 'owed' && (notices < most || (notices === most && to <= mostTo));
}

/** Answers are only ever appended. */
const isAnsweredAs = (present: File, file: File): boolean =>
  answersOf(present.case).length === answersOf(file.case).length;

/** Without what only a sweep reads: the model has none. */
export class ModelLedger implements Omit<Pick<Ledger, keyof Ledger>, 'at' | 'unfinished'> {
  readonly #files: Files;
  readonly #by: Invocation;

  constructor(files: Files, by: Invocation) {
    this.#files = files;
    this.#by = by;
  }

  read(ref: NotebookRef): Promise<File | null> {
    return this.#call('GetItem', () => this.#files.get(ref), ref.name);
  }

  find(arn: string): Promise<readonly File[]> {
    return this.#call('Query', () => this.#files.find(arn));
  }

  findEarlier(arn: string): Promise<readonly File[]> {
    return this.#call('Query', () => this.#files.findEarlier(arn));
  }

  everything(): Promise<readonly File[]> {
    return this.#call('Scan', () => this.#files.records());
  }

  async open(ref: NotebookRef, opened: Case, earlier: File | null, toolRounds = 0): Promise<File | null> {
    if (earlier !== null) await this.#call('PutItem', () => this.#files.archive(written(earlier)));
    return this.#update(ref, (present) => {
      const isFree =
        earlier === null
          ? present === null
          : present?.case.id === earlier.case.id &&
            present.case.stand.at === 'closed' &&
            isToldAs(present, earlier);
      if (!isFree) return null;
      const { arn, name, createdAt } = ref;
      const { restartOwed = null, remediations = 0, recoveries = [], disowned } = present ?? {};
      return {
        ...(disowned === undefined ? {} : { disowned }),
        ...{ schema: 1, arn, name, createdAt, restartOwed, remediations, toolRounds, recoveries },
        case: written(opened),
      };
    });
  }

  claim(file: File, changes: Changes): Promise<File | null> {
    const leavesGrace = file.case.stand.at === 'grace' && changes.stand !== undefined;
    return this.#update(file, (present) => {
      if (!isHeldBy(present, file.case) || (leavesGrace && !isAnsweredAs(present, file))) return null;
      return changed(present, written(changes));
    });
  }

  answer(file: File, { disowned, ...ofCase }: AnswerChanges): Promise<File | null> {
    return this.#update(file, (present) => {
      if (present?.case.id !== file.case.id || !isAnsweredAs(present, file)) return null;
      const [before, now] = [file.case.stand, present.case.stand];
      if (before.at !== now.at || deadlineOf(before) !== deadlineOf(now)) return null;
      const { wakes, resumes: heard = wakes } = present.case;
      const answered = changed(present, written(ofCase));
      return {
        ...answered,
        ...(disowned === undefined ? {} : { disowned: written(disowned) }),
        case: { ...answered.case, wakes: wakes + 1, resumes: heard + 1 },
      };
    });
  }

  async close(
    file: File,
    closed: Closed,
    changes: Pick<Changes, 'restartOwed' | 'remediations' | 'recoveries'>,
  ): Promise<File | null> {
    const done = await this.#update(file, (present) =>
      isHeldBy(present, file.case) && present.case.wakes === file.case.wakes
        ? changed(present, written({ stand: closed, ...changes }))
        : null,
    );
    if (done !== null) return done;
    const found = await this.read(file);
    const { id, execution, stand } = found?.case ?? {};
    const isMine = id === file.case.id && execution === file.case.execution && stand?.at === 'closed';
    return isMine && stand.outcome === closed.outcome && stand.closedAt === closed.closedAt ? found : null;
  }

  async markOutcomeTold(file: File, stand: Closed, notices: Case['notices']): Promise<void> {
    const told = written({ stand, notices });
    const marked = await this.#update(file, (present) =>
      present?.case.id === file.case.id ? changed(present, told) : null,
    );
    if (marked !== null) return;
    const mark = () => this.#files.changeEarlier(file.case.id, (present) => changed(present, told));
    await this.#call('UpdateItem', mark, file.name);
  }

  async addNews(file: File, resumes = true): Promise<Case | null> {
    const told = await this.#update(file, (present) => {
      if (present?.case.id !== file.case.id || present.case.stand.at === 'closed') return null;
      const { wakes, resumes: heard = wakes } = present.case;
      return {
        ...present,
        case: { ...present.case, wakes: wakes + 1, resumes: heard + (resumes ? 1 : 0) },
      };
    });
    return told?.case ?? null;
  }

  async sleep(
    ref: NotebookRef,
    holder: { readonly caseId: string; readonly execution: string },
    token: string,
  ): Promise<Case | null> {
    const asleep = await this.#update(ref, (present) => {
      if (present?.case.id !== holder.caseId || present.case.execution !== holder.execution) return null;
      const { stand } = present.case;
      if (stand.at === 'closed' && stand.mail !== 'owed') return null;
      return { ...present, case: { ...present.case, sleeper: token } };
    });
    return asleep?.case ?? null;
  }

  #update(ref: NotebookRef, change: (present: File | null) => File | null): Promise<File | null> {
    const serve = () => {
      const file = change(this.#files.get(ref));
      return file === null ? null : this.#files.put(file);
    };
    return this.#call('UpdateItem', serve, ref.name);
  }

  /** @param notebook the one whose item it is, where one is named by its key */
  async #call<Answer>(operation: string, serve: () => Answer, notebook?: string): Promise<Answer> {
    try {
      return await this.#by.call({ service: 'DynamoDB', operation }, serve, notebook);
    } catch (error) {
      throw new LedgerUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}

function changed(
  file: File,
  { restartOwed, remediations, recoveries, ...ofCase }: Changes & Pick<Partial<AnswerChanges>, 'answers'>,
): File {
  return {
    ...file,
    ...(restartOwed === undefined ? {} : { restartOwed }),
    ...(remediations === undefined ? {} : { remediations }),
    ...(recoveries === undefined ? {} : { recoveries }),
    case: { ...file.case, ...ofCase },
  };
}
