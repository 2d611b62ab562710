import { describe, expect, it } from 'vitest';
import { claimed, stopsOf, unsent } from '../../functions/core/stand.ts';
import { deadline, grace, phase } from './given.ts';

describe('how often a case stopped its notebook', () => {
  const stoppedOnce = claimed('stopping', grace, deadline);

  it('counts each stop', () => {
    expect(stopsOf(stoppedOnce)).toBe(1);
    expect(stopsOf(claimed('stopping', stoppedOnce, deadline))).toBe(2);
  });
  it('outlives the phases', () => {
    const updating = claimed('updating', stoppedOnce, deadline);
    expect(stopsOf(updating)).toBe(1);
    expect(stopsOf(claimed('stopping', updating, deadline))).toBe(2);
  });
  it('outlives the start', () => {
    expect(stopsOf(claimed('starting', stoppedOnce, deadline))).toBe(1);
  });
  it('does not count one that did not get through', () => expect(stopsOf(unsent(stoppedOnce))).toBe(0));
  it('is read from a record of before it was counted', () =>
    expect(stopsOf(phase('stopping', deadline, 2))).toBe(2));
});
