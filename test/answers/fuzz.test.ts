import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('whatever is sent to the page, it is no fault, changes nothing without a key, and is no HTML', async () => {
  await expect(fuzz(300)).resolves.toBeUndefined();
});
