/**
 * While nobody knows who set a notebook's exception tag, CloudTrail is asked, and nothing ends root access: for a day
 * at most, and a notebook that we stopped is not kept down for longer than CloudTrail usually takes.
 */
import type { Case } from './case.ts';
import type { Facts } from './facts.ts';
import { leaveOf, longestLookup } from './leave.ts';
import type { Notebook } from './notebook.ts';
import { dueOf } from './owner-answer.ts';
import type { Policy } from './policy.ts';
import { type Span, type Step, wait } from './step.ts';

export type Lookups = NonNullable<Case['lookups']>;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** In which CloudTrail has nearly every record: about 5 minutes on average, says its user guide. */
const usual = 15 * minute;

/** Event history goes back 90 days; a little less, so that no clock is outside of it. */
const history = 90 * 24 * hour - hour;

/** First all of it back to the notebook's creation, in as many turns as it takes; then what came lately. */
export function spanOf(
  { lookups }: Pick<Case, 'lookups'>,
  { createdAt }: Notebook['ref'],
  now: number,
): Span {
  const all = { from: Math.max(createdAt - minute, now - history), to: null };
  if (lookups === undefined) return all;
  return lookups.back === null ? { from: lookups.since - hour, to: null } : { ...all, to: lookups.back };
}

/** When CloudTrail is to be asked again: soon if there is more to read, then at growing intervals. */
function nextAt({ at, back, since, trouble }: Lookups): number {
  if (back !== null && trouble === null) return at + 5 * second;
  return Math.min(Math.max(at + 2 * minute, since + 2 * (at - since)), since + longestLookup);
}

/** Since when it is CloudTrail's turn: of those who wait to ask it, the one who waits longest is first. */
export function dueForLookup(held: Case, policy: Policy, now: number): number {
  const due = dueOf(held, policy);
  if (due !== null && due <= now) return due;
  return held.lookups === undefined ? held.openedAt : nextAt(held.lookups);
}

/** @param step what would be next if nobody had set a tag */
export function whileUnknown(facts: Facts, step: Step): Step {
  const { file, notebook, now, policy, stand } = facts;
  const leave = leaveOf(facts);
  const { lookups } = file.case;
  const lookUp: Step = { do: 'notify', lookUp: spanOf(file.case, notebook.ref, now) };
  if (leave.is === 'unapproved') return isToBeAskedOnceMore(facts, step) ? lookUp : step;
  if (leave.is !== 'unknown' || policy.mode === 'observe') return step;
  if (lookups === undefined) return lookUp;
  const next = nextAt(lookups) - now;
  if (next <= 0) return lookUp;
  const isUsual = now - lookups.since < usual;
  switch (step.do) {
    case 'stop':
      return wait(next);
    case 'disable':
      return file.restartOwed !== null && !isUsual ? step : wait(next);
    case 'wait':
      return wait(Math.min(step.milliseconds, next));
    default:
      return stand.at === 'opened' && isUsual ? wait(next) : step;
  }
}

/**
 * Before one is stopped whose exception does not count: an approver may have set the same value since, and the event of
 * it was lost.
 */
function isToBeAskedOnceMore({ file, now, stand }: Facts, step: Step): boolean {
  const isEnforcement = step.do === 'stop' || step.do === 'disable';
  return isEnforcement && stand.at === 'grace' && (file.case.lookups?.at ?? 0) < now - usual;
}
