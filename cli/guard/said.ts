/** How the switch was thrown, in words for a terminal. */
import type { Thrown } from '../../functions/core/kill-switch.ts';
import { dayAndTime } from '../../functions/core/moment.ts';
import { oneLine } from '../../functions/core/one-line.ts';

export function said({ at, by, to, why }: Thrown): string {
  const what = to === 'paused' ? 'Paused' : 'Running';
  const because = why === '' ? '' : `: ${oneLine(why, 500)}`;
  return `${what} since ${dayAndTime(at)}, by ${oneLine(by, 500)}${because}`;
}
