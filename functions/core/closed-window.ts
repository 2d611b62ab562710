/**
 * Nothing is stopped outside the enforcement window or in a freeze. The deadline lies within; but who waits for a slot,
 * or for a notebook that is on its way somewhere, may wait until after.
 */
import type { File } from './case.ts';
import { firstPermitted } from './enforcement-window.ts';
import { withWindow } from './override.ts';
import { hasAnswered } from './owner-answer.ts';
import type { Policy } from './policy.ts';

/** @returns for how long a stop has to wait, in milliseconds; `null` where it may be: its owner may ask for it any time */
export function closedFor({ case: held }: File, policy: Policy, now: number): number | null {
  // What was begun is brought to its end.
  if (held.stand.at !== 'grace' || hasAnswered(held, 'remediate-now')) return null;
  const opens = firstPermitted(now, withWindow(policy, held.windowName));
  return opens > now ? opens - now : null;
}
