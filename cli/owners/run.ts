/** What one of the commands is. */
import type { Progress } from '../../bench/progress.ts';
import type { Terminal } from '../terminal.ts';
import type { Account } from './account.ts';
import type { Options } from './options.ts';

export interface Surroundings {
  /** Shows how far a command has come. */
  readonly progress: Progress;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** @returns the exit status. @throws CannotGoOn */
export type Run = (
  account: Account,
  options: Options,
  terminal: Terminal,
  surroundings: Surroundings,
) => Promise<number>;
