/** Times and spans of time in words. */
import { Temporal } from 'temporal-polyfill';
import type { Policy } from './policy.ts';

/** E.g. `Tue 24 Nov 2026, 09:00 UTC`. */
export function utc(instant: number): string {
  const date = new Date(instant);
  const day = date.toUTCString().slice(0, 16).replace(',', '');
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** In UTC, and in the policy's zone where it has one: `Tue 24 Nov 2026, 09:00 UTC (10:00 Europe/Paris)`. */
export function moment(instant: number, policy: Policy): string {
  const zone = policy.enforcementWindow?.timeZone;
  if (zone === undefined) return utc(instant);
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const day = there.toPlainDate().toString();
  const isSameDay = day === new Date(instant).toISOString().slice(0, 10);
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${utc(instant)} (${isSameDay ? '' : `${day} `}${time} ${zone})`;
}

/** E.g. `24 Nov 09:00 UTC`: short enough for a subject. */
export const dayAndTime = (instant: number): string => utc(instant).replace(/^\w+ (\d+ \w+) \d+,/, '$1');

/** E.g. `24 h` or `1 h 30 min`: how far away a time is, rounded to the minute. */
export function span(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
