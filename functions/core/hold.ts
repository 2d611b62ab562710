/** What a machine must not touch, and what a person can do about it. */
import type { Notebook } from './notebook.ts';
import { isTooOld, platformOf, successor } from './platform.ts';

type Held = Pick<Notebook, 'failureReason' | 'platform' | 'status'> & Partial<Pick<Notebook, 'instanceType'>>;

/**
 * Why a machine must not touch this notebook, if so.
 * @param isMoved whether it comes back from a stop since it is moved to another platform
 */
export function whyHeld(
  { failureReason, instanceType = null, platform, status }: Held,
  isMoved = false,
): string | null {
  if (status === 'Failed') {
    return `Its status is Failed (${failureReason ?? 'no reason given'}); it is left for a person.`;
  }
  if (status === 'Stopped' || isMoved || platformOf(platform) === 'comes-back') return null;
  return `Its platform (${platform ?? 'not named'}) could not be started again after a stop; move to ${successor}${isTooOld(instanceType) ? `, which does not run ${instanceType}: on another instance type` : ''}.`;
}
