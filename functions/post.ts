/**
 * Sends a mail when the address that it is for has its turn: at once as a rule, by itself. Where many mails are due
 * at once it waits, and then goes out in one mail with all that wait, sent by whichever of their cases comes first.
 *
 * Why a repeat is harmless: a turn is taken for a notice, and the same notice has it again; an entry is taken into one
 * mail, which is marked when SNS has accepted it. One whose mail was lost with who sent it is sent again, under the
 * same notice id.
 */
import type { Mail } from './aws/mail.ts';
import type { Outbox } from './aws/outbox.ts';
import type { File, Notice } from './core/case.ts';
import { AccessRefused, RequestRefused, Throttled } from './core/errors.ts';
import type { Letter } from './core/letter.ts';
import { type Item, manyLetter } from './core/many-letter.ts';
import {
  candidates,
  deadlineIn,
  type Entry,
  gathered,
  isLost,
  mailOf,
  nowhere,
  turnOf,
} from './core/outbox.ts';
import type { Policy } from './core/policy.ts';

export interface PostOffice {
  readonly mail: Mail;
  readonly outbox: Outbox;
  readonly policy: Policy;
  /** What time it is, in milliseconds since the epoch: SNS counts by it, whenever a state was entered. */
  readonly clock: () => number;
}

export interface Parcel {
  readonly address: string;
  readonly topicArn: string;
  readonly entry: Entry;
  /** Whether this is another attempt: then it may wait already, or have gone out with another. */
  readonly isRepeated: boolean;
  /** The mail, where it goes out by itself. */
  readonly alone: () => Promise<Letter>;
  /** A link to the answer page for an entry, or `null` for who may not make any. */
  readonly linkTo: ((entry: Entry, deadline: number) => Promise<string>) | null;
}

export type Posted =
  /** SNS accepted it then, with this deadline in it. */
  | { readonly is: 'sent'; readonly at: number; readonly deadline: number | null }
  | { readonly is: 'waiting'; readonly milliseconds: number };

/** Others may take their turns between our read and our write, but not for ever. */
const tries = 3;

/** How soon one looks again whether a mail that another sends is out. */
const soon = 5_000;

/** @param now when its state was entered */
export async function post(office: PostOffice, parcel: Parcel, now: number): Promise<Posted> {
  const { address, entry } = parcel;
  const kept = parcel.isRepeated ? await office.outbox.find(address, entry.notice) : null;
  const earlier = kept === null ? null : await sentWithin(office, address, kept, mailOf(entry, now));
  if (earlier !== null) return earlier;
  for (let left = tries; left > 0; left -= 1) {
    const pace = await office.outbox.pace(address);
    const turn = turnOf(pace, entry.notice, kept !== null, office.clock());
    if (turn.is === 'later') return waiting(office, parcel, turn.milliseconds, now);
    if (await office.outbox.takeTurn(address, pace, turn.next)) return carry(office, parcel, now);
  }
  return { is: 'waiting', milliseconds: soon };
}

async function waiting(
  office: PostOffice,
  { address, entry }: Parcel,
  milliseconds: number,
  now: number,
): Promise<Posted> {
  await office.outbox.queue(address, entry);
  const kept = await office.outbox.find(address, entry.notice);
  const sent = kept === null ? null : await sentWithin(office, address, kept, mailOf(entry, now));
  return sent ?? { is: 'waiting', milliseconds };
}

/**
 * What became of an entry that was taken into a mail, or `null`: it waits, or waits again since that mail was lost.
 * @param mail the one with which it is to go out now
 */
async function sentWithin(
  { clock, outbox }: PostOffice,
  address: string,
  { taken }: Entry,
  mail: string,
): Promise<Posted | null> {
  if (taken === undefined || taken.into === nowhere) return null;
  const at = await outbox.sentAt(address, taken.into);
  if (at !== null) return { is: 'sent', at, deadline: taken.deadline };
  return isLost(taken, mail, clock()) ? null : { is: 'waiting', milliseconds: soon };
}

