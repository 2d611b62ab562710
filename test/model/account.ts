/** The notebooks of an account as plain data: which call leads where, and what a story does to that. */
import type { Timer, VirtualClock } from '../../local/clock.ts';
import type { StoryNotebook, WorldFault } from '../../local/story.ts';

export interface Notebook {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
  readonly instanceType: string;
  platform: string | null;
  readonly takes: StoryNotebook['takes'];
  status: string;
  root: 'Enabled' | 'Disabled' | null;
  failureReason: string | null;
  tags: Readonly<Record<string, string>>;
  isGone: boolean;
  /** Where it is on its way to, if it is. */
  way: Way | null;
  /** Where it was when maintenance came over it, and where it was going. */
  before: { readonly status: string; readonly way: Way | null; readonly at: number } | null;
}

interface Way {
  readonly to: string | null;
  readonly due: number;
  readonly arrive: () => void;
  readonly timer: Timer | null;
}

export type Mutation = 'Create' | 'Update' | 'Start' | 'Stop' | 'Delete';
export type Input = Readonly<Record<string, unknown>>;

interface Passage {
  readonly from: readonly string[];
  readonly through: string;
  readonly to: string | null;
  readonly takes: keyof StoryNotebook['takes'];
}
const passages: Readonly<Record<Mutation, Passage>> = {
  Create: { from: [], through: 'Pending', to: 'InService', takes: 'create' },
  Start: { from: ['Stopped', 'Failed'], through: 'Pending', to: 'InService', takes: 'start' },
  Stop: { from: ['InService'], through: 'Stopping', to: 'Stopped', takes: 'stop' },
  Update: { from: ['Stopped'], through: 'Updating', to: 'Stopped', takes: 'update' },
  Delete: { from: ['Stopped', 'Failed'], through: 'Deleting', to: null, takes: 'delete' },
};
const leaving = (status: string): Passage | undefined =>
  [passages.Start, passages.Stop, passages.Update, passages.Delete].find(({ through }) => through === status);

/** SageMaker says no, and why. */
export class Refusal extends Error {
  override readonly name = 'ValidationException';
}

/** What cannot be started again, and what AL2023 does not run. @throws Refusal */
function refuseMachine(
  operation: Mutation,
  platform: unknown,
  { instanceType, platform: from }: Notebook,
): void {
  if (operation === 'Start' && /^notebook-al[12]-/.test(String(platform))) {
    throw new Refusal(`Platform identifier (${platform}) is not supported for this service.`);
  }
  const isTooOld = /^ml\.(p2|p3|p3dn|inf1|g3)\./.test(instanceType);
  if (operation === 'Update' && platform !== from && (isTooOld || from === 'notebook-al1-v1')) {
    throw new Refusal(`Platform identifier (${platform}) cannot replace (${from}).`);
  }
}

type Stuck = Extract<WorldFault, { kind: 'stuck' }>;
type Counted = Extract<WorldFault, { kind: 'startsAs' | 'ignores' }>;

const month = 30 * 86_400_000;

export class Account {
  readonly #clock: VirtualClock;
  readonly #changed: (notebook: Notebook, before: string | null) => void;
  readonly all: Notebook[] = [];
  readonly #stuck: { readonly fault: Stuck; readonly kept: Set<string> }[] = [];
  readonly #counted: { readonly fault: Counted; readonly until: number; left: number }[] = [];

  /** @param changed hears of each change of status, when it has happened */
  constructor(clock: VirtualClock, changed: (notebook: Notebook, before: string | null) => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** One that stands there at the start. */
  add({ name, status, rootAccess, platform, instanceType, takes, failureReason, tags }: StoryNotebook): void {
    const createdAt = this.#clock.now() - month - this.all.length * 60_000;
    const found = { status, root: rootAccess, failureReason, tags, isGone: false, way: null, before: null };
    const notebook: Notebook = { name, arn: arnOf(name), createdAt, platform, instanceType, takes, ...found };
    this.all.push(notebook);
    const passage = leaving(status);
    if (passage !== undefined) this.#travel(notebook, takes[passage.takes], passage.to, () => undefined);
  }

  /** @throws Refusal */
  byName(name: string): Notebook {
    const notebook = this.all.find((one) => one.name === name && !one.isGone);
    if (notebook === undefined) throw new Refusal('RecordNotFound');
    return notebook;
  }

  /** @throws Refusal */
  call(
    operation: Mutation,
    name: string,
    input: Input,
    isOurs: boolean,
    takesOfNew?: Notebook['takes'],
  ): void {
    const passage = passages[operation];
    if (operation === 'Create') {
      if (this.all.some((one) => one.name === name && !one.isGone)) throw new Refusal('a duplicate');
      if (takesOfNew !== undefined) this.#create(name, input, takesOfNew);
      return;
    }
    const notebook = this.byName(name);
    if (!passage.from.includes(notebook.status)) {
      throw new Refusal(`Status (${notebook.status}) not in ([${passage.from.join(', ')}]).`);
    }
    const platform = input['PlatformIdentifier'];
    refuseMachine(operation, platform ?? notebook.platform, notebook);
    if (isOurs && this.#takes('ignores', `${operation}NotebookInstance`, name) !== undefined) return;
    switch (operation) {
      case 'Update':
        this.#move(notebook, passage, () => {
          const root = input['RootAccess'];
          if (root === 'Enabled' || root === 'Disabled') notebook.root = root;
          if (platform !== undefined) notebook.platform = String(platform);
        });
        return;
      case 'Start':
        this.#start(notebook, passage, isOurs);
        return;
      default:
        this.#move(notebook, passage);
    }
  }

