import type { History } from '../history.ts';

/** One of the design's statements: what must be true, and where a played story breaks it, a sentence for each time. */
export interface Statement {
  /** Its number in docs/design.md. */
  readonly number: number;
  readonly says: string;
  readonly broken: (history: History) => readonly string[];
}
