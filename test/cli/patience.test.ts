import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { patiently } from '../../cli/patience.ts';
import { ServiceUnavailable, Throttled } from '../../functions/core/errors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A call that fails so often, and how often it was made. */
const failing = (times: number, error: Error) => {
  const made = { calls: 0 };
  const send = async () => {
    made.calls += 1;
    if (made.calls <= times) throw error;
    return 'answer';
  };
  return { made, send };
};

const settled = async <T>(work: Promise<T>) => {
  const [result] = await Promise.all([
    work.catch((error: unknown) => (error instanceof Error ? error.name : error)),
    vi.runAllTimersAsync(),
  ]);
  return result;
};

describe('a call', () => {
  it('that is throttled for long is answered in the end', async () => {
    expect(await settled(patiently(failing(7, new Throttled('Rate exceeded')).send))).toBe('answer');
  });
  it('that is throttled for ever is given up', async () => {
    const { made, send } = failing(Number.POSITIVE_INFINITY, new Throttled('Rate exceeded'));
    expect([await settled(patiently(send)), made.calls]).toEqual(['Throttled', 8]);
  });
  it('that was not answered is not made again, since it may have been heard', async () => {
    const { made, send } = failing(1, new ServiceUnavailable('timeout'));
    expect([await settled(patiently(send)), made.calls]).toEqual(['ServiceUnavailable', 1]);
  });
});
