import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('ten thousand requests to the page find no fault, no change without a key, and no HTML of theirs', async () => {
  await expect(fuzz(10_000)).resolves.toBeUndefined();
});
