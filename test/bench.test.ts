import { describe, expect, it } from 'vitest';
import { builtInStory } from '../bench/away.ts';
import { type Measured, verdicts } from '../bench/limits.ts';
import { firstDay, notebooksStory, randomDurations, total } from '../bench/notebooks.ts';
import { optionsOf, UsageError } from '../bench/options.ts';
import { scales } from '../bench/scale.ts';
import { table } from '../bench/table.ts';

const nothing: Measured = {
  times: undefined,
  bundles: undefined,
  builtIn: undefined,
  random: undefined,
  scale: undefined,
  mails: undefined,
  sweep: undefined,
  engines: undefined,
};
const away = { transitions: 58, historyEvents: 241, awaySeconds: 352, ratio: 352 / 348 };

describe('the limits of the bench', () => {
  it('are none where nothing was measured', () => {
    expect(verdicts(nothing)).toEqual([]);
  });

  it.each([
    ['sixty transitions are kept', { ...away, transitions: 60 }, true],
    ['sixty-one transitions are missed', { ...away, transitions: 61 }, false],
    ['1.02 times SageMaker is kept', { ...away, ratio: 1.02 }, true],
    ['1.03 times SageMaker is missed', { ...away, ratio: 1.03 }, false],
  ])('of the built-in story: %s', (_, arrive, kept) => {
    const limits = verdicts({ ...nothing, builtIn: { arrive, lost: away } });
    expect(limits.every((limit) => limit.kept)).toBe(kept);
  });

  it('allow more where events are lost', () => {
    const limits = verdicts({ ...nothing, builtIn: { arrive: away, lost: { ...away, ratio: 1.08 } } });
    expect(limits.every((limit) => limit.kept)).toBe(true);
  });

  it('are missed by one case that was not remediated', () => {
    const scale = [
      {
        cases: 100,
        remediated: 99,
        seconds: 50,
        casesPerSecond: 2,
        millisecondsPerCase: 500,
        coresUsed: 1.5,
        cpuMillisecondsPerCase: 750,
        callsPerCase: 126,
        peakMegabytes: 400,
      },
    ];
    expect(verdicts({ ...nothing, scale }).filter(({ kept }) => !kept)).toEqual([
      expect.objectContaining({ measured: 1, limit: 0 }),
    ]);
  });
});

describe('the limits of mail to one owner', () => {
  const mails = {
    violations: 300,
    notices: 1200,
    unheard: 0,
    mails: 40,
    lists: 20,
    most: { inASecond: 10, inAMinute: 10, inOneMail: 150 },
    allKnownAfter: 120,
    remediated: 300,
  };
  it.each([
    ['ten within a second are kept', mails, true],
    ['eleven are missed', { ...mails, most: { ...mails.most, inASecond: 11 } }, false],
    ['one notice that nobody heard of is missed', { ...mails, unheard: 1 }, false],
    ['one that was not remediated is missed', { ...mails, remediated: 299 }, false],
  ])('%s', (_, measured, kept) => {
    expect(verdicts({ ...nothing, mails: measured }).every((limit) => limit.kept)).toBe(kept);
  });
});

describe('the limits of a sweep', () => {
  const sweep = {
    notebooks: 1000,
    seen: 1000,
    seenAgain: 0,
    callsPerNotebook: 2.01,
    throttled: 0,
    seconds: 255,
    floorSeconds: 250,
    ratio: 1.02,
    executions: 2,
    mostHistoryEvents: 7400,
    realSeconds: 20,
    peakMegabytes: 500,
  };
  it.each([
    ['each seen once is kept', sweep, true],
    ['one that was not seen is missed', { ...sweep, seen: 999 }, false],
    ['one that was seen twice is missed', { ...sweep, seenAgain: 1 }, false],
    ['more than 2.02 calls are missed', { ...sweep, callsPerNotebook: 2.03 }, false],
    ['a time of more than 1.05 of what the rate allows is missed', { ...sweep, ratio: 1.06 }, false],
    ['a long history is missed', { ...sweep, mostHistoryEvents: 10_001 }, false],
  ])('%s', (_, measured, kept) => {
    expect(verdicts({ ...nothing, sweep: measured }).every((limit) => limit.kept)).toBe(kept);
  });
});

describe('random durations', () => {
  it('are the same for the same seed', () => {
    expect(randomDurations(20, 7)).toEqual(randomDurations(20, 7));
  });

  it('are others for another seed', () => {
    expect(randomDurations(20, 7)).not.toEqual(randomDurations(20, 8));
  });

  it('lie where the bench says', () => {
    const outside = randomDurations(500, 1).filter(
      ({ stop, update, start }) =>
        stop < 30 || stop > 300 || update < 20 || update > 180 || start < 90 || start > 600,
    );
    expect(outside).toEqual([]);
  });
});

describe('the stories of the bench', () => {
  it('have a running notebook for each row of durations', () => {
    const { notebooks } = notebooksStory('two', [firstDay, { stop: 30, update: 20, start: 90 }], 'arrive');
    expect(notebooks.map(({ status, takes }) => [status, takes.stop, takes.update, takes.start])).toEqual([
      ['InService', 97_000, 64_000, 187_000],
      ['InService', 30_000, 20_000, 90_000],
    ]);
  });

  it('lose all events an hour after the cases were opened, where they are to be lost', () => {
    const lost = [builtInStory('lost'), notebooksStory('one', [firstDay], 'lost')].map(({ happens }) =>
      happens.at(-1),
    );
    const fault = { when: { kind: 'at', at: 3_600_000 }, kind: 'fault', fault: { kind: 'lose' } };
    expect(lost).toEqual([
      expect.objectContaining({ kind: 'fault' }),
      expect.objectContaining({ kind: 'fault' }),
    ]);
    expect(lost[0]).toMatchObject(fault);
  });

  it('take what the built-in story takes: 348 seconds', () => {
    expect(total(firstDay)).toBe(348);
  });
});

describe('the numbers of cases at once', () => {
  it('are a quarter, a half and all', () => {
    expect(scales(100)).toEqual([25, 50, 100]);
  });

  it('come once each where there are few', () => {
    expect(scales(1)).toEqual([1]);
  });
});

describe('a table of the bench', () => {
  it('aligns words to the left and figures to the right', () => {
    expect(
      table(
        ['', 'KiB'],
        [
          ['wake-case', 490],
          ['act', '7'],
        ],
      ),
    ).toEqual(['             KiB', '  ---------  ---', '  wake-case  490', '  act          7']);
  });
});

describe('the options of the bench', () => {
  it.each([
    [['--cases', '1001'], '--cases: expected a whole number from 1 to 1000, got 1001'],
    [['--random', 'many'], '--random: expected a whole number from 1 to 1000, got many'],
    [
      ['--only', 'speed'],
      '--only: expected one of builtIn, random, bundles, times, scale, mails, sweep, engines, got speed',
    ],
  ])('%j are refused', (args, message) => {
    expect(() => optionsOf(args)).toThrow(new UsageError(message));
  });

  it('have defaults', () => {
    expect(optionsOf([])).toEqual({
      only: ['builtIn', 'random', 'bundles', 'times', 'scale', 'mails', 'sweep', 'engines'],
      random: 200,
      seed: 1,
      cases: 100,
      violations: 300,
      notebooks: 1000,
      json: false,
      help: false,
    });
  });
});
