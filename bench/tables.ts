/** What was measured, as tables for people. */
import type { Rates } from '../conformance/engines/rate.ts';
import type { NotRun } from '../conformance/row.ts';
import type { Away, Spread, Way } from './away.ts';
import type { Bundle } from './bundles.ts';
import type { Verdict } from './limits.ts';
import type { Flood } from './mails.ts';
import { type Durations, firstDay, total } from './notebooks.ts';
import type { Scale } from './scale.ts';
import type { Swept } from './sweep.ts';
import { table } from './table.ts';
import type { Times } from './times.ts';

const ratio = (value: number): string => value.toFixed(4);
const seconds = (value: number): string => `${value.toFixed(2)} s`;
const spelled = ({ stop, update, start }: Durations): string =>
  `stop ${stop} s, update ${update} s, start ${start} s`;
const wayWords: Readonly<Record<Way, string>> = { arrive: 'events arrive', lost: 'events lost' };
const inBothWays = <T>(measured: Readonly<Record<Way, T>>): readonly (readonly [string, T])[] => [
  [wayWords.arrive, measured.arrive],
  [wayWords.lost, measured.lost],
];

export const builtInTable = (measured: Readonly<Record<Way, Away>>): readonly string[] => [
  `The built-in story: ${spelled(firstDay)}, so ${total(firstDay)} s by SageMaker itself`,
  ...table(
    ['', 'transitions', 'history events', 'away', 'of SageMaker alone'],
    inBothWays(measured).map(([way, one]) => [
      way,
      one.transitions,
      one.historyEvents,
      `${one.awaySeconds} s`,
      ratio(one.ratio),
    ]),
  ),
];

export const randomTable = (
  count: number,
  seed: number,
  measured: Readonly<Record<Way, Spread>>,
): readonly string[] => [
  `Away of SageMaker alone, ${count} notebooks with random durations (seed ${seed})`,
  ...table(
    ['', 'mean', 'worst', 'most transitions', 'the worst'],
    inBothWays(measured).map(([way, one]) => [
      way,
      ratio(one.mean),
      ratio(one.worst),
      one.mostTransitions,
      spelled(one.worstDurations),
    ]),
  ),
];

export const bundlesTable = (bundles: readonly Bundle[]): readonly string[] => [
  'Bundles',
  ...table(
    ['function', 'KiB', 'gzip KiB', 'import ms'],
    bundles.map(({ name, kibibytes, gzipKibibytes, importMilliseconds }) => [
      name,
      kibibytes.toFixed(0),
      gzipKibibytes.toFixed(0),
      importMilliseconds.toFixed(0),
    ]),
  ),
];

export const timesTable = (times: Times): readonly string[] => [
  'Real times',
  ...table(
    ['', 'time'],
    [
      ['npm start, nothing built yet', seconds(times.firstStart)],
      ['npm start again', seconds(times.secondStart)],
      ['synth', seconds(times.synth)],
      ['sandbox start', seconds(times.sandboxStart)],
      ['first story', seconds(times.firstStory)],
      ['each further story', seconds(times.nextStory)],
    ],
  ),
  `  ${times.storiesPerSecond.toFixed(1)} stories per second in one process`,
];

export const scaleTable = (measured: readonly Scale[]): readonly string[] => {
  const [least] = measured;
  return [
    'Cases at once',
    ...table(
      [
        'cases',
        'remediated',
        'seconds',
        'cases per second',
        'ms per case',
        'of the first',
        'CPU ms per case',
        'AWS calls per case',
        'cores used',
        'peak memory',
      ],
      measured.map((one) => [
        one.cases,
        one.remediated,
        one.seconds.toFixed(1),
        one.casesPerSecond.toFixed(2),
        one.millisecondsPerCase.toFixed(0),
        (one.millisecondsPerCase / (least?.millisecondsPerCase ?? Number.NaN)).toFixed(2),
        one.cpuMillisecondsPerCase.toFixed(0),
        one.callsPerCase.toFixed(0),
        one.coresUsed.toFixed(2),
        `${one.peakMegabytes.toFixed(0)} MB`,
      ]),
    ),
  ];
};

export const enginesTable = (measured: Rates | NotRun): readonly string[] =>
  'missing' in measured
    ? [`Cases per second beside ${measured.judge}: NOT MEASURED, it takes ${measured.missing}`]
    : [
        `${measured.cases} cases at once, ${measured.storySeconds} s of the clock, on the same state machine and bundles`,
        ...table(
          ['', 'cases per second', 'ratio'],
          [
            ['the sandbox', measured.sandbox.toFixed(2), measured.ratio.toFixed(2)],
            [measured.judge, measured.engine.toFixed(2), '1.00'],
          ],
        ),
      ];

const figure = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(4));

export const verdictsTable = (verdicts: readonly Verdict[]): readonly string[] => [
  'Limits',
  ...table(
    ['', 'measured', 'at most', ''],
    verdicts.map(({ what, measured, limit, kept }) => [
      what,
      figure(measured),
      figure(limit),
      kept ? 'kept' : 'MISSED',
    ]),
  ),
];

export const mailsTable = (flood: Flood): readonly string[] => [
  `${flood.violations} violations of one owner at once, on day one`,
  ...table(
    [
      '',
      'mails',
      'of them lists',
      'notices in them',
      'most in a second',
      'in a minute',
      'in one mail',
      'all known after',
    ],
    [
      [
        'the whole day',
        flood.mails,
        flood.lists,
        flood.notices - flood.unheard,
        flood.most.inASecond,
        flood.most.inAMinute,
        flood.most.inOneMail,
        `${flood.allKnownAfter} s`,
      ],
    ],
  ),
];

export const sweepTable = (swept: Swept): readonly string[] => [
  `a sweep of ${swept.notebooks} notebooks`,
  ...table(
    [
      '',
      'seen',
      'again',
      'calls each',
      'throttled',
      'virtual time',
      'the rate allows',
      'ratio',
      'executions',
      'history',
      'real time',
      'peak memory',
    ],
    [
      [
        'sweep',
        swept.seen,
        swept.seenAgain,
        swept.callsPerNotebook.toFixed(3),
        swept.throttled,
        `${swept.seconds.toFixed(0)} s`,
        `${swept.floorSeconds.toFixed(0)} s`,
        swept.ratio.toFixed(3),
        swept.executions,
        swept.mostHistoryEvents,
        `${swept.realSeconds.toFixed(0)} s`,
        `${swept.peakMegabytes.toFixed(0)} MB`,
      ],
    ],
  ),
];
