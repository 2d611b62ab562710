/**
 * What was true when. `index` is a place in the order of what happened: within one instant that order is all there
 * is. A name that several notebooks bore answers `null`, since nobody can tell which one was meant.
 */
import type { File } from '../functions/core/case.ts';
import type { Played } from '../local/play.ts';
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

  /** Whether SNS delivers to an address from the beginning to the end. */
  #isAlwaysReachable(address: string): boolean {
    const { entries, story } = this.of;
    const left = entries.some(
      (entry) =>
        entry.kind === 'happening' &&
        entry.words.startsWith(`${address} becomes `) &&
        !/confirmed$/.test(entry.words),
    );
    return !left && (story.people[address] ?? 'confirmed') === 'confirmed';
  }

  /**
   * Whether people heard how a case ended, as far as any of those who heard of its beginning want mail still: who
   * said that it is not theirs does not.
   */
  wereTold(file: File): boolean {
    if (this.outcomeMails(file).length > 0) return true;
    const { disowned = [] } = file;
    const readers = file.case.notices.flatMap(({ to }) => to);
    const wants = (address: string): boolean =>
      !disowned.includes(address) && this.#isAlwaysReachable(address);
    return readers.length > 0 && !readers.some(wants);
  }

  /** The outcome mails of a case that reached somebody. */
  outcomeMails(of: File): Played['mails'] {
    return this.of.mails.filter(
      ({ body, case: id, notice }) =>
        (id === of.case.id && notice === 'outcome') ||
        (notice === 'several' && body.includes(`Notice ${of.case.id}-outcome\n`)),
    );
  }
}

const about = (entry: Entry): string | null => ('notebook' in entry ? entry.notebook : null);

export const iso = (at: number): string => new Date(at).toISOString();
