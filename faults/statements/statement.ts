import type { History } from '../history.ts';

/** What must always be true, and where a played story breaks it, a sentence for each time. */
export interface Statement {
  /** By which verdicts name it; docs/design.md counts them otherwise. */
  readonly number: number;
  readonly says: string;
  readonly broken: (history: History) => readonly string[];
}
