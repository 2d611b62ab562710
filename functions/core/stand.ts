/** How a case moves on: what a claim writes, and what a look adds. */
import type { Case, File, Open, Stand } from './case.ts';
import { type Caught, messageOf } from './failure.ts';
import type { Look } from './notebook.ts';

/** The stand of a case whose phase's call is about to be sent, for the first time or again. */
export function claimed(phase: 'stopping' | 'updating' | 'starting', stand: Stand, now: number): Stand {
  switch (stand.at) {
    case 'opened':
    case 'closed':
      throw new TypeError(`expected a case whose deadline is fixed, got one that stands at ${stand.at}`);
    case phase:
      return { ...stand, claims: stand.claims + 1, claimedAt: now };
    default: {
      const { deadline } = stand;
      const begun = { deadline, since: now, claims: 1, claimedAt: now };
      return phase === 'starting' ? { at: phase, ...begun, comingUp: false } : { at: phase, ...begun };
    }
  }
}

/** The stand when the call that was claimed did not get through: it does not count. */
export function unsent(stand: Stand): Stand {
  switch (stand.at) {
    case 'stopping':
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

/** The failures of a case that gives its notebook back for a reason that decide found by itself. */
export function withReason(file: File, because: string | null, now: number): Case['failures'] {
  const { failures, stand } = file.case;
  if (because === null || failures.length > 0 || stand.at === 'closed') return failures;
  return [{ during: stand.at, error: 'GaveUp', message: because, at: now }];
}
