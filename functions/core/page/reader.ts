import type { File } from '../case.ts';
import type { Policy } from '../policy.ts';

/** Who reads the page, about what, and when. */
export interface Reader {
  readonly file: File;
  /** What opened the page; it goes into its forms and nowhere else. */
  readonly key: string;
  /** The notice through whose link they came, and the address that got it. */
  readonly notice: string;
  readonly address: string;
  readonly policy: Policy;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
