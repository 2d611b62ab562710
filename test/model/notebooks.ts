/** What our adapter of SageMaker promises, of the account of the model. */
import type { Notebooks } from '../../functions/aws/notebooks.ts';
import { NotebookGone, StatusForbids } from '../../functions/core/errors.ts';
import { type Notebook, type NotebookRef, type Seen, statuses } from '../../functions/core/notebook.ts';
import { type Account, type Mutation, type Notebook as Present, Refusal } from './account.ts';
import type { Invocation } from './invocation.ts';

/** Without what only a sweep reads: the model has none. */
export class ModelNotebooks implements Omit<Pick<Notebooks, keyof Notebooks>, 'page'> {
  readonly #account: Account;
  readonly #by: Invocation;
  /** Hears of a call of ours that took effect: CloudTrail tells of it too. */
  readonly #told: (operation: Mutation, name: string) => void;

  constructor(account: Account, by: Invocation, told: (operation: Mutation, name: string) => void) {
    this.#account = account;
    this.#by = by;
    this.#told = told;
  }

  async lookByName(name: string): Promise<Seen> {
    try {
      const described = await this.#read('DescribeNotebookInstance', name, seenOf);
      const tags = await this.#read('ListTags', name, (notebook) => notebook.tags);
      return { seen: 'notebook', notebook: { ...described, tags } };
    } catch (error) {
      if (error instanceof NotebookGone) return { seen: 'gone' };
      throw error;
    }
  }

  async look(ref: NotebookRef): Promise<Seen> {
    const look = await this.lookByName(ref.name);
    return look.seen === 'notebook' && look.notebook.ref.createdAt !== ref.createdAt
      ? { seen: 'gone' }
      : look;
  }

  stop({ name }: NotebookRef): Promise<void> {
    return this.#change('Stop', name);
  }

  disableRootAccess({ name }: NotebookRef, moveTo?: string): Promise<void> {
    const moved = moveTo === undefined ? {} : { PlatformIdentifier: moveTo };
    return this.#change('Update', name, { RootAccess: 'Disabled', ...moved });
  }

  start({ name }: NotebookRef): Promise<void> {
    return this.#change('Start', name);
  }

  #read<Answer>(operation: string, name: string, of: (notebook: Present) => Answer): Promise<Answer> {
    return this.#by.call(
      { service: 'SageMaker', operation },
      () => translating(() => of(this.#account.byName(name))),
      name,
    );
  }

  #change(operation: Mutation, name: string, input = {}): Promise<void> {
    return this.#by.call(
      { service: 'SageMaker', operation: `${operation}NotebookInstance` },
      () => {
        translating(() => this.#account.call(operation, name, input, true));
        this.#told(operation, name);
      },
      name,
    );
  }
}

function translating<Answer>(serve: () => Answer): Answer {
  try {
    return serve();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw error.message === 'RecordNotFound'
      ? new NotebookGone(error.message)
      : new StatusForbids(error.message);
  }
}

const seenOf = ({
  arn,
  name,
  createdAt,
  status,
  root,
  platform,
  instanceType,
  failureReason,
}: Present): Omit<Notebook, 'tags'> => ({
  ref: { arn, name, createdAt },
  status: statuses.find((known) => known === status) ?? 'unknown',
  statusText: status,
  root: root === 'Disabled' ? 'Disabled' : 'Enabled',
  platform,
  instanceType,
  failureReason,
});
