import { describe, expect, it } from 'vitest';
import { dayAndTime, moment, span, utc } from '../../functions/core/moment.ts';
import { hour, opened, policy } from './given.ts';

describe('times', () => {
  const inParis = policy({
    enforcementWindow: { days: ['Tue'], from: '09:00', to: '17:00', timeZone: 'Europe/Paris' },
  });
  it('are given in the zone of the policy too', () => {
    expect(moment(opened, inParis)).toBe('Mon 23 Nov 2026, 09:00 UTC (10:00 Europe/Paris)');
  });
  it('are given with the day where it is another there', () => {
    expect(moment(opened + 14.5 * hour, inParis)).toBe(
      'Mon 23 Nov 2026, 23:30 UTC (2026-11-24 00:30 Europe/Paris)',
    );
  });
  it('are given in UTC with the day of the week', () =>
    expect(utc(opened)).toBe('Mon 23 Nov 2026, 09:00 UTC'));
  it('are given shortly in a subject', () => expect(dayAndTime(opened)).toBe('23 Nov 09:00 UTC'));
  it.each([
    [24 * hour, '24 h'],
    [90 * 60_000, '1 h 30 min'],
    [59 * 60_000, '59 min'],
    [0, '0 min'],
  ])('%d ms away is %s', (milliseconds, text) => expect(span(milliseconds)).toBe(text));
});
