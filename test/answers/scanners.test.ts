import { expect, it } from 'vitest';
import { scanners } from './scanners.ts';

it('what mail scanners do by themselves records no more than an acknowledgement', async () => {
  await expect(scanners(200)).resolves.toBeUndefined();
});
