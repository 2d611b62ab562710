/** What a judgement may know. */
import type { File, Open } from './case.ts';
import type { Mailboxes } from './mailbox.ts';
import type { Notebook } from './notebook.ts';
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

/** When the present wait began: a case that goes on for another has not waited longer than it is open. */
export function sinceOf({ file, stand }: Facts): number {
  switch (stand.at) {
    case 'opened':
      return file.case.openedAt;
    case 'grace':
      return Math.max(stand.deadline, file.case.openedAt);
    default:
      return stand.since;
  }
}
