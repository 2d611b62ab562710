/**
 * Who is told that an exception tag does not count because of who set it: the platform team, its owner, and whoever
 * set it, each once for a value. Whoever had another notice that said so was told by that.
 */

import type { File } from './case.ts';
import type { Facts } from './facts.ts';
import type { DueNotice } from './grace-window.ts';
import { lastTouches, leaveOf } from './leave.ts';
import type { Mailbox, Mailboxes } from './mailbox.ts';
import type { Notebook } from './notebook.ts';
import { mailableOf } from './owner.ts';
import { isDisowned } from './owner-answer.ts';
import type { Policy } from './policy.ts';
import type { Step } from './step.ts';

const beginning = 'unapproved';

/** Whoever sets one value after another is not mailed about each. */
const mostValues = 3;

/** Whether a notice tells that an exception does not count because of who set it. */
export const isAboutTag = ({ stage }: DueNotice): boolean => stage.startsWith(beginning);

const readers = {
  platform: ({ platform }: Mailboxes) => platform,
  owner: ({ owner }: Mailboxes) => owner,
  setter: ({ setter }: Mailboxes) => setter ?? null,
} as const;

/** Who is to read a notice about a tag; `null`: nobody whom mail reaches. */
export function readerOfTag({ stage }: DueNotice, mailboxes: Mailboxes): Mailbox | null {
  const found = Object.entries(readers).find(([reader]) => stage.endsWith(`-${reader}`));
  return found?.[1](mailboxes) ?? null;
}

/** The address of whoever set its exception tag last, where they may be mailed and did not say that it is not theirs. */
export function setterOf(notebook: Notebook, file: Pick<File, 'disowned'>, policy: Policy): string | null {
  const [setter] = lastTouches(notebook);
  const address = setter === undefined ? null : mailableOf(setter.by.who, policy);
  return address === null || isDisowned(file, address) ? null : address;
}

/** The value of an exception tag that does not count because of who set it: every notice before the deadline says so. */
export function uncountedIn(occasion: Parameters<typeof leaveOf>[0]): string | undefined {
  const leave = leaveOf(occasion);
  return leave.is === 'unapproved' ? leave.value : undefined;
}

export function whenUnapproved(facts: Facts): Step | null {
  const { file, mailboxes, now } = facts;
  const value = uncountedIn(facts);
  if (value === undefined || mailboxes === null) return null;
  const { notices } = file.case;
  const values = [...new Set(notices.flatMap(({ uncounted }) => uncounted ?? []))];
  const place = values.includes(value) ? values.indexOf(value) : values.length;
  if (place >= mostValues) return null;
  const isTold = ({ address }: Mailbox): boolean =>
    notices.some(
      ({ sentAt, to, uncounted }) => uncounted === value && sentAt !== null && to.includes(address),
    );
  const untold = Object.entries(readers).find(([reader, of]) => {
    const mailbox = of(mailboxes);
    const isReached = mailbox !== null && (reader === 'platform' || mailbox.subscription === 'confirmed');
    return isReached && !isTold(mailbox);
  });
  if (untold === undefined) return null;
  const stage = `${beginning}-${place}-${untold[0]}`;
  return { do: 'notify', notice: { kind: 'escalation', dueAt: now, stage } };
}
