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
