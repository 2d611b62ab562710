import { describe, expect, it } from 'vitest';
import type { Closed, Outcome } from '../../functions/core/case.ts';
import { actorBehind, contention, graceOf, roundsOf } from '../../functions/core/drift.ts';
import { file, hour, policy } from './given.ts';

const alice = { who: 'alice', tool: null };
const pipeline = { who: 'deployer', tool: 'Terraform' };
const of = (remediations: number, toolRounds: number, by: typeof alice | typeof pipeline) => ({
  ...file({ at: 'opened' }, { by }),
  remediations,
  toolRounds,
});

describe('the grace window', () => {
  it('is the whole one at first', () => expect(graceOf(of(0, 0, alice), policy())).toBe(24 * hour));
  it('is shorter when a person turned it on again', () =>
    expect(graceOf(of(1, 0, alice), policy())).toBe(hour));
  it('is the whole one for infrastructure code, each time', () => {
    expect(graceOf(of(2, 2, pipeline), policy())).toBe(24 * hour);
  });
});

describe('rounds', () => {
  it('are none in a first case', () => expect(roundsOf(null, pipeline)).toBe(0));
  it('begin after a remediation', () => expect(roundsOf(of(0, 0, alice), pipeline)).toBe(0));
  it('are counted for infrastructure code', () => expect(roundsOf(of(1, 2, alice), pipeline)).toBe(3));
  it('are kept when a person comes between', () => expect(roundsOf(of(1, 2, alice), alice)).toBe(2));
});

describe('contention', () => {
  it('is none within the rounds of the policy', () =>
    expect(contention(of(3, 3, pipeline), policy())).toBeNull());
  it('names who, through what and how often', () => {
    expect(contention(of(4, 4, pipeline), policy())).toBe(
      'Terraform, called by deployer, has turned root access on again 4 times. Set RootAccess to Disabled where it is defined.',
    );
  });
  it('is never for a person', () => expect(contention(of(9, 9, alice), policy())).toBeNull());
});

describe('who is behind what a sweep found', () => {
  const closed = (outcome: Outcome): Closed => ({
    at: 'closed',
    outcome,
    reason: 'so',
    deadline: null,
    closedAt: 0,
    mail: 'sent',
    died: false,
  });
  const unknown = { who: 'an identity that no event told of', tool: null };
  it('is nobody known at first', () => expect(actorBehind(null)).toEqual(unknown));
  it.each(['observed', 'held', 'failed', 'exempt'] as const)(
    'is who was behind a case that ended as %s, with root access on',
    (outcome) => expect(actorBehind(file(closed(outcome), { by: pipeline }))).toEqual(pipeline),
  );
  it.each(['remediated', 'already-compliant', 'fixed-meanwhile', 'gone'] as const)(
    'is nobody known after one that ended as %s',
    (outcome) => expect(actorBehind(file(closed(outcome), { by: pipeline }))).toEqual(unknown),
  );
});
