/**
 * How mails to one address are paced. SNS suspends an e-mail subscription that gets more than ten mails in a second,
 * and nobody reads three hundred. So a few go out at once, each by itself; what is more waits for a minute, and then
 * whoever of those waiting comes first sends one mail that lists them all.
 */
import * as z from 'zod';
import { noticeKinds } from './case.ts';
import { firstPermitted } from './enforcement-window.ts';
import { instant } from './instant.ts';
import { statuses } from './notebook.ts';
import { withWindow } from './override.ts';
import type { Policy } from './policy.ts';

/** So many mails go to one address, each by itself, within so long; half of what SNS takes in a second. */
export const mailsAtOnce = 5;
export const gatherFor = 60_000;

/** In one mail: more nobody reads, and SNS takes 256 KiB. */
const mostInOne = 150;
const mostBytes = 200_000;
/** What each has in a mail beside what is kept of it here: what happens when, and a link. */
const bytesInWords = 600;

/** After that whoever took an entry into a mail has died over it: it is sent again. */
const lostAfter = 2 * gatherFor;

/** An entry that nobody has asked for as long is that of a case which is handled no more. */
const forgottenAfter = 3_600_000;

/** A mail that waits, as what a list says of it. */
export const entrySchema = z.object({
  /** The notice's id. */
  notice: z.string(),
  kind: z.enum(noticeKinds),
  caseId: z.string(),
  arn: z.string(),
  name: z.string(),
  createdAt: instant,
  queuedAt: instant,
  /** The deadline where it is fixed; else the grace window, in milliseconds, that begins when SNS accepts the mail. */
  deadline: instant.nullable(),
  grace: z.number().int().nullable(),
  /** The choice among policy.overrides into which that deadline is to fall; absent where it is the policy's own. */
  windowName: z.string().optional(),
  /** Why it goes to this address. */
  why: z.string().nullable(),
  /** Whether a link to the answer page belongs to it. */
  hasLink: z.boolean(),
  says: z.discriminatedUnion('is', [
    /** What happens at the deadline: put into words when it is sent. */
    z.object({
      is: z.literal('prospect'),
      status: z.enum([...statuses, 'unknown']),
      platform: z.string().nullable(),
      isMoved: z.literal(true).optional(),
      whenStopped: z.boolean(),
    }),
    z.object({ is: z.literal('text'), text: z.string() }),
  ]),
  /** The mail into which it was taken, by whom and when; absent while it waits. */
  taken: z.object({ into: z.string(), at: instant, deadline: instant.nullable() }).optional(),
});
export type Entry = z.output<typeof entrySchema>;
export type Taken = NonNullable<Entry['taken']>;

/** When mails went to an address lately. `turn` counts them: whoever takes one must have seen the one before. */
export const paceSchema = z.object({
  turn: z.number().int(),
  /** `gathers`: it had waited, and went out with all that did. */
  sent: z.array(z.object({ notice: z.string(), at: instant, gathers: z.boolean() })),
});
export type Pace = z.output<typeof paceSchema>;

export const unpaced: Pace = { turn: 0, sent: [] };

export type Turn =
  /** `next` is to be written first. */
  { readonly is: 'now'; readonly next: Pace } | { readonly is: 'later'; readonly milliseconds: number };

/**
 * @param waited whether it waits already: of those one alone goes out at a time, with all the others
 * @param now what time it is: SNS counts by it, and the time at which a state was entered may be long ago
 */
export function turnOf(pace: Pace, notice: string, waited: boolean, now: number): Turn {
  const recent = pace.sent.filter(({ at }) => now - at < gatherFor);
  const own = recent.find((sent) => sent.notice === notice);
  if (own !== undefined) {
    // It was not accepted, and has its turn again; from now on, since it may go out again.
    const others = recent.filter((sent) => sent !== own);
    return { is: 'now', next: { turn: pace.turn + 1, sent: [...others, { ...own, at: now }] } };
  }
  const inTheWay = waited ? recent.filter(({ gathers }) => gathers) : [];
  if (recent.length < mailsAtOnce && inTheWay.length === 0) {
    const sent = [...recent, { notice, at: now, gathers: waited }];
    return { is: 'now', next: { turn: pace.turn + 1, sent } };
  }
  const oldest = Math.min(...(inTheWay.length > 0 ? inTheWay : recent).map(({ at }) => at));
  return { is: 'later', milliseconds: oldest + gatherFor - now };
}

/** Those that may go into `mail` with `own`, which is due now: they wait, or may have been lost. */
export const candidates = (
  entries: readonly Entry[],
  own: Entry,
  canLink: boolean,
  mail: string,
  now: number,
): readonly Entry[] =>
  entries.filter(
    (entry) =>
      entry.notice !== own.notice &&
      (entry.taken === undefined || isLost(entry.taken, mail, now)) &&
      now - entry.queuedAt < forgottenAfter &&
      (entry.deadline === null || entry.deadline > now) &&
      (canLink || !entry.hasLink),
  );

/** Those of them that do, the longest waiting first. */
export function gathered(waiting: readonly Entry[], own: Entry): readonly Entry[] {
  const first = [...waiting]
    .sort((a, b) => a.queuedAt - b.queuedAt || a.notice.localeCompare(b.notice))
    .slice(0, mostInOne - 1);
  let bytes = bytesOf(own);
  return first.filter((entry) => {
    bytes += bytesOf(entry);
    return bytes <= mostBytes;
  });
}

const bytesOf = (entry: Entry): number =>
  bytesInWords + new TextEncoder().encode(JSON.stringify(entry)).length;

export const deadlineIn = (
  { deadline, grace, windowName }: Entry,
  policy: Policy,
  now: number,
): number | null => (grace === null ? deadline : firstPermitted(now + grace, withWindow(policy, windowName)));

/** The text that stands for a mail that never goes out: what was taken into it was called back. */
export const nowhere = 'nowhere';

/** The mail that a case sends from a state entered then: whoever repeats that is at the same mail. */
export const mailOf = ({ notice }: Entry, enteredAt: number): string => `${notice}-${enteredAt}`;

/**
 * Whether a mail into which one was taken is lost, unless it is marked as sent: it was to go out long ago, or it is
 * `mail`, which is being sent again since whoever began it has died.
 */
export const isLost = ({ at, into }: Taken, mail: string, now: number): boolean =>
  into === mail || (into !== nowhere && now - at >= lostAfter);
