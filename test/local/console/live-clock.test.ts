import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveClock, WorldEnds } from '../../../local/console/live-clock.ts';

const start = Date.parse('2026-11-23T09:00:00Z');
const visited = () => new AbortController();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const clockOf = ({ running = true, speed = 60 } = {}) =>
  new LiveClock({ now: () => start }, { running, speed, onChange: () => undefined });

/** What a wait came to so far. */
const waitOf = (clock: LiveClock, next: number, { signal } = visited()) => {
  const wait: { at: number | undefined } = { at: undefined };
  void clock.pace(next, signal).then((at) => {
    wait.at = at;
  });
  return wait;
};

describe('a clock that runs', () => {
  it('lets a minute pass in a second at sixty times our speed', async () => {
    const wait = waitOf(clockOf(), start + 60_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(wait.at).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(wait.at).toBe(start + 60_000);
  });

  it('says what time it is meanwhile', async () => {
    const clock = clockOf();
    waitOf(clock, start + 60_000);
    await vi.advanceTimersByTimeAsync(500);
    expect(clock.view()).toMatchObject({ now: start + 30_000, passing: true, next: start + 60_000 });
  });

  it('keeps what has passed when its speed changes', async () => {
    const clock = clockOf();
    const wait = waitOf(clock, start + 60_000);
    await vi.advanceTimersByTimeAsync(500);
    clock.speed(1);
    expect(clock.view().now).toBe(start + 30_000);
    await vi.advanceTimersByTimeAsync(29_999);
    expect(wait.at).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(wait.at).toBe(start + 60_000);
  });

  it('stops at the present when somebody visits', async () => {
    const visit = visited();
    const wait = waitOf(clockOf(), start + 60_000, visit);
    await vi.advanceTimersByTimeAsync(500);
    visit.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(wait.at).toBe(start + 30_000);
  });

  it('goes on when nothing is due', async () => {
    const clock = clockOf();
    waitOf(clock, Number.POSITIVE_INFINITY);
    await vi.advanceTimersByTimeAsync(7_200_000);
    expect(clock.view()).toMatchObject({ now: start + 7_200_000 * 60, next: null });
  });
});

describe('a clock that is paused', () => {
  it('stands still', async () => {
    const clock = clockOf({ running: false });
    const wait = waitOf(clock, start + 60_000);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect([wait.at, clock.view().now]).toEqual([undefined, start]);
  });

  it('goes on from where it stood', async () => {
    const clock = clockOf();
    const wait = waitOf(clock, start + 60_000);
    await vi.advanceTimersByTimeAsync(500);
    clock.pause();
    await vi.advanceTimersByTimeAsync(3_600_000);
    clock.run();
    await vi.advanceTimersByTimeAsync(499);
    expect(wait.at).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(wait.at).toBe(start + 60_000);
  });
});

describe('a jump', () => {
  it('takes no time, and leaves a paused clock paused', async () => {
    const clock = clockOf({ running: false });
    const wait = waitOf(clock, start + 86_400_000);
    clock.jump();
    await vi.advanceTimersByTimeAsync(0);
    expect(wait.at).toBe(start + 86_400_000);
    expect(clock.view().running).toBe(false);
  });

  it('goes on over what nobody is told of', async () => {
    const clock = clockOf({ running: false });
    clock.jump();
    const waits = [waitOf(clock, start + 1_000), waitOf(clock, start + 2_000)];
    clock.arrive();
    waits.push(waitOf(clock, start + 3_000));
    await vi.advanceTimersByTimeAsync(0);
    expect(waits.map(({ at }) => at)).toEqual([start + 1_000, start + 2_000, undefined]);
  });

  it('is over at once when nothing is due', async () => {
    const clock = clockOf({ running: false });
    waitOf(clock, Number.POSITIVE_INFINITY);
    clock.jump();
    await vi.advanceTimersByTimeAsync(0);
    expect(clock.view().jumping).toBe(false);
  });
});

it('a wait fails when the world is to end', async () => {
  const clock = clockOf();
  const wait = clock.pace(start + 60_000, visited().signal);
  clock.end();
  await expect(wait).rejects.toThrow(WorldEnds);
});
