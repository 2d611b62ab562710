/** That an exception ends soon: its owner and the platform team are told once for each value, and no case is opened for it. */
import * as z from 'zod';
import { commandFor, longestValue } from './approval.ts';
import { instant } from './instant.ts';
import { leaveOf, type Occasion } from './leave.ts';
import { bodyOf, footer, type Letter, quoted, subjectOf } from './letter.ts';
import { type Mailbox, type Mailboxes, receiver } from './mailbox.ts';
import { moment, span } from './moment.ts';
import type { Notebook } from './notebook.ts';
import type { Policy } from './policy.ts';

const day = 86_400_000;

/** By how much an exception is prolonged, where nobody says otherwise. */
const usualDays = 30;

/** Who was told of which value's end; the latest value is enough, since an exception that ended ends no more. */
export const warnedSchema = z.object({ value: z.string(), to: z.array(z.string()), at: instant });
export type Warned = z.output<typeof warnedSchema>;

/** An exception that counts, and not for much longer. */
export interface Ending {
  readonly value: string;
  readonly until: string;
  readonly reason: string;
  /** Milliseconds since the epoch. */
  readonly ends: number;
}

/** `null` where there is none to warn of: it has longer, does not count, or root access is off anyway. */
export function endingOf(occasion: Occasion & { readonly notebook: Pick<Notebook, 'root'> }): Ending | null {
  const { notebook, now, policy } = occasion;
  const leave = leaveOf(occasion);
  if (leave.is !== 'valid' || notebook.root === 'Disabled') return null;
  const { ends, reason, until } = leave;
  const value = notebook.tags[policy.exceptionTagKey] ?? '';
  return ends - now <= policy.exceptionWarning ? { value, until, reason, ends } : null;
}

/** Those whom mail reaches and who were not told of this value's end. */
export function unwarned({ value }: Ending, warned: Warned | null, mailboxes: Mailboxes): readonly Mailbox[] {
  const told = warned?.value === value ? warned.to : [];
  const readers = [receiver(mailboxes), mailboxes.platform];
  return readers.filter(
    (mailbox, at): mailbox is Mailbox =>
      mailbox?.subscription === 'confirmed' &&
      !told.includes(mailbox.address) &&
      readers.findIndex((other) => other?.address === mailbox.address) === at,
  );
}

export interface Farewell {
  readonly notebook: Pick<Notebook, 'ref'>;
  readonly to: Mailbox;
  readonly policy: Policy;
  readonly noticeId: string;
  readonly now: number;
}

export function warningLetter(ending: Ending, { noticeId, notebook, now, policy, to }: Farewell): Letter {
  const { arn, name } = notebook.ref;
  const { ends, reason, until } = ending;
  const isPlatform = to.address === policy.platformEmail.toLowerCase();
  return {
    subject: subjectOf(name, `its exception ends ${until}`),
    body: bodyOf(
      `The exception of notebook ${name} ends at ${moment(ends, policy)}, in ${span(ends - now)}. ${
        policy.mode === 'enforce'
          ? 'After that its root access is turned off like any other, with a notice of its own first.'
          : 'After that it is one that should have no root access.'
      }`,
      reason === '' ? null : `It was given for this: ${quoted(reason, longestValue)}`,
      isPlatform
        ? `To prolong it (put another day in if you like, at most ${policy.maxExceptionDays} days ahead):\n  ${prolonged(arn, ending, policy, now)}`
        : `If it must keep root access for longer, write to ${policy.platformEmail}.`,
      footer(arn, noticeId),
    ),
  };
}

function prolonged(arn: string, { ends, reason }: Ending, policy: Policy, now: number): string {
  const last = Math.min(ends + (usualDays - 1) * day, now + policy.maxExceptionDays * day);
  return commandFor(arn, `until=${new Date(last).toISOString().slice(0, 10)} ${reason}`.trim(), policy);
}
