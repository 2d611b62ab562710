import { describe, expect, it } from 'vitest';
import {
  askIn,
  caseLimits,
  type Line,
  leaveIn,
  lookupLimits,
  mayHaveSlot,
  nobody,
  stopLimits,
} from '../../functions/core/line.ts';
import { deadline, file, grace, hour, opened, policy } from './given.ts';

const second = 1_000;
const minute = 60 * second;
const now = deadline + minute;
const limits = { most: 2, keptFor: hour };
const slot = (notebook: string, since = now - minute) => ({ notebook, since });
const waits = (notebook: string, due = deadline, askedAt = now - 30 * second) => ({ notebook, due, askedAt });
const line = (slots: Line['slots'] = [], waiting: Line['waiting'] = []): Line => ({
  version: 7,
  slots,
  waiting,
});
const full = [slot('x'), slot('y')];
const ask = (of: Line, notebook = 'a', due = deadline, at = now) => askIn(of, { notebook, due }, limits, at);

describe('where slots are kept so shortly that one comes after the other', () => {
  const soon = { most: 1, keptFor: hour, oneEvery: 5 * second };
  const askFor = (of: Line) => askIn(of, { notebook: 'z', due: deadline }, soon, now);
  const ahead = (count: number) => Array.from({ length: count }, (_, index) => waits(`b-${index}`));

  it.each([0, 1, 19])('whoever has %i ahead comes back when those have been there', (count) =>
    expect(askFor(line([slot('x')], ahead(count)))).toMatchObject({
      is: 'later',
      milliseconds: (count + 1) * 5 * second,
    }),
  );
  it('so does whoever is too far back to be known', () =>
    expect(askFor(line([slot('x')], ahead(20)))).toEqual({
      is: 'later',
      next: null,
      milliseconds: 105 * second,
    }));
  it('CloudTrail is asked about one at a time, and one that died over it is not waited for', () =>
    expect(lookupLimits).toEqual({ most: 1, keptFor: minute, oneEvery: 5 * second }));
});

describe('whoever asks for a slot', () => {
  it('has it where one is free', () =>
    expect(ask(nobody)).toEqual({
      is: 'now',
      next: { version: 1, slots: [{ notebook: 'a', since: now }], waiting: [] },
    }));
  it('waits where all are taken, and is known to', () =>
    expect(ask(line(full))).toEqual({
      is: 'later',
      next: { version: 8, slots: full, waiting: [waits('a', deadline, now)] },
      milliseconds: 30 * second,
    }));
  it('has its own again, whoever else waits, from now on', () =>
    expect(ask(line([slot('a'), slot('y')], [waits('b', opened)]))).toEqual({
      is: 'now',
      next: { version: 8, slots: [slot('y'), slot('a', now)], waiting: [waits('b', opened)] },
    }));
  it('has none of its own any more that is too old', () =>
    expect(ask(line([slot('a', now - hour), ...full]))).toMatchObject({
      is: 'later',
      next: { slots: full },
    }));
  it('has one that is as old as it may be, and not one that is younger', () => {
    expect(ask(line([slot('x', now - hour), slot('y')]))).toMatchObject({
      is: 'now',
      next: { slots: [slot('y'), slot('a', now)] },
    });
    expect(ask(line([slot('x', now - hour + 1), slot('y')])).is).toBe('later');
  });
  it('leaves a free one to who has waited since before', () => {
    const free = [slot('x')];
    expect(ask(line(free, [waits('b', deadline - 1)])).is).toBe('later');
    expect(ask(line(free, [waits('b', deadline + 1)])).is).toBe('now');
  });
  it('has one of two that are free though another has waited longer', () =>
    expect(ask(line([], [waits('b', deadline - 1)])).is).toBe('now'));
  it('is told from others of one time by its notebook', () => {
    expect(ask(line([slot('x')], [waits('0')])).is).toBe('later');
    expect(ask(line([slot('x')], [waits('b')])).is).toBe('now');
  });
  it('waits for nobody who has not asked for five minutes', () => {
    const asked = (ago: number) => ask(line([slot('x')], [waits('b', opened, now - ago)]));
    expect(asked(5 * minute)).toMatchObject({ is: 'now', next: { waiting: [] } });
    expect(asked(5 * minute - 1).is).toBe('later');
  });
  it('is not in line any more once it has one', () =>
    expect(ask(line([slot('x')], [waits('a')]))).toMatchObject({ next: { waiting: [] } }));
});

