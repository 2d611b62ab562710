/** Retry and Catch: which one an error matches, and how long to wait. */

import { type StatesError, uncatchable } from './errors.ts';
import type { Path } from './path.ts';

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: boolean;
}

export interface Catcher {
  readonly errorEquals: readonly string[];
  /** Null: the state's input goes on, the error is dropped. */
  readonly resultPath: Path | null;
  readonly next: string;
}

/**
 * A missed heartbeat is recorded as `States.Timeout`; whether AWS also matches it with the documented name
 * `States.HeartbeatTimeout` nothing shows, so here that name matches nothing.
 */
export const matches = (errorEquals: readonly string[], error: StatesError): boolean => {
  if (error.error === uncatchable) return false;
  return errorEquals.some(
    (name) =>
      name === error.error ||
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && error.error !== 'States.Timeout'),
  );
};

/**
 * The first retrier that matches decides; each counts its own attempts.
 * @param attempts how often each retrier has retried in this visit of the state
 * @returns which retrier, and the delay in milliseconds; undefined when the error is not retried
 */
export const nextRetry = (
  retriers: readonly Retrier[],
  attempts: readonly number[],
  error: StatesError,
  random: () => number,
): { readonly retrier: number; readonly delay: number } | undefined => {
  const at = retriers.findIndex((retrier) => matches(retrier.errorEquals, error));
  const retrier = retriers[at];
  const made = attempts[at] ?? 0;
  if (retrier === undefined || made >= retrier.maxAttempts) return undefined;
  const grown = retrier.intervalSeconds * retrier.backoffRate ** made;
  const capped = Math.min(grown, retrier.maxDelaySeconds ?? grown);
  const seconds = retrier.jitter ? random() * capped : capped;
  return { retrier: at, delay: Math.round(seconds * 1000) };
};
