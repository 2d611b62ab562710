/** What a machine must not touch, and what a person can do about it. */
import type { Notebook } from './notebook.ts';
import { platformOf } from './platform.ts';

/** Why a machine must not touch this notebook, if so. */
export function whyHeld({
  failureReason,
  platform,
  status,
}: Pick<Notebook, 'failureReason' | 'platform' | 'status'>): string | null {
  if (status === 'Failed') {
    return `Its status is Failed (${failureReason ?? 'no reason given'}); it is left for a person.`;
  }
  if (status === 'Stopped' || platformOf(platform) === 'comes-back') return null;
  return `Its platform (${platform ?? 'not named'}) could not be started again after a stop; move to notebook-al2023-v1.`;
}
