import type { VirtualClock } from '../clock.ts';
import { AwsError } from '../service.ts';
import { type Faults, type Hold, keeps } from './faults.ts';
import type { Notebook, Takes, Way } from './notebook.ts';
import { passing, resting, type Transition } from './transitions.ts';

export type Changed = (notebook: Notebook, from: string | null, to: string) => void;

/** The notebooks of one account and Region, and how they move from status to status. */
export class Notebooks {
  readonly clock: VirtualClock;
  readonly faults: Faults;
  readonly region: string;
  readonly #accountId: string;
  readonly #changed: Changed;
  /** In order of appearance; those that are gone stay for the report. */
  readonly all: Notebook[] = [];
  readonly takesOfNew: Takes;

  constructor(world: {
    clock: VirtualClock;
    faults: Faults;
    accountId: string;
    region: string;
    takesOfNew: Takes;
    changed: Changed;
  }) {
    this.clock = world.clock;
    this.faults = world.faults;
    this.region = world.region;
    this.takesOfNew = world.takesOfNew;
    this.#accountId = world.accountId;
    this.#changed = world.changed;
  }

  present(): readonly Notebook[] {
    return this.all.filter((notebook) => !notebook.gone);
  }

  /** Newer ARNs keep the case of the name; see the README on case. */
  arn(name: string): string {
    return `arn:aws:sagemaker:${this.region}:${this.#accountId}:notebook-instance/${name}`;
  }

  find(name: string): Notebook | undefined {
    return this.present().find((notebook) => notebook.name === name);
  }

  /** @throws AwsError RecordNotFound, which at SageMaker is a ValidationException */
  byName(name: string): Notebook {
    const notebook = this.find(name);
    if (notebook === undefined) throw new AwsError('ValidationException', 'RecordNotFound');
    return notebook;
  }

  /** AWS itself writes one ARN in two cases, so either finds it. @throws AwsError RecordNotFound */
  byArn(arn: string): Notebook {
    const notebook = this.present().find((each) => each.arn.toLowerCase() === arn.toLowerCase());
    if (notebook === undefined) throw new AwsError('ValidationException', 'RecordNotFound');
    return notebook;
  }

  /** Moves `notebook` along `transition`; `arrive` runs when it gets there, `to` says where if not as usual. */
  move(notebook: Notebook, transition: Transition, arrive?: () => void, to = transition.to): void {
    this.#become(notebook, transition.through);
    this.#travel(notebook, notebook.takes[transition.takes], to, arrive);
  }

  /** Sets a notebook that appears on its way out of the status it appears in, if that one passes. */
  appear(notebook: Notebook): void {
    const transition = passing.get(notebook.status);
    if (transition) this.#travel(notebook, notebook.takes[transition.takes], transition.to, undefined);
  }

  /**
   * A status that passes by itself keeps whoever is in it or gets there next, each once, for `forMs` in all if
   * that is longer than its own time. One that nobody can call for comes over the notebooks as they stand, and
   * gives them back to the status before, where what was under way goes on.
   * @throws RangeError for InService and Stopped, where nothing needs to be kept
   */
  hold(status: string, forMs: number | undefined, name: string | undefined): void {
    if (resting.includes(status)) {
      throw new RangeError(`hold: expected a status that passes or that nobody can call for, got ${status}`);
    }
    const named = this.present().filter((notebook) => name === undefined || notebook.name === name);
    if (!passing.has(status)) {
      for (const notebook of named) this.#interrupt(notebook, status, forMs);
      return;
    }
    const hold = this.faults.hold(status, forMs, name);
    for (const notebook of named) {
      if (notebook.status !== status || notebook.way === undefined || !keeps(hold, notebook.name)) continue;
      hold.kept.add(notebook.name);
      notebook.way.timer?.cancel();
      this.#goOn(notebook, { ...notebook.way, due: this.#until(hold, notebook.way.due) });
    }
  }

  #until(hold: Hold, due: number): number {
    return hold.forMs === undefined ? Number.POSITIVE_INFINITY : Math.max(due, this.clock.now() + hold.forMs);
  }

  #become(notebook: Notebook, status: string): void {
    const from = notebook.status;
    notebook.way?.timer?.cancel();
    notebook.way = undefined;
    notebook.interrupted = undefined;
    notebook.status = status;
    notebook.lastModifiedTime = this.clock.now();
    this.#changed(notebook, from, status);
  }

  #travel(notebook: Notebook, takes: number, to: string | null, arrive: (() => void) | undefined): void {
    const due = this.clock.now() + takes;
    const hold = this.faults.takeHold(notebook.status, notebook.name);
    this.#goOn(notebook, { to, arrive, due: hold ? this.#until(hold, due) : due });
  }

  #goOn(notebook: Notebook, way: Omit<Way, 'timer'>): void {
    const { to, due, arrive } = way;
    const timer =
      due === Number.POSITIVE_INFINITY
        ? undefined
        : this.clock.at(due, 'world', () => {
            arrive?.();
            // What is gone is told of as Deleted, a status that no Describe ever shows.
            notebook.gone = to === null;
            this.#become(notebook, to ?? 'Deleted');
          });
    notebook.way = { ...way, timer };
  }

  #interrupt(notebook: Notebook, status: string, forMs: number | undefined): void {
    const now = this.clock.now();
    // Maintenance that follows on pending maintenance ends where the notebook was before both.
    const interrupted = notebook.interrupted ?? {
      status: notebook.status === status ? 'InService' : notebook.status,
      way: notebook.way,
      at: now,
    };
    const mine = { ...interrupted };
    if (notebook.status !== status) this.#become(notebook, status);
    notebook.interrupted = mine;
    if (forMs === undefined) return;
    this.clock.after(forMs, 'world', () => {
      if (notebook.interrupted !== mine || notebook.gone || notebook.status !== status) return;
      this.#become(notebook, mine.status);
      if (mine.way) this.#goOn(notebook, { ...mine.way, due: this.clock.now() + (mine.way.due - mine.at) });
    });
  }
}
