import { describe, expect, it } from 'vitest';
import { expiryOf, isKey } from '../../functions/core/answer-key.ts';
import { deadline, hour, policy } from './given.ts';

const key = 'aZ0_-'.repeat(9).slice(0, 43);

describe('the key of a link', () => {
  it('is 43 characters of base64url', () => expect(isKey(key)).toBe(true));
  it.each([key.slice(1), `${key}a`, `a${key}`, `+${key.slice(1)}`, ''])('is not %j', (text) =>
    expect(isKey(text)).toBe(false),
  );
  it('expires a week after the last deadline that postponing may lead to', () => {
    expect(expiryOf(deadline, policy({ postponement: 'PT8H' }))).toBe(deadline + 8 * hour + 7 * 24 * hour);
  });
});
