/**
 * How long we wait for what, how often we ask, and when we stop trying. Every wait has an end: each phase has a
 * time budget (policy.budgets) and each act an attempt budget.
 */
import type { Policy } from './policy.ts';

const second = 1000;
const minute = 60 * second;

/** How often one phase's call is sent before we say that it cannot be done. */
export const attempts = 5;

/** Longest sleep over something that is not away because of us: an execution must stay far below 25,000 events. */
const longestLook = 15 * minute;

/** How long an execution whose case is closed comes back to tell people so. */
export const outcomeMailBudget = 24 * 60 * minute;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** Step Functions takes whole seconds, at least one; rounded up, so that no deadline is met early. */
export const seconds = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / second));

/**
 * The next poll of a stop or an update, in milliseconds. Their time is the owner's: nothing goes on until we
 * look, so the sleep stays within policy.pollInterval however long it takes, and below a fifth of what has passed
 * while that is longer than two thirds of it.
 */
export function pollOfOurs(since: number, now: number, policy: Policy): number {
  return clamp((now - since) / 5, (policy.pollInterval * 2) / 3, policy.pollInterval);
}

/**
 * The next poll of a start. It comes up without our looking, so a late look costs its owner nothing and the polls
 * can be fewer: two to four poll intervals.
 */
export function pollOfStart(since: number, now: number, policy: Policy): number {
  return clamp(now - since, 2 * policy.pollInterval, 4 * policy.pollInterval);
}

/** The next poll of something that others must finish: it grows with what was waited already. */
export function pollOfOthers(since: number, now: number, policy: Policy): number {
  return clamp((now - since) / 5, policy.pollInterval, Math.max(longestLook, policy.pollInterval));
}

/** A pause may last for weeks; whoever lifts it wakes those that it held back. */
export const pollWhilePaused = (since: number, now: number, policy: Policy): number =>
  Math.max(pollOfOthers(since, now, policy), (now - since) / 10);

/** How soon a call that seems not to have been made, or not to have taken, may be sent again. */
export const resendAfter = (phase: 'stopping' | 'updating' | 'starting', policy: Policy): number =>
  phase === 'starting' ? Math.max(minute, policy.pollInterval) : (policy.pollInterval * 2) / 3;

/** How long AWS may keep us from working before the phase has failed. */
export function troubleBudget(
  phase: 'opened' | 'grace' | 'stopping' | 'updating' | 'starting',
  policy: Policy,
): number {
  switch (phase) {
    case 'opened':
    case 'grace':
      return policy.budgets.settle;
    case 'stopping':
      return policy.budgets.stop;
    case 'updating':
      return policy.budgets.update;
    case 'starting':
      return policy.budgets.start;
    default:
      return phase satisfies never;
  }
}
