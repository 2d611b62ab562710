import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../local/random.ts';

const draw = (seed: number, count = 1_000): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

describe('seeded randomness', () => {
  it('repeats itself with the same seed', () => {
    expect(draw(7)).toEqual(draw(7));
  });

  it('differs with another seed', () => {
    expect(draw(7)).not.toEqual(draw(8));
  });

  it('stays in [0, 1)', () => {
    expect(draw(1).every((number) => number >= 0 && number < 1)).toBe(true);
  });

  it('favours nothing', () => {
    const mean = draw(1, 10_000).reduce((sum, number) => sum + number, 0) / 10_000;
    expect(mean).toBeCloseTo(0.5, 1);
  });

  it('makes version 4 UUIDs', () => {
    expect(seededRandom(1).uuid()).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
