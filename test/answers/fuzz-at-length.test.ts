import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';
import { scanners } from './scanners.ts';

const what =
  'ten thousand requests to the page find no fault, no change without a key, and no HTML of theirs';
it(what, { timeout: 1_200_000 }, async () => {
  await expect(fuzz(10_000)).resolves.toBeUndefined();
});

it('ten thousand mail scanners record no more than acknowledgements', { timeout: 1_200_000 }, async () => {
  await expect(scanners(10_000)).resolves.toBeUndefined();
});
