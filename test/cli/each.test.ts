import { describe, expect, it, vi } from 'vitest';
import { each } from '../../cli/each.ts';
import { AccessRefused, RequestRefused, Throttled } from '../../functions/core/errors.ts';

const name = (item: string) => item;
const gait = { atOnce: 2, advance: () => undefined };

describe('what is done to each', () => {
  it('goes on after one that failed', async () => {
    const work = async (item: string) => {
      if (item === 'b') throw new RequestRefused('no');
      return item.toUpperCase();
    };
    expect(await each(['a', 'b', 'c'], name, work, gait)).toEqual({
      done: ['A', 'C'],
      failed: [{ about: 'b', why: 'RequestRefused: no' }],
    });
  });
  it('is done to no more at once than allowed', async () => {
    let now = 0;
    let most = 0;
    const work = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    await each(['a', 'b', 'c', 'd', 'e'], name, work, gait);
    expect(most).toBe(2);
  });
  it('rests between, and neither before nor after', async () => {
    const order: string[] = [];
    const rest = async () => void order.push('rest');
    await each(['a', 'b'], name, async (item) => void order.push(item), { ...gait, atOnce: 1, rest });
    expect(order).toEqual(['a', 'rest', 'b']);
  });
  it('tells how far it is', async () => {
    const told: number[] = [];
    await each(['a', 'b', 'c'], name, async () => undefined, {
      ...gait,
      advance: (done) => void told.push(done),
    });
    expect(told).toEqual([2, 3]);
  });
  it('is done again to one that AWS throttled', async () => {
    vi.useFakeTimers();
    let calls = 0;
    const work = async () => {
      calls += 1;
      if (calls === 1) throw new Throttled('Rate exceeded');
    };
    const outcome = each(['a'], name, work, gait);
    await vi.runAllTimersAsync();
    vi.useRealTimers();
    expect((await outcome).failed).toEqual([]);
  });
  it("says of a refused permission AWS's own words", async () => {
    const cause = Object.assign(new Error('ada may not: SNS:CreateTopic'), { name: 'AuthorizationError' });
    const work = async () => {
      throw new AccessRefused("(the function's role needs sns:CreateTopic)", { cause });
    };
    expect((await each(['a'], name, work, gait)).failed).toEqual([
      { about: 'a', why: 'AuthorizationError: ada may not: SNS:CreateTopic' },
    ]);
  });
  it('says why on one line without control characters', async () => {
    const work = async () => {
      throw new RequestRefused('no\n\u001b[2Jmore\u202e');
    };
    expect((await each(['a'], name, work, gait)).failed[0]?.why).toBe('RequestRefused: no [2Jmore');
  });
});
