/** Where a fault can strike: the AWS calls of a story that is played without one. */
import type { CallRecord } from '../local/http/calls.ts';

export interface Site {
  readonly function: string;
  readonly service: string;
  readonly operation: string;
  /** Which of the function's calls of this operation in the whole story, counted from 1. */
  readonly nth: number;
  /** When, in milliseconds from the story's start. */
  readonly at: number;
}

interface Where {
  readonly from: number;
  readonly until: number;
  readonly operations?: readonly string[] | undefined;
}

/** Calls that change nothing: of these the first of an invocation stands for those after it. */
const reads = /^(Describe|List|Get)|^(Query|Scan)$/;

/**
 * Of the calls that a function makes of one operation: the first in each place of an invocation (a claim and what is
 * written after the act are two), and where every one is wanted the last of all, at which other things are at stake.
 *
 * @param where from when until when, in milliseconds from the start, and of which operations if not all; other calls
 * are left out
 */
export function sitesOf(
  calls: readonly CallRecord[],
  start: number,
  { from, until, operations }: Where,
  everyPlace: boolean,
): readonly Site[] {
  const byCall = new Map<string, CallRecord[]>();
  for (const call of calls) {
    if (operations?.includes(call.operation) === false) continue;
    const key = `${call.function} ${call.operation}`;
    byCall.set(key, [...(byCall.get(key) ?? []), call]);
  }
  return [...byCall.values()].flatMap((same) => {
    const isDuring = (index: number): boolean => {
      const after = (same[index]?.at ?? start) - start;
      return after >= from && after < until;
    };
    const places = same.map((call, index) => index - same.findIndex(({ at }) => at === call.at));
    const struck = places.flatMap((place, index) => (isDuring(index) ? [{ place, index }] : []));
    const firsts = struck
      .filter(({ place }, at) => struck.findIndex((other) => other.place === place) === at)
      .map(({ index }) => index);
    const lasts = struck.slice(-1).map(({ index }) => index);
    const isRead = reads.test(same[0]?.operation ?? '');
    const chosen = everyPlace ? [...firsts, ...lasts] : isRead ? firsts.slice(0, 1) : firsts;
    return [...new Set(chosen)].flatMap((index) => {
      const call = same[index];
      if (call === undefined) return [];
      const { service, operation } = call;
      return [{ function: call.function, service, operation, nth: index + 1, at: call.at - start }];
    });
  });
}
