/** What is expected where more is due at one time than the policy lets happen. */
import type { Seen } from '../played.ts';
import {
  about,
  alice,
  all,
  back,
  enforced,
  none,
  platform,
  remediated,
  start,
  started,
  stop,
  stopped,
  times,
  untilTheDeadline,
  updated,
} from './said-shortly.ts';

/** One that looked so often for a slot before it was its turn. */
const remediatedAfter = (looks: number): string[] => [
  'SUCCEEDED case',
  untilTheDeadline,
  `StopNotebook IsStopped AwaitStopped x${looks + 5}`,
  ...stopped.slice(1),
  ...enforced.slice(stopped.length),
];

const pausedThen = (...path: readonly string[]): string[][] => [
  ['SUCCEEDED case', 'OpenCase IsViolation', ...path],
  none,
];

const two = ['lab-1', 'lab-2'];
const four = [...two, 'lab-3', 'lab-4'];

export const pacing: Readonly<Record<string, Seen>> = {
  'more-deadlines-than-slots': {
    outcomes: times(4, 'remediated'),
    executions: [...times(2, remediated), ...times(2, remediatedAfter(10)), ...times(4, none)],
    deeds: about(four, all),
    mails: about(four, alice('first', 'outcome')),
    notebooks: times(4, back),
  },
  'window-closes-on-one-that-waits': {
    outcomes: times(2, 'remediated'),
    executions: [remediated, remediatedAfter(10), ...times(2, none)],
    deeds: about(two, all),
    mails: about(two, alice('first', 'outcome')),
    notebooks: times(2, back),
  },
  'more-cases-than-an-hour-takes': {
    outcomes: times(4, 'remediated'),
    executions: [
      ...times(2, remediated),
      ...times(2, [
        ...remediated.slice(0, 1),
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner over and over',
        'NotifyOwner GraceOver',
        ...enforced,
      ]),
      ...times(4, none),
    ],
    deeds: about(four, all),
    mails: about(four, alice('first', 'outcome')),
    notebooks: times(4, back),
  },
  'paused-before-the-first-notice': {
    outcomes: ['remediated'],
    executions: pausedThen(
      'NotifyOwner GraceOver AwaitOwner over and over',
      'NotifyOwner GraceOver',
      ...enforced,
    ),
    deeds: all,
    mails: alice('first', 'final', 'outcome'),
    notebooks: [back],
  },
  'paused-over-the-deadline': {
    outcomes: ['remediated'],
    executions: pausedThen('NotifyOwner GraceOver AwaitOwner x27', 'NotifyOwner GraceOver', ...enforced),
    deeds: all,
    mails: alice('first', 'final', 'outcome'),
    notebooks: [back],
  },
  'paused-after-our-stop': {
    outcomes: ['remediated'],
    executions: pausedThen(
      'NotifyOwner GraceOver AwaitOwner x2',
      'NotifyOwner GraceOver',
      ...stopped.slice(0, 1),
      'StopNotebook IsStopped Reroute',
      'StartNotebook IsInService AwaitInService x36',
      'StartNotebook IsInService Reroute NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver',
      ...enforced,
    ),
    deeds: [stop, start, ...all],
    mails: alice('first', 'final', 'final', 'outcome'),
    notebooks: [['InService', 'Disabled', 638]],
  },
  'slot-of-one-that-died': {
    outcomes: ['failed', 'remediated', 'remediated'],
    executions: [
      ['ABORTED case', `${untilTheDeadline} StopNotebook IsStopped AwaitStopped`],
      remediatedAfter(10),
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'AwaitOwner NotifyOwner GraceOver x5',
        'Reroute',
        ...updated,
        ...started,
      ],
      ...times(2, none),
    ],
    deeds: about(two, all),
    mails: [
      ...about(['lab-1'], [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')]),
      ...about(['lab-2'], alice('first', 'outcome')),
    ],
    notebooks: times(2, back),
  },
};
