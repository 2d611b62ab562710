/**
 * What was true when. `index` is a place in the order of what happened: within one instant that order is all there
 * is. A name that several notebooks bore answers `null`, since nobody can tell which one was meant.
 */
import type { File } from '../functions/core/case.ts';
import type { Entry } from '../local/timeline.ts';
import type { Evidence } from './evidence.ts';

export type Deed = Extract<Entry, { kind: 'call' }> & { readonly index: number; readonly notebook: string };
export type PersonCall = Extract<Entry, { kind: 'person-call' }> & { readonly index: number };
type Status = Extract<Entry, { kind: 'status' }>;

/** The status that each call leads to at once, by which it is seen to have taken effect. */
const leadsTo: Readonly<Record<string, string>> = {
  StopNotebookInstance: 'Stopping',
  UpdateNotebookInstance: 'Updating',
  StartNotebookInstance: 'Pending',
  DeleteNotebookInstance: 'Deleting',
};
/** What becomes of a call that got through although its function never heard of it. */
const gotThrough = [null, 'response-lost', 'killed-after'];

const isChange = (entry: Entry): entry is Status => entry.kind === 'status';

export class History {
  readonly of: Evidence;
  readonly #deeds: readonly Deed[];
  readonly #people: readonly PersonCall[];

  constructor(of: Evidence) {
    this.of = of;
    this.#deeds = of.entries.flatMap((entry, index) =>
      entry.kind === 'call' && entry.notebook !== null && entry.operation in leadsTo
        ? [{ ...entry, notebook: entry.notebook, index }]
        : [],
    );
    this.#people = of.entries.flatMap((entry, index) =>
      entry.kind === 'person-call' && entry.error === null ? [{ ...entry, index }] : [],
    );
  }

  /** Every call of ours that changes a notebook, whatever came of it. */
  deeds(operation?: string): readonly Deed[] {
    return this.#deeds.filter((deed) => operation === undefined || deed.operation === operation);
  }

  tookEffect(deed: Deed): boolean {
    const changed = this.of.entries
      .slice(0, deed.index)
      .findLast((entry) => entry.kind !== 'call' && about(entry) === deed.notebook);
    return (
      gotThrough.includes(deed.error) &&
      changed?.kind === 'status' &&
      changed.at === deed.at &&
      changed.status === leadsTo[deed.operation]
    );
  }

  /** People's calls about a notebook that were not refused. */
  people(notebook: string, ...operations: readonly string[]): readonly PersonCall[] {
    return this.#people.filter((call) => call.notebook === notebook && operations.includes(call.operation));
  }

  /** `null`: it did not exist; `undefined`: it is not known. */
  status(notebook: string, index: number): string | null | undefined {
    const last = this.of.entries
      .slice(0, index)
      .findLast((entry) => isChange(entry) && entry.notebook === notebook);
    if (last !== undefined && isChange(last)) return last.status;
    return this.of.story.notebooks.find(({ name }) => name === notebook)?.status;
  }

  /** Every status a notebook had from one place to another, that at the first place included. */
  statuses(notebook: string, from: number, to: number): readonly (string | null | undefined)[] {
    return [
      this.status(notebook, from),
      ...this.of.entries
        .slice(from, to)
        .flatMap((entry) => (isChange(entry) && entry.notebook === notebook ? [entry.status] : [])),
    ];
  }

  root(notebook: string, index: number): 'Enabled' | 'Disabled' | null {
    const known = this.of.story.notebooks.filter(({ name }) => name === notebook);
    if (known.length !== 1 || this.people(notebook, 'CreateNotebookInstance').length > 0) return null;
    const updates = [
      ...this.deeds('UpdateNotebookInstance')
        .filter((deed) => deed.notebook === notebook && this.tookEffect(deed))
        .map((deed) => ({ index: deed.index, to: 'Disabled' })),
      ...this.people(notebook, 'UpdateNotebookInstance').map((call) => ({
        index: call.index,
        to: call.input?.['RootAccess'],
      })),
    ]
      .filter(({ to }) => to !== undefined)
      .sort((a, b) => a.index - b.index);
    const last = updates.findLast((update) => update.index < index)?.to;
    return (last ?? known[0]?.rootAccess) === 'Disabled' ? 'Disabled' : 'Enabled';
  }

  tags(notebook: string, index: number): Readonly<Record<string, string>> {
    const born = this.people(notebook, 'CreateNotebookInstance').findLast((call) => call.index < index);
    const tags: Record<string, string> =
      born === undefined ? { ...this.of.story.notebooks.find(({ name }) => name === notebook)?.tags } : {};
    for (const call of this.people(notebook, 'CreateNotebookInstance', 'AddTags', 'DeleteTags')) {
      if (call.index < (born?.index ?? 0)) continue;
      if (call.index >= index) break;
      for (const { Key, Value } of (call.input?.['Tags'] ?? []) as { Key: string; Value: string }[]) {
        tags[Key] = Value;
      }
      for (const key of (call.input?.['TagKeys'] ?? []) as string[]) delete tags[key];
    }
    return tags;
  }

  /** Every set of tags that it had from one time to another. */
  tagsBetween(notebook: string, from: number, to: number): readonly Readonly<Record<string, string>>[] {
    const start = this.until(from);
    const touches = this.people(notebook, 'CreateNotebookInstance', 'AddTags', 'DeleteTags');
    return [
      this.tags(notebook, start),
      ...touches
        .filter(({ at, index }) => index >= start && at <= to)
        .map(({ index }) => this.tags(notebook, index + 1)),
    ];
  }

  /** The place of the last look at its tags that got through before a place; -1 where there was none. */
  tagsRead(notebook: string, before: number, by?: string): number {
    return this.of.entries.findLastIndex(
      (entry, index) =>
        index < before &&
        entry.kind === 'call' &&
        entry.operation === 'ListTags' &&
        entry.notebook === notebook &&
        entry.error === null &&
        (by === undefined || entry.function === by),
    );
  }

  /** What it runs on; `undefined` where several bore that name. Nobody but us moves one, in an update. */
  platform(notebook: string, index: number): string | null | undefined {
    if (this.people(notebook, 'CreateNotebookInstance').length > 0) return undefined;
    const before = this.of.story.notebooks.find(({ name }) => name === notebook)?.platform;
    const after = this.of.notebooks.find(({ name }) => name === notebook)?.platform;
    const update = this.#deeds.find(
      (deed) =>
        deed.notebook === notebook && deed.operation === 'UpdateNotebookInstance' && this.tookEffect(deed),
    );
    return update !== undefined && update.index < index ? after : before;
  }

  /** The place right after everything that happened until `at`. */
  until(at: number): number {
    const next = this.of.entries.findIndex((entry) => entry.at > at);
    return next < 0 ? this.of.entries.length : next;
  }

  /** When a case was closed; the record of one whose execution died has the time of that death, or of a sweep's review. */
  closedAt({ case: { stand } }: File): number {
    if (stand.at !== 'closed') return Number.POSITIVE_INFINITY;
    if (!stand.died) return stand.closedAt;
    const soonest: Readonly<Record<string, number>> = {
      'reap-case': stand.closedAt + this.of.story.delays.stateChange,
      'review-case': stand.closedAt,
    };
    const reaped = this.of.entries.find(
      (entry) =>
        entry.kind === 'call' &&
        entry.operation === 'UpdateItem' &&
        entry.at >= (soonest[entry.function] ?? Number.POSITIVE_INFINITY),
    );
    return reaped?.at ?? stand.closedAt;
  }

  /** The deadline that a case had then: a pause over one is followed by a notice of another, which names the former. */
  deadlineAt({ case: { notices, stand } }: File, at: number): number | null {
    const [next] = notices
      .filter(({ sentAt }) => sentAt !== null && sentAt > at)
      .flatMap(({ id }) => /-resumed-(\d+)-final$/.exec(id)?.[1] ?? []);
    if (next !== undefined) return Number(next);
    return stand.at === 'opened' ? null : stand.deadline;
  }

  /** The case of a notebook that was open at an instant; where one ended and another began, the later one. */
  openCase(notebook: string, at: number): File | undefined {
    return this.of.records.findLast(
      (file) => file.name === notebook && file.case.openedAt <= at && this.closedAt(file) >= at,
    );
  }

  /** The names of the executions that are in a state at a place, or died in it: its function may go on for a while. */
  executionsIn(state: string, index: number): readonly string[] {
    const last = new Map<string, string>();
    for (const entry of this.of.entries.slice(0, index)) {
      if (entry.kind === 'state-entered') last.set(entry.execution, entry.state);
      if (entry.kind === 'execution-ended' && entry.status === 'SUCCEEDED') last.delete(entry.execution);
    }
    return [...last].flatMap(([execution, at]) => (at === state ? [execution] : []));
  }
}

const about = (entry: Entry): string | null => ('notebook' in entry ? entry.notebook : null);

export const iso = (at: number): string => new Date(at).toISOString();