describe('whoever waits', () => {
  it('says so again after a minute, and no sooner', () => {
    const again = (ago: number) => ask(line(full, [waits('a', deadline, now - ago)]));
    expect(again(minute)).toMatchObject({ next: { version: 8, waiting: [waits('a', deadline, now)] } });
    expect(again(minute - 1)).toMatchObject({ is: 'later', next: null });
  });
  it('stands by when its time came', () =>
    expect(ask(line(full, [waits('b', deadline + 1), waits('c', deadline - 1)]))).toMatchObject({
      next: { waiting: [waits('c', deadline - 1), waits('a', deadline, now), waits('b', deadline + 1)] },
    }));
  const twenty = (due: number) => Array.from({ length: 20 }, (_, index) => waits(`w${index}`, due));
  it('asks later where twenty stand before it, and writes nothing', () =>
    expect(ask(line(full, twenty(opened)))).toEqual({ is: 'later', next: null, milliseconds: 30 * second }));
  it('takes the last place of a line of twenty from who came later', () => {
    const turn = ask(line(full, twenty(deadline + 1)));
    expect(turn.next?.waiting.map(({ notebook }) => notebook)).toHaveLength(20);
    expect(turn.next?.waiting[0]?.notebook).toBe('a');
  });
  it.each([
    [1, 30],
    [5, 60],
    [300, 120],
  ])('who is near the front and has waited for %d minutes asks again after %d seconds', (minutes, seconds) =>
    expect(ask(line(full), 'a', now - minutes * minute)).toMatchObject({ milliseconds: seconds * second }),
  );
  it.each([
    [1, 30],
    [10, 120],
    [100, 900],
    [60 * 24, 72 * 60],
  ])('who is far back and has waited for %d minutes asks again after %d seconds', (minutes, seconds) =>
    expect(ask(line(full, twenty(0)), 'a', now - minutes * minute)).toMatchObject({
      milliseconds: seconds * second,
    }),
  );
});

describe('whoever leaves', () => {
  it('gives back its slot', () =>
    expect(leaveIn(line(full, [waits('b')]), 'x')).toEqual({
      version: 8,
      slots: [slot('y')],
      waiting: [waits('b')],
    }));
  it('gives back its place in line', () =>
    expect(leaveIn(line(full, [waits('b')]), 'b')).toEqual({ version: 8, slots: full, waiting: [] }));
  it('writes nothing where it has neither', () => expect(leaveIn(line(full), 'b')).toBeNull());
});

describe('slots for cases', () => {
  const two = policy({ maxCasesPerHour: 2 });
  it('are as many as the policy says, for an hour', () =>
    expect(caseLimits(file(), two)).toEqual({ most: 2, keptFor: hour }));
  it('are not needed where the policy says nothing, nor once somebody was told', () => {
    expect(caseLimits(file(), policy())).toBeNull();
    expect(caseLimits(file(grace), two)).toBeNull();
  });
});

describe('slots for stops', () => {
  it('are as many as the policy says, for as long as stop, update and start may take', () =>
    expect(stopLimits(policy({ maxConcurrentStops: 3 }))).toEqual({ most: 3, keptFor: 1.75 * hour }));
  it('are asked for by nobody where the policy sets no limit', () => {
    const unpaced = policy({ maxConcurrentStops: null });
    expect([stopLimits(unpaced), mayHaveSlot(file(grace).case, unpaced, deadline)]).toEqual([null, false]);
  });
  it('may be had from the deadline on, or from when its owner asked for it', () => {
    expect(mayHaveSlot(file(grace).case, policy(), deadline - 1)).toBe(false);
    expect(mayHaveSlot(file(grace).case, policy(), deadline)).toBe(true);
    const answers = [{ kind: 'remediate-now' as const, at: opened, notice: 'n', address: 'a' }];
    expect(mayHaveSlot(file(grace, { answers }).case, policy(), opened)).toBe(true);
    expect(mayHaveSlot(file().case, policy(), now)).toBe(false);
    expect(mayHaveSlot(file(undefined, { answers }).case, policy(), now)).toBe(false);
  });
});
