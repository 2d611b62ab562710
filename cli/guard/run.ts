/** What one of the commands is. */
import type { Terminal } from '../terminal.ts';
import type { Account } from './account.ts';
import type { Options } from './options.ts';

export interface Surroundings {
  /** The ARN of the caller: who threw the switch. */
  readonly who: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** @returns the exit status. @throws CannotGoOn */
export type Run = (
  account: Account,
  options: Options,
  terminal: Terminal,
  surroundings: Surroundings,
) => Promise<number>;