/** Sends it, with all that wait. */
async function carry(office: PostOffice, parcel: Parcel, now: number): Promise<Posted> {
  const { outbox, policy } = office;
  const { address, entry, linkTo } = parcel;
  const into = mailOf(entry, now);
  const take = (of: Entry): Promise<boolean> =>
    outbox.take(address, of, { into, at: office.clock(), deadline: deadlineIn(of, policy, now) });

  const entries = await outbox.entries(address);
  const kept = entries.find(({ notice }) => notice === entry.notice);
  const earlier = kept === undefined ? null : await sentWithin(office, address, kept, into);
  const taken: Entry[] = [];
  if (earlier === null && kept !== undefined && (await take(kept))) taken.push(kept);
  const isOwn = earlier === null && (kept === undefined || taken.length === 1);
  const others: Entry[] = [];
  const due = candidates(entries, entry, linkTo !== null, into, office.clock());
  const waiting = await stillWaiting(outbox, address, due);
  for (const other of gathered(waiting, entry)) if (await take(other)) others.push(other);
  taken.push(...others);
  const otherwise = earlier ?? { is: 'waiting', milliseconds: soon };
  if (!isOwn && others.length === 0) return otherwise;
  try {
    await send(office, parcel, isOwn ? [entry, ...others] : others, now);
  } catch (error) {
    // What SNS refused is not out; of what it did not answer nobody knows.
    const isRefused = [AccessRefused, RequestRefused, Throttled].some((kind) => error instanceof kind);
    if (isRefused) for (const each of taken) await outbox.release(address, each, into);
    throw error;
  }
  if (taken.length > 0) await outbox.markSent(address, into, now);
  return isOwn ? { is: 'sent', at: now, deadline: deadlineIn(entry, policy, now) } : otherwise;
}

/** Without those whose mail is out. */
async function stillWaiting(
  outbox: Outbox,
  address: string,
  entries: readonly Entry[],
): Promise<readonly Entry[]> {
  const mails = new Set(entries.flatMap(({ taken }) => (taken === undefined ? [] : [taken.into])));
  for (const mail of mails) if ((await outbox.sentAt(address, mail)) === null) mails.delete(mail);
  return entries.filter(({ taken }) => taken === undefined || !mails.has(taken.into));
}

async function send(
  { mail, policy }: PostOffice,
  parcel: Parcel,
  all: readonly Entry[],
  now: number,
): Promise<void> {
  const { alone, entry, linkTo, topicArn } = parcel;
  if (all.length === 1 && all[0] === entry) {
    await mail.send(topicArn, await alone(), {
      notice: entry.kind,
      case: entry.caseId,
      notebook: entry.name,
    });
    return;
  }
  const items: Item[] = [];
  for (const each of all) {
    const deadline = deadlineIn(each, policy, now);
    const link = each.hasLink && linkTo !== null && deadline !== null ? await linkTo(each, deadline) : null;
    items.push({ entry: each, deadline, link });
  }
  await mail.send(topicArn, manyLetter(items, policy, now), { notice: 'several' });
}

/**
 * What became of the notices that a case has in the outbox, before it is closed: those that wait are called back,
 * since what they tell of does not happen any more.
 * @returns the notices, with those marked that went out, or may have; `null` where none has
 */
export async function settled(outbox: Outbox, file: File, now: number): Promise<Notice[] | null> {
  const notices: Notice[] = [];
  for (const notice of file.case.notices) {
    notices.push({ ...notice, sentAt: notice.sentAt ?? (await calledBack(outbox, notice, now)) });
  }
  return notices.some(({ sentAt }, index) => sentAt !== file.case.notices[index]?.sentAt) ? notices : null;
}

/** @returns `null` where it has not gone out, and does not now */
async function calledBack(outbox: Outbox, { id, to }: Notice, now: number): Promise<number | null> {
  for (const address of to) {
    const entry = await outbox.find(address, id);
    if (entry === null) continue;
    const isBack =
      entry.taken === undefined &&
      (await outbox.take(address, entry, { into: nowhere, at: now, deadline: null }));
    if (isBack || entry.taken?.into === nowhere) continue;
    return entry.taken?.at ?? now;
  }
  return null;
}
