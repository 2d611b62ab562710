import { expect, it } from 'vitest';
import { RateLimit } from '../../../local/sagemaker/rate.ts';

/** Which of the calls, each at its time in milliseconds, are taken. */
function taken(calls: readonly (readonly [string, number])[]): readonly boolean[] {
  let now = 0;
  const limit = new RateLimit({ perSecond: 2, burst: 2 }, () => now);
  return calls.map(([operation, at]) => {
    now = at;
    try {
      limit.take(operation);
      return true;
    } catch (error) {
      expect(error).toMatchObject({ code: 'ThrottlingException' });
      return false;
    }
  });
}

it('a burst is taken, and what comes over it is throttled', () => {
  expect(taken([0, 0, 0].map((at) => ['Describe', at]))).toEqual([true, true, false]);
});

it('the bucket fills again by the rate, and no further than the burst', () => {
  expect(taken([0, 0, 499, 500, 60_000, 60_000, 60_000].map((at) => ['Describe', at]))).toEqual([
    true,
    true,
    false,
    true,
    true,
    true,
    false,
  ]);
});

it('each operation has a bucket of its own', () => {
  expect(
    taken([
      ['Describe', 0],
      ['Describe', 0],
      ['Describe', 0],
      ['ListTags', 0],
    ]),
  ).toEqual([true, true, false, true]);
});
