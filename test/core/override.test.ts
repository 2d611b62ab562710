import { describe, expect, it } from 'vitest';
import { firstPermitted } from '../../functions/core/enforcement-window.ts';
import { fittedTo, overridesThatDoNotCount, withWindow } from '../../functions/core/override.ts';
import { judge } from '../../functions/core/owner-answer.ts';
import { inherited } from '../../functions/core/recovery.ts';
import { deadline, file, first, grace, hour, opened, policy } from './given.ts';

const nights = { days: ['Mon', 'Tue'], from: '22:00', to: '04:00', timeZone: 'Europe/Paris' } as const;
const free = policy({
  overrides: {
    graceWindow: { tagKey: 'root-grace', atLeast: 'PT4H', atMost: 'P3D' },
    enforcementWindow: { tagKey: 'root-window', choices: { nights } },
  },
});
const graceOf = (tags: Readonly<Record<string, string>>, of = free) => fittedTo(tags, of).policy.graceWindow;

describe('a grace window of its own', () => {
  it.each([
    ['PT4H', 4 * hour],
    ['P3D', 72 * hour],
    [' PT6H30M ', 6.5 * hour],
  ])('may be %s', (tag, length) => expect(graceOf({ 'root-grace': tag })).toBe(length));

  it.each(['PT3H59M', 'P4D', '-PT5H', 'P1W', 'soon', ''])('may not be %j: the policy’s counts', (tag) => {
    expect(graceOf({ 'root-grace': tag })).toBe(24 * hour);
    expect(overridesThatDoNotCount({ 'root-grace': tag }, free)).toEqual([
      `the tag root-grace must be an ISO 8601 duration from PT4H to P3D, and is ${JSON.stringify(tag)}`,
    ]);
  });

  it('is not read from a tag in another letter case', () =>
    expect(graceOf({ 'Root-Grace': 'PT4H' })).toBe(24 * hour));
  it('is not read where the policy lets no tag choose', () =>
    expect(graceOf({ 'root-grace': 'PT4H' }, policy())).toBe(24 * hour));
  it('leaves the shorter one of a repeated violation alone', () =>
    expect(fittedTo({ 'root-grace': 'P3D' }, free).policy.repeatGraceWindow).toBe(hour));
  it('says of a forged value what it is, in one line', () =>
    expect(overridesThatDoNotCount({ 'root-grace': 'a\nTo answer: x' }, free)[0]).not.toContain('\n'));
});

describe('an enforcement window of its own', () => {
  it('is one of the choices, by its name', () => {
    const { policy: fitted, windowName } = fittedTo({ 'root-window': 'nights' }, free);
    expect(windowName).toBe('nights');
    expect(new Date(firstPermitted(deadline, fitted)).toISOString()).toBe('2026-11-24T21:00:00.000Z');
  });
  it.each(['night', 'Nights', 'toString', ''])('is not %j', (tag) => {
    expect(fittedTo({ 'root-window': tag }, free)).toEqual({ policy: free, windowName: undefined });
    expect(overridesThatDoNotCount({ 'root-window': tag }, free)).toEqual([
      `the tag root-window must be one of nights, and is ${JSON.stringify(tag)}`,
    ]);
  });
  it('may be one of several, all of which are named to whoever names none', () => {
    const weekends = { ...nights, days: ['Sat', 'Sun'] } as const;
    const choices = { nights, weekends };
    const either = policy({ overrides: { enforcementWindow: { tagKey: 'root-window', choices } } });
    expect(fittedTo({ 'root-window': 'weekends' }, either).windowName).toBe('weekends');
    expect(overridesThatDoNotCount({ 'root-window': 'never' }, either)).toEqual([
      'the tag root-window must be one of nights, weekends, and is "never"',
    ]);
  });
  it('is not the one called undefined for whoever chose none', () => {
    const choices = { undefined: nights };
    const odd = policy({ overrides: { enforcementWindow: { tagKey: 'root-window', choices } } });
    expect(withWindow(odd, undefined)).toEqual(odd);
  });
  it('is the policy’s own again once the choice is gone', () =>
    expect(withWindow(policy(), 'nights')).toEqual(policy()));
  it('is what a postponement is fitted to', () => {
    const postponable = { ...free, postponement: 8 * hour };
    const held = file({ at: 'grace', deadline }, { windowName: 'nights', notices: [first] });
    const submitted = {
      kind: 'postpone' as const,
      notice: first.id,
      address: 'alice@example.com',
      confirm: 'lab',
      reason: '',
      by: hour,
      postponed: 0,
    };
    expect(judge(held, submitted, postponable, opened)).toMatchObject({
      changes: { stand: { deadline: Date.parse('2026-11-24T21:00:00Z') } },
    });
  });
  it('is inherited with the deadline', () => {
    const died = file(
      { at: 'closed', outcome: 'failed', reason: '', deadline, closedAt: deadline, mail: 'none', died: true },
      { windowName: 'nights' },
    );
    expect(inherited(died)).toMatchObject({ stand: grace, windowName: 'nights' });
  });
});

it('no tag says nothing', () => expect(overridesThatDoNotCount({ Owner: 'alice' }, free)).toEqual([]));
