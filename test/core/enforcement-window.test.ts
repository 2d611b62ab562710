import { describe, expect, it } from 'vitest';
import { firstPermitted } from '../../functions/core/enforcement-window.ts';
import { policy } from './given.ts';

const office = {
  days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'] as const,
  from: '09:00',
  to: '17:00',
  timeZone: 'Europe/Dublin',
};
const night = { ...office, days: ['Fri'] as const, from: '22:00', to: '04:00' };

const permitted = (from: string, changes: Parameters<typeof policy>[0] = {}) =>
  new Date(firstPermitted(Date.parse(from), policy(changes))).toISOString().slice(0, 16);

describe('the first permitted moment', () => {
  it.each<[string, string, Parameters<typeof policy>[0], string]>([
    ['is now where nothing is said', '2026-11-24T03:00Z', {}, '2026-11-24T03:00'],
    ['is now inside the window', '2026-11-24T10:30Z', { enforcementWindow: office }, '2026-11-24T10:30'],
    ['is the opening later that day', '2026-11-24T03:00Z', { enforcementWindow: office }, '2026-11-24T09:00'],
    [
      'is the next day after it closed',
      '2026-11-24T17:00Z',
      { enforcementWindow: office },
      '2026-11-25T09:00',
    ],
    [
      'is Monday after a Friday evening',
      '2026-11-27T18:00Z',
      { enforcementWindow: office },
      '2026-11-30T09:00',
    ],
    [
      'is by the clock of its zone in summer',
      '2026-07-01T03:00Z',
      { enforcementWindow: office },
      '2026-07-01T08:00',
    ],
    [
      'is still in a window that opened the day before',
      '2026-11-28T03:00Z',
      { enforcementWindow: night },
      '2026-11-28T03:00',
    ],
    [
      'is not in one that belongs to another day',
      '2026-11-27T03:00Z',
      { enforcementWindow: night },
      '2026-11-27T22:00',
    ],
    [
      'is after a freeze',
      '2026-12-24T10:00Z',
      { freezes: [{ from: '2026-12-24', to: '2027-01-02' }] },
      '2027-01-03T00:00',
    ],
    [
      'is after freezes that follow one another',
      '2026-12-24T10:00Z',
      {
        freezes: [
          { from: '2026-12-27', to: '2026-12-31' },
          { from: '2026-12-24', to: '2026-12-26' },
        ],
      },
      '2027-01-01T00:00',
    ],
    [
      'is in the window after a freeze',
      '2026-12-24T10:00Z',
      { enforcementWindow: office, freezes: [{ from: '2026-12-24', to: '2027-01-02' }] },
      '2027-01-04T09:00',
    ],
    [
      'may be left of a day that a freeze takes the rest of',
      '2026-12-23T10:00Z',
      { freezes: [{ from: '2026-12-24', to: '2026-12-24' }] },
      '2026-12-23T10:00',
    ],
    [
      'where the clock springs forward, opens an hour that is not there at the next',
      '2026-03-29T00:30Z',
      { enforcementWindow: { days: ['Sun'], from: '01:30', to: '05:00', timeZone: 'Europe/Dublin' } },
      '2026-03-29T01:30',
    ],
    [
      'where the clock falls back, opens an hour that is there twice at the first',
      '2026-10-24T23:00Z',
      { enforcementWindow: { days: ['Sun'], from: '01:30', to: '05:00', timeZone: 'Europe/Dublin' } },
      '2026-10-25T00:30',
    ],
    [
      'is still in a window that closes as the next one opens',
      '2026-11-24T03:00Z',
      { enforcementWindow: { ...office, from: '09:00', to: '09:00' } },
      '2026-11-24T03:00',
    ],
    [
      'is not in a freeze that follows another within one night',
      '2026-11-27T21:00Z',
      {
        enforcementWindow: night,
        freezes: [
          { from: '2026-11-28', to: '2026-11-28' },
          { from: '2026-11-27', to: '2026-11-27' },
        ],
      },
      '2026-12-04T22:00',
    ],
    [
      'is after all freezes that follow each other, in whatever order they are written',
      '2026-11-24T03:00Z',
      {
        freezes: [
          { from: '2026-11-25', to: '2026-11-26' },
          { from: '2026-11-24', to: '2026-11-24' },
        ],
      },
      '2026-11-27T00:00',
    ],
  ])('%s', (_fact, from, changes, expected) => {
    expect(permitted(from, changes)).toBe(expected);
  });

  it('is refused where freezes leave none', () => {
    expect(() =>
      permitted('2026-11-24T03:00Z', { freezes: [{ from: '2026-01-01', to: '2036-01-01' }] }),
    ).toThrow(
      new RangeError('expected a moment within three years in which the policy permits a stop, got none'),
    );
  });
});
