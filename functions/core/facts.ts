/** What a judgement may know. */
import type { File, Open } from './case.ts';
import type { Mailboxes } from './mailbox.ts';
import type { Notebook } from './notebook.ts';
import { dueAt } from './owner-answer.ts';
import type { Policy } from './policy.ts';
import type { Step } from './step.ts';

export interface Facts {
  readonly notebook: Notebook;
  /** Who can be reached; `null` in an act that mails nobody and so did not look. */
  readonly mailboxes: Mailboxes | null;
  readonly file: File;
  readonly stand: Open;
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The next step, or `null`: not this judgement's business. */
export type Judgement = (facts: Facts) => Step | null;

/**
 * When the present wait began: a case that goes on for another has not waited longer than it is open, and what one
 * waited for its turn is nobody's fault.
 */
export function sinceOf({ file, now, policy, stand }: Facts): number {
  const { waitedAt = 0 } = file.case;
  switch (stand.at) {
    case 'opened':
      return Math.max(file.case.openedAt, waitedAt);
    case 'grace':
      return Math.max(dueAt(file.case, stand.deadline, policy), file.case.openedAt, waitedAt);
    case 'updating': {
      // It may have begun before the deadline, of one that was stopped.
      const due = dueAt(file.case, stand.deadline, policy);
      return now < due ? stand.since : Math.max(stand.since, due);
    }
    default:
      return stand.since;
  }
}
