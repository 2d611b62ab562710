/**
 * Who may go on where only so many may at one time: whoever has a slot. All others wait in line, the one whose time
 * came first before the others. A slot is a notebook's, so an execution that goes on for another has it too.
 */
import * as z from 'zod';
import type { Case, File } from './case.ts';
import { instant } from './instant.ts';
import { dueOf } from './owner-answer.ts';
import type { Policy } from './policy.ts';

/**
 * `stops`: notebooks that are away because of us. `cases`: those of which somebody was told within the hour. `lookups`:
 * that for which CloudTrail is being asked.
 */
export type LineName = 'stops' | 'cases' | 'lookups';

/** So many are known to wait; whoever comes after them looks again later. */
const longestLine = 20;

/** Who has not asked for as long does not wait any more. */
const forgottenAfter = 5 * 60_000;

/** Who is known to wait says so again after that. */
const saysAgainAfter = 60_000;

const second = 1_000;

/** `version` counts the writes: whoever makes one must have seen the one before. */
export const lineSchema = z.object({
  version: z.number().int(),
  slots: z.array(z.object({ notebook: z.string(), since: instant })),
  waiting: z.array(z.object({ notebook: z.string(), due: instant, askedAt: instant })),
});
export type Line = z.output<typeof lineSchema>;

export const nobody: Line = { version: 0, slots: [], waiting: [] };

export interface Asker {
  readonly notebook: string;
  /** When its time came, in milliseconds since the epoch. */
  readonly due: number;
}

export interface Limits {
  /** How many slots there are. */
  readonly most: number;
  /** Whose slot is older has died over it, or needs it no more; in milliseconds. */
  readonly keptFor: number;
  /** How soon the next one may come, where slots are kept so shortly that they come one after the other. */
  readonly oneEvery?: number;
}

/**
 * Whose budgets are used up is not away because of us any more, or will not come back by itself. `null` where as many
 * may be away as there are.
 */
export const stopLimits = ({ budgets, maxConcurrentStops }: Policy): Limits | null =>
  maxConcurrentStops === null
    ? null
    : { most: maxConcurrentStops, keptFor: budgets.stop + budgets.update + budgets.start };

const hour = 3_600_000;

/** For whoever is the first to be told of a notebook; `null` where as many may be as there are. */
export const caseLimits = ({ case: { stand } }: File, { maxCasesPerHour }: Policy): Limits | null =>
  maxCasesPerHour === null || stand.at !== 'opened' ? null : { most: maxCasesPerHour, keptFor: hour };

/** CloudTrail takes two questions a second in all, whoever asks. A function ends within half a minute. */
export const lookupLimits: Limits = { most: 1, keptFor: 60 * second, oneEvery: 5 * second };

/** Whether a case can have come so far as to be given one for its stop. */
export function mayHaveSlot(held: Pick<Case, 'answers' | 'stand'>, policy: Policy, now: number): boolean {
  const due = dueOf(held, policy);
  return stopLimits(policy) !== null && due !== null && now >= due;
}

/** `next` is to be written first; `null` where nothing is to be. */
export type Turn =
  | { readonly is: 'now'; readonly next: Line }
  | { readonly is: 'later'; readonly next: Line | null; readonly milliseconds: number };

export function askIn(line: Line, asker: Asker, { keptFor, most, oneEvery }: Limits, now: number): Turn {
  const { due, notebook } = asker;
  const isOther = (one: { readonly notebook: string }): boolean => one.notebook !== notebook;
  const kept = line.slots.filter((slot) => now - slot.since < keptFor);
  const taken = kept.filter(isOther);
  const others = line.waiting.filter((one) => isOther(one) && now - one.askedAt < forgottenAfter);
  const isOwn = taken.length < kept.length;
  const before = others.filter((one) => inOrder(one, asker) < 0).length;
  const version = line.version + 1;
  if (isOwn || before < most - taken.length) {
    return { is: 'now', next: { version, slots: [...taken, { notebook, since: now }], waiting: others } };
  }
  const inTurn = oneEvery === undefined ? null : oneEvery * (before + 1);
  if (before >= longestLine) return { is: 'later', next: null, milliseconds: inTurn ?? farBack(due, now) };
  const known = line.waiting.find((one) => !isOther(one));
  const own = { notebook, due, askedAt: now };
  const isKnown = known !== undefined && now - known.askedAt < saysAgainAfter;
  const waiting = [...others, own].sort(inOrder).slice(0, longestLine);
  return {
    is: 'later',
    next: isKnown ? null : { version, slots: taken, waiting },
    milliseconds: inTurn ?? nearBy(due, now),
  };
}

/** The line without a notebook; `null` where it is not in it. */
export function leaveIn({ slots, version, waiting }: Line, notebook: string): Line | null {
  const next = {
    version: version + 1,
    slots: slots.filter((slot) => slot.notebook !== notebook),
    waiting: waiting.filter((one) => one.notebook !== notebook),
  };
  const isIn = next.slots.length < slots.length || next.waiting.length < waiting.length;
  return isIn ? next : null;
}

/** The notebook that tells two of one time apart is any order, as long as all see the same. */
const inOrder = (one: Asker, other: Asker): number =>
  one.due - other.due || (one.notebook < other.notebook ? -1 : 1);

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Often enough not to be forgotten, nor to leave a slot empty. */
const nearBy = (due: number, now: number): number => clamp((now - due) / 5, 30 * second, 120 * second);

/** Ever slower: an execution's history must stay small however long the line is. */
const farBack = (due: number, now: number): number =>
  Math.max(clamp((now - due) / 5, 30 * second, 900 * second), (now - due) / 20);
