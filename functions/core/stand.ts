/** How a case moves on: what a claim writes, and what a look adds. */
import type { Case, File, Open, Stand } from './case.ts';
import { type Caught, messageOf } from './failure.ts';
import type { Look } from './notebook.ts';

/** How often this case stopped its notebook. */
export function stopsOf(stand: Stand): number {
  switch (stand.at) {
    case 'stopping':
      return stand.stops ?? stand.claims;
    case 'updating':
    case 'starting':
      return stand.stops ?? 0;
    default:
      return 0;
  }
}

/** The stand of a case whose phase's call is about to be sent, for the first time or again. */
export function claimed(phase: 'stopping' | 'updating' | 'starting', stand: Stand, now: number): Stand {
  const stops = stopsOf(stand) + (phase === 'stopping' ? 1 : 0);
  switch (stand.at) {
    case 'opened':
    case 'closed':
      throw new TypeError(`expected a case whose deadline is fixed, got one that stands at ${stand.at}`);
    case phase:
      return { ...stand, claims: stand.claims + 1, claimedAt: now, stops };
    default: {
      const { deadline } = stand;
      const begun = { deadline, since: now, claims: 1, claimedAt: now, stops };
      return phase === 'starting' ? { at: phase, ...begun, comingUp: false } : { at: phase, ...begun };
    }
  }
}

/** The stand when the call that was claimed did not get through: it does not count. */
export function unsent(stand: Stand): Stand {
  switch (stand.at) {
    case 'stopping':
      return { ...stand, claims: stand.claims - 1, claimedAt: stand.since, stops: stopsOf(stand) - 1 };
    case 'updating':
    case 'starting':
      return { ...stand, claims: stand.claims - 1, claimedAt: stand.since };
    default:
      return stand;
  }
}

/** The stand once a look has shown that our start took, or `null` where that is nothing new. */
export function cameUp(stand: Stand, look: Look): Stand | null {
  if (stand.at !== 'starting' || stand.comingUp || look.seen !== 'notebook') return null;
  return ['Pending', 'InService'].includes(look.notebook.status) ? { ...stand, comingUp: true } : null;
}

/** The failures of a case with one more: an act that a Catch reported. */
export function withCaught(held: Case, stand: Open, caught: Caught, now: number): Case['failures'] {
  const error = caught.Error ?? 'States.TaskFailed';
  return [...held.failures, { during: stand.at, error, message: messageOf(caught), at: now }];
}

/** The name of a failure that nothing threw, but we found. */
export const gaveUp = 'GaveUp';

/**
 * The failures of a case whose notebook this act may not look at. An act that may look would otherwise choose this
 * one again, and so on without an end; each such look is counted.
 */
export function withUnseen(held: Case, stand: Open, because: string, now: number): Case['failures'] {
  return [...held.failures, { during: stand.at, error: gaveUp, message: because, at: now }];
}

/** The failures of a case that gives its notebook back for a reason that decide found by itself. */
export function withReason(file: File, because: string | null, now: number): Case['failures'] {
  const { failures, stand } = file.case;
  if (because === null || failures.length > 0 || stand.at === 'closed') return failures;
  return [{ during: stand.at, error: gaveUp, message: because, at: now }];
}
