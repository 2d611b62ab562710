/** What is expected of what an exception changes. */
import type { Seen } from '../played.ts';
import {
  about,
  alice,
  all,
  back,
  closedAtOnce,
  none,
  platform,
  remediated,
  start,
  started,
  stop,
  times,
  untilTheDeadline,
  untouched,
} from './said-shortly.ts';

export const exceptions: Readonly<Record<string, Seen>> = {
  'exception-added-in-grace': {
    outcomes: ['exempt'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [],
    mails: alice('first', 'outcome'),
    notebooks: [untouched],
  },
  'exception-removed': {
    outcomes: ['exempt', 'remediated'],
    executions: [closedAtOnce, remediated, none],
    deeds: all,
    mails: alice('first', 'outcome'),
    notebooks: [back],
  },
  'exception-after-our-stop': {
    outcomes: ['exempt'],
    executions: [
      [
        'SUCCEEDED case',
        untilTheDeadline,
        'StopNotebook IsStopped AwaitStopped x6',
        'StopNotebook IsStopped Reroute',
        ...started,
      ],
    ],
    deeds: [stop, start],
    mails: alice('first', 'outcome'),
    notebooks: [['InService', 'Enabled', 286]],
  },
  'exception-after-the-update': {
    outcomes: ['remediated'],
    executions: [remediated, none],
    deeds: all,
    mails: [...alice('first', 'outcome'), ...platform('outcome')],
    notebooks: [back],
  },
  'exception-before': {
    outcomes: ['exempt'],
    executions: [closedAtOnce],
    deeds: [],
    mails: [],
    notebooks: [untouched],
  },
  'exceptions-that-do-not-count': {
    outcomes: [...times(4, 'remediated')],
    executions: [...times(4, remediated), ...times(4, none)],
    deeds: [...about(['expired', 'malformed', 'too-far-ahead', 'other-case'], [...all])],
    mails: [...about(['expired', 'malformed', 'too-far-ahead', 'other-case'], alice('first', 'outcome'))],
    notebooks: [...times(4, back)],
  },
};
