import { describe, expect, it } from 'vitest';
import {
  pollOfOthers,
  pollOfOurs,
  pollOfStart,
  seconds,
  troubleBudget,
} from '../../functions/core/budget.ts';
import { hour, opened, policy } from './given.ts';

describe('a sleep in whole seconds', () => {
  it('is at least one', () => expect(seconds(0)).toBe(1));
  it('is never shorter than asked for', () => expect(seconds(1001)).toBe(2));
});

describe('polls', () => {
  const minutes = [0, 1, 2, 5, 29].map((minute) => opened + minute * 60_000);

  it('of a stop or an update never sleep longer than the poll interval', () => {
    for (const now of minutes) expect(pollOfOurs(opened, now, policy())).toBeLessThanOrEqual(30_000);
  });
  it('of a stop that drags on slow down', () => {
    expect(pollOfOurs(opened, opened + 300_000, policy())).toBeGreaterThan(
      pollOfOurs(opened, opened, policy()),
    );
  });
  it('of a start are fewer, since it comes up without them', () => {
    expect(pollOfStart(opened, opened + 120_000, policy())).toBe(120_000);
  });
  it('of what others do are a fifth of what has passed, in between', () => {
    expect(pollOfOthers(opened, opened + hour, policy())).toBe(hour / 5);
  });
  it('of a day of maintenance keep the execution far below 25,000 events', () => {
    let polls = 0;
    for (let now = opened; now < opened + 24 * hour; now += pollOfOthers(opened, now, policy())) polls += 1;
    expect(polls).toBeLessThan(200);
  });
});

describe('how long AWS may keep us from working', () => {
  const budgets = { settle: 'PT1H', stop: 'PT30M', update: 'PT15M', start: 'PT45M' };
  it.each([
    ['opened', hour],
    ['grace', hour],
    ['stopping', hour / 2],
    ['updating', hour / 4],
    ['starting', (hour * 3) / 4],
  ] as const)('is the budget of its phase: %s', (phase, budget) =>
    expect(troubleBudget(phase, policy({ budgets }))).toBe(budget),
  );
});
