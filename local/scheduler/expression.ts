/**
 * When a schedule is due (EventBridge Scheduler user guide, "Schedule types"): `rate(value unit)`, and of cron
 * expressions those of a minute and an hour of every day. Others are refused.
 */

export type ScheduleExpression =
  | { readonly is: 'rate'; readonly every: number }
  /** Milliseconds since midnight, UTC. */
  | { readonly is: 'daily'; readonly at: number };

const minute = 60_000;
const day = 24 * 60 * minute;
const units: Readonly<Record<string, number>> = { minute, hour: 60 * minute, day };

/** @throws Error for what the sandbox would not keep to */
export function parseExpression(text: string, timeZone: string): ScheduleExpression {
  const [, value = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(text) ?? [];
  const every = Number(value) * (units[unit] ?? 0);
  if (every > 0) return { is: 'rate', every };
  const [, minutes, hours] = /^cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)$/.exec(text) ?? [];
  if (minutes === undefined || hours === undefined) {
    throw new Error(`expected rate(value unit), or cron of a minute and an hour of every day, got ${text}`);
  }
  if (timeZone !== 'UTC' && timeZone !== 'Etc/UTC') {
    throw new Error(`expected a cron expression in UTC, got one in ${timeZone}`);
  }
  return { is: 'daily', at: Number(hours) * 60 * minute + Number(minutes) * minute };
}

/** @returns the first time after `now`; of a rate, one period later */
export function nextAt(expression: ScheduleExpression, now: number): number {
  if (expression.is === 'rate') return now + expression.every;
  const today = Math.floor(now / day) * day + expression.at;
  return today > now ? today : today + day;
}
