/** Thousands of random stories on a pure model: the loop itself, around it a world of plain data. */
import { expect, it } from 'vitest';
import { firstFound, kept } from './judged.ts';
import * as loop from './loop.ts';

it.each([1, 2, 3])(
  'a thousand random stories of seed %i break nothing that must always be true',
  async (seed) => {
    const found = await firstFound(loop, { seed, numRuns: 1_000 });
    expect(found === null ? '' : kept(found, `model-seed-${seed}`)).toBe('');
  },
);
