import { describe, expect, it } from 'vitest';
import { milliseconds } from '../../functions/core/duration.ts';

describe('a duration', () => {
  it('of days, hours, minutes and seconds has a length', () => {
    expect(milliseconds('P1DT2H3M4S')).toBe((((24 + 2) * 60 + 3) * 60 + 4) * 1000);
  });
  it.each(['P1Y', 'P1M', 'P1W', 'a day', ''])('that says %j has none', (text) =>
    expect(milliseconds(text)).toBeUndefined(),
  );
});
