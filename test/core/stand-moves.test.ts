/** What a claim, a look or a caught error writes on a case. */
import { describe, expect, it } from 'vitest';
import type { Open, Stand } from '../../functions/core/case.ts';
import { cameUp, claimed, unsent, withCaught, withReason, withUnseen } from '../../functions/core/stand.ts';
import { deadline, file, gone, grace, look, phase } from './given.ts';

const later = deadline + 60_000;
const starting = phase('starting') as Extract<Stand, { at: 'starting' }>;

describe('a claim', () => {
  it('begins a phase with its first call', () => {
    expect(claimed('stopping', grace, later)).toEqual({
      at: 'stopping',
      deadline,
      since: later,
      claims: 1,
      claimedAt: later,
      stops: 1,
    });
  });
  it('counts a call of the same phase, which goes on since it began', () => {
    expect(claimed('updating', phase('updating', deadline, 2), later)).toMatchObject({
      since: deadline,
      claims: 3,
      claimedAt: later,
      stops: 0,
    });
  });
  it('of a start has seen nothing come up yet', () => {
    expect(claimed('starting', phase('updating'), later)).toMatchObject({
      at: 'starting',
      comingUp: false,
      claims: 1,
    });
  });
  it('keeps what was seen coming up', () => {
    expect(claimed('starting', { ...starting, comingUp: true }, later)).toMatchObject({ comingUp: true });
  });
  it.each<Stand>([
    { at: 'opened' },
    {
      at: 'closed',
      outcome: 'failed',
      reason: '',
      deadline,
      closedAt: deadline,
      mail: 'none',
      died: false,
    },
  ])('is refused where no deadline is fixed: $at', (stand) => {
    expect(() => claimed('stopping', stand, later)).toThrow(
      `expected a case whose deadline is fixed, got one that stands at ${stand.at}`,
    );
  });
});

describe('a call that did not get through', () => {
  it('was none: the next one need not wait for it', () => {
    expect(unsent({ ...phase('updating', deadline, 2), claimedAt: later } as Stand)).toMatchObject({
      claims: 1,
      claimedAt: deadline,
    });
    expect(unsent({ ...phase('stopping', deadline, 2), claimedAt: later } as Stand)).toMatchObject({
      claims: 1,
      claimedAt: deadline,
      stops: 1,
    });
    expect(unsent(starting)).toMatchObject({ claims: 0 });
  });
  it('changes nothing before there was a call', () => expect(unsent(grace)).toEqual(grace));
});

describe('a notebook that we started', () => {
  it.each(['Pending', 'InService'] as const)('was seen coming up when it is %s', (status) => {
    expect(cameUp(starting, look({ status }))).toEqual({ ...starting, comingUp: true });
  });
  it('was not seen coming up when it is Stopped', () =>
    expect(cameUp(starting, look({ status: 'Stopped' }))).toBeNull());
  it('was not seen at all when it is gone', () => expect(cameUp(starting, gone)).toBeNull());
  it('is nothing new once it was seen', () =>
    expect(cameUp({ ...starting, comingUp: true }, look())).toBeNull());
  it('is none in another phase', () => expect(cameUp(phase('updating'), look())).toBeNull());
});

describe('the failures of a case', () => {
  const earlier = { during: 'grace', error: 'Throttled', message: 'later', at: deadline } as const;
  const held = file(grace, { failures: [earlier] });

  it('get what a Catch reported, where the case stood', () => {
    const caught = { Error: 'AccessRefused', Cause: '{"errorMessage":"no"}' };
    expect(withCaught(held.case, phase('stopping') as Open, caught, later)).toEqual([
      earlier,
      { during: 'stopping', error: 'AccessRefused', message: 'no', at: later },
    ]);
  });
  it('get what has no name under the name that Step Functions has for it', () => {
    expect(withCaught(file().case, { at: 'opened' }, { Error: null, Cause: 'x' }, later)).toEqual([
      { during: 'opened', error: 'States.TaskFailed', message: 'x', at: later },
    ]);
  });
  it('get each look that was refused', () => {
    expect(withUnseen(held.case, phase('updating') as Open, 'refused.', later)).toEqual([
      earlier,
      { during: 'updating', error: 'GaveUp', message: 'refused.', at: later },
    ]);
  });
  it('get the reason for which it is given back', () => {
    expect(withReason(file(phase('updating')), 'it does not take.', later)).toEqual([
      { during: 'updating', error: 'GaveUp', message: 'it does not take.', at: later },
    ]);
  });
  it('stay as they are where there is no such reason', () =>
    expect(withReason(file(phase('updating')), null, later)).toEqual([]));
  it('stay as they are on a case that is closed', () => {
    const closed = { at: 'closed', outcome: 'held', reason: '', deadline, closedAt: later } as const;
    expect(withReason(file({ ...closed, mail: 'none', died: false }), 'late.', later)).toEqual([]);
  });
  it('stay as they are where it failed before', () =>
    expect(withReason(held, 'it does not take.', later)).toEqual([earlier]));
});