  /** @throws Refusal */
  tag(name: string, operation: 'AddTags' | 'DeleteTags', input: Input): void {
    const notebook = this.byName(name);
    const added = (input['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
    const removed = (input['TagKeys'] ?? []) as readonly string[];
    notebook.tags =
      operation === 'AddTags'
        ? { ...notebook.tags, ...Object.fromEntries(added.map(({ Key, Value }) => [Key, Value])) }
        : Object.fromEntries(Object.entries(notebook.tags).filter(([key]) => !removed.includes(key)));
  }

  /** A status that passes by itself keeps whoever gets there; any other comes over the notebooks as they stand. */
  hold(fault: Stuck): void {
    const named = this.all.filter((one) => !one.isGone && (fault.notebook ?? one.name) === one.name);
    if (leaving(fault.status) === undefined) {
      for (const notebook of named) this.#interrupt(notebook, fault.status, fault.for);
      return;
    }
    const hold = { fault, kept: new Set<string>() };
    this.#stuck.push(hold);
    for (const notebook of named) {
      if (notebook.status !== fault.status || notebook.way === null) continue;
      hold.kept.add(notebook.name);
      notebook.way.timer?.cancel();
      this.#goOn(notebook, { ...notebook.way, due: this.#kept(fault, notebook.way.due) });
    }
  }

  count(fault: Counted): void {
    const until = this.#clock.now() + (fault.for ?? Number.POSITIVE_INFINITY);
    this.#counted.push({ fault, until, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  #takes(kind: Counted['kind'], operation: string | null, name: string): Counted | undefined {
    const hit = this.#counted.find(
      ({ fault, until, left }) =>
        fault.kind === kind &&
        left > 0 &&
        this.#clock.now() < until &&
        (fault.notebook ?? name) === name &&
        (fault.kind === 'startsAs' || fault.operation === operation),
    );
    if (hit !== undefined) hit.left -= 1;
    return hit?.fault;
  }

  #start(notebook: Notebook, passage: Passage, isOurs: boolean): void {
    const failure = isOurs ? this.#takes('startsAs', null, notebook.name) : undefined;
    notebook.failureReason = null;
    if (failure?.kind !== 'startsAs') {
      this.#move(notebook, passage);
      return;
    }
    this.#move(notebook, { ...passage, to: 'Failed' }, () => {
      notebook.failureReason = failure.reason;
    });
  }

  #create(name: string, input: Input, takes: Notebook['takes']): void {
    const tags = (input['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
    const notebook: Notebook = {
      name,
      arn: arnOf(name),
      createdAt: this.#clock.now(),
      platform: 'notebook-al2023-v1',
      instanceType: String(input['InstanceType']),
      takes,
      status: '',
      root: input['RootAccess'] === 'Disabled' ? 'Disabled' : 'Enabled',
      failureReason: null,
      tags: Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
      isGone: false,
      way: null,
      before: null,
    };
    this.all.push(notebook);
    this.#move(notebook, passages.Create);
  }

  #move(notebook: Notebook, passage: Passage, arrive = (): void => undefined): void {
    this.#become(notebook, passage.through);
    this.#travel(notebook, notebook.takes[passage.takes], passage.to, arrive);
  }

  #become(notebook: Notebook, status: string): void {
    const { status: before } = notebook;
    notebook.way?.timer?.cancel();
    notebook.way = null;
    notebook.before = null;
    notebook.status = status;
    this.#changed(notebook, before === '' ? null : before);
  }

  #travel(notebook: Notebook, takes: number, to: string | null, arrive: () => void): void {
    const due = this.#clock.now() + takes;
    const hold = this.#stuck.find(
      ({ fault, kept }) =>
        fault.status === notebook.status &&
        !kept.has(notebook.name) &&
        (fault.notebook ?? notebook.name) === notebook.name,
    );
    hold?.kept.add(notebook.name);
    this.#goOn(notebook, { to, arrive, due: hold === undefined ? due : this.#kept(hold.fault, due) });
  }

  #kept(fault: Stuck, due: number): number {
    return Math.max(due, this.#clock.now() + (fault.for ?? Number.POSITIVE_INFINITY));
  }

  #goOn(notebook: Notebook, { to, due, arrive }: Omit<Way, 'timer'>): void {
    const timer =
      due === Number.POSITIVE_INFINITY
        ? null
        : this.#clock.at(due, 'world', () => {
            arrive();
            notebook.isGone = to === null;
            this.#become(notebook, to ?? 'Deleted');
          });
    notebook.way = { to, due, arrive, timer };
  }

  #interrupt(notebook: Notebook, status: string, lasts: number | undefined): void {
    const before = notebook.before ?? {
      status: notebook.status === status ? 'InService' : notebook.status,
      way: notebook.way,
      at: this.#clock.now(),
    };
    const mine = { ...before };
    if (notebook.status !== status) this.#become(notebook, status);
    notebook.before = mine;
    if (lasts === undefined) return;
    this.#clock.after(lasts, 'world', () => {
      if (notebook.before !== mine || notebook.isGone || notebook.status !== status) return;
      this.#become(notebook, mine.status);
      const { way } = mine;
      if (way !== null) this.#goOn(notebook, { ...way, due: this.#clock.now() + way.due - mine.at });
    });
  }
}

export const arnOf = (name: string): string =>
  `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`;
