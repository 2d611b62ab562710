/** When notebooks may be stopped: within the enforcement window and outside freezes. */
import { Temporal } from 'temporal-polyfill';
import type { Policy } from './policy.ts';
import { weekdays } from './policy-props.ts';

/** More days than any window can be away, even with freezes of a whole year between. */
const horizon = 3 * 366;

/**
 * The first permitted moment at or after `from`, in milliseconds since the epoch.
 * @throws RangeError when freezes leave none within three years
 */
export function firstPermitted(from: number, policy: Policy): number {
  const zone = policy.enforcementWindow?.timeZone ?? 'UTC';
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  // A window over midnight may have opened the day before.
  const before = start.toPlainDate().subtract({ days: 1 });
  for (const days of Array(horizon).keys()) {
    const opening = openOn(before.add({ days }), zone, policy);
    if (opening === null) continue;
    const moment = unfrozen(Math.max(opening.opens, from), zone, policy);
    if (moment < opening.closes) return moment;
  }
  throw new RangeError('expected a moment within three years in which the policy permits a stop, got none');
}

interface Opening {
  readonly opens: number;
  readonly closes: number;
}

/** Where a clock change skips or repeats the hour, Temporal's `compatible` rule applies: later, and the first. */
function openOn(day: Temporal.PlainDate, zone: string, policy: Policy): Opening | null {
  const window = policy.enforcementWindow;
  if (window === null) {
    return { opens: at(day, '00:00', zone), closes: at(day.add({ days: 1 }), '00:00', zone) };
  }
  const name = weekdays[day.dayOfWeek - 1];
  if (name === undefined || !window.days.includes(name)) return null;
  const closing = window.to > window.from ? day : day.add({ days: 1 });
  return { opens: at(day, window.from, zone), closes: at(closing, window.to, zone) };
}

/** The same moment, or the end of the freezes that it falls into. */
function unfrozen(moment: number, zone: string, policy: Policy): number {
  let free = moment;
  for (const { from, to } of [...policy.freezes].sort((a, b) => a.from.localeCompare(b.from))) {
    const begins = at(Temporal.PlainDate.from(from), '00:00', zone);
    const ends = at(Temporal.PlainDate.from(to).add({ days: 1 }), '00:00', zone);
    if (begins <= free && free < ends) free = ends;
  }
  return free;
}

const at = (day: Temporal.PlainDate, time: string, zone: string): number =>
  day.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(zone).epochMilliseconds;
