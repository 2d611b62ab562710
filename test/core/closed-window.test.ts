import { describe, expect, it } from 'vitest';
import { closedFor } from '../../functions/core/closed-window.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { deadline, file, grace, hour, phase, policy } from './given.ts';

/** Open for an hour from the deadline, which is at 09:00 UTC on a Tuesday. */
const window = { days: ['Tue', 'Wed'], from: '09:00', to: '10:00', timeZone: 'UTC' } as const;
const within = (changes: Partial<PolicyProps> = {}) => policy({ enforcementWindow: window, ...changes });
const now = { kind: 'remediate-now', at: deadline, notice: 'first', address: 'alice@example.com' } as const;

describe('a stop whose time has come', () => {
  it('waits for nothing where it may be at any time', () =>
    expect(closedFor(file(grace), policy(), deadline + hour)).toBeNull());
  it('waits for nothing while the window is open', () =>
    expect(closedFor(file(grace), within(), deadline + hour / 2)).toBeNull());
  it('waits for the next window once it has closed', () =>
    expect(closedFor(file(grace), within(), deadline + hour)).toBe(23 * hour));
  it('waits for the end of a freeze', () =>
    expect(
      closedFor(
        file(grace),
        policy({ freezes: [{ from: '2026-11-25', to: '2026-11-25' }] }),
        deadline + 16 * hour,
      ),
    ).toBe(23 * hour));
  it('waits for the window that the notebook chose', () => {
    const overrides = { enforcementWindow: { tagKey: 'when', choices: { mornings: window } } };
    expect(closedFor(file(grace, { windowName: 'mornings' }), policy({ overrides }), deadline + hour)).toBe(
      23 * hour,
    );
  });
  it('waits for nothing where its owner asked for it now', () =>
    expect(closedFor(file(grace, { answers: [now] }), within(), deadline + hour)).toBeNull());
  it('waits for nothing once it was begun', () =>
    expect(closedFor(file(phase('stopping')), within(), deadline + hour)).toBeNull());
});
