/**
 * The tag with which the platform team lets a notebook keep root access for a while: `until=YYYY-MM-DD`, then a
 * ticket and a reason. It is read strictly, and what is wrong with it is told: a typing error must not be taken for
 * leave, nor leave for nothing.
 */
import { Temporal } from 'temporal-polyfill';
import { oneLine } from './one-line.ts';
import type { Policy } from './policy.ts';

/** SageMaker's longest. */
const longestKey = 128;
const longestValue = 256;

export type Exception =
  | { readonly is: 'none' }
  /** `ends`: the end of its last day, UTC, in milliseconds since the epoch. */
  | { readonly is: 'valid'; readonly until: string; readonly ends: number; readonly reason: string }
  | { readonly is: 'wrong'; readonly why: string };

export function exceptionOf(tags: Readonly<Record<string, string>>, policy: Policy, now: number): Exception {
  const key = policy.exceptionTagKey;
  const value = tags[key];
  if (value === undefined) {
    const alike = Object.keys(tags).find((other) => other.toLowerCase() === key.toLowerCase());
    return alike === undefined
      ? { is: 'none' }
      : wrong(`the tag is spelled ${oneLine(alike, longestKey)}; it must be ${key}`);
  }
  const [, until = '', reason = ''] = /^until=(\d{4}-\d{2}-\d{2})(?:\s+(.*))?$/.exec(value.trim()) ?? [];
  const ends = endOf(until);
  if (ends === null)
    return wrong(
      `expected until=YYYY-MM-DD, a ticket and a reason, got ${JSON.stringify(oneLine(value, longestValue))}`,
    );
  if (ends <= now) return wrong(`it ended with ${until}`);
  const furthest = now + policy.maxExceptionDays * 86_400_000;
  if (startOf(until) > furthest) {
    return wrong(`${until} is more than ${policy.maxExceptionDays} days ahead`);
  }
  return { is: 'valid', until, ends, reason: oneLine(reason, longestValue) };
}

const wrong = (why: string): Exception => ({ is: 'wrong', why });

const startOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);

/** `null` for what is no date, or in no calendar. */
function endOf(date: string): number | null {
  try {
    return startOf(Temporal.PlainDate.from(date).add({ days: 1 }).toString());
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
