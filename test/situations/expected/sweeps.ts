/** What is expected of what a sweep finds, or leaves alone. */
import type { Seen } from '../played.ts';
import {
  about,
  afterRounds,
  alice,
  all,
  back,
  closedAtOnce,
  heldAtOnce,
  joined,
  none,
  platform,
  remediated,
  start,
  started,
  stop,
  untilTheDeadline,
  untouched,
  update,
  updated,
} from './said-shortly.ts';

const killedAfterStop = [
  'ABORTED case',
  'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver StopNotebook IsStopped AwaitStopped',
];
/** One that takes a stopped notebook over, and gives it back. */
const goesOn = ['SUCCEEDED case', 'OpenCase IsViolation Reroute', ...updated, ...started];
const toldOfHold = [...alice('first', 'outcome'), ...platform('outcome')];

export const sweeps: Readonly<Record<string, Seen>> = {
  'found-by-the-sweep': {
    outcomes: ['remediated'],
    executions: [remediated],
    deeds: all,
    mails: alice('first', 'outcome'),
    notebooks: [['InService', 'Disabled', 367]],
  },
  'there-before-the-deployment': {
    outcomes: ['remediated'],
    executions: [remediated, none],
    deeds: about(['old-lab'], all),
    mails: about(['old-lab'], alice('first', 'outcome')),
    notebooks: [back, ['InService', 'Disabled', null], untouched],
  },
  'sweep-and-event-at-once': {
    outcomes: ['remediated'],
    executions: [afterRounds(2), joined, none],
    deeds: all,
    mails: alice('first', 'outcome'),
    notebooks: [back],
  },
  'execution-killed-unheard': {
    outcomes: ['failed', 'remediated'],
    executions: [killedAfterStop, goesOn],
    deeds: all,
    mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')],
    notebooks: [['InService', 'Disabled', 3867]],
  },
  'held-and-seen-again': {
    outcomes: ['held', 'held'],
    executions: [heldAtOnce, heldAtOnce],
    deeds: [],
    mails: [...toldOfHold, ...toldOfHold],
    notebooks: [untouched],
  },
  'observed-and-seen-again': {
    outcomes: ['observed', 'observed'],
    executions: [closedAtOnce, closedAtOnce],
    deeds: [],
    mails: [],
    notebooks: [untouched],
  },
  'held-and-changed': {
    outcomes: ['held', 'remediated-left-stopped'],
    executions: [
      heldAtOnce,
      [
        'SUCCEEDED case',
        `${untilTheDeadline} Reroute`,
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [update],
    mails: [...toldOfHold, ...alice('first', 'outcome')],
    notebooks: [['Stopped', 'Disabled', null]],
  },
  'exception-run-out': {
    outcomes: ['exempt', 'remediated'],
    executions: [closedAtOnce, remediated, none],
    deeds: all,
    mails: [...platform('warning'), ...alice('first', 'outcome')],
    notebooks: [back],
  },
  'exception-ends-soon': {
    outcomes: ['exempt'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [],
    mails: [...alice('first', 'outcome', 'warning'), ...platform('warning')],
    notebooks: [untouched],
  },
  'restart-owed-and-unheard': {
    outcomes: ['failed', 'remediated'],
    executions: [
      [
        'FAILED case',
        untilTheDeadline,
        'StopNotebook IsStopped AwaitStopped x63',
        'StopNotebook IsStopped Reroute CloseCase Reroute Failed',
      ],
      goesOn,
    ],
    deeds: all,
    mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')],
    notebooks: [['InService', 'Disabled', 21867]],
  },
};

/** Where AWS refused something before. */
export const sweepsAfterTrouble: Readonly<Record<string, Seen>> = {
  'outcome-mail-left-to-the-sweep': {
    outcomes: ['failed', 'remediated'],
    executions: [
      killedAfterStop,
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'AwaitOwner NotifyOwner GraceOver x5',
        'Reroute',
        ...updated,
        ...started,
      ],
      none,
    ],
    deeds: all,
    mails: [...alice('first', 'outcome', 'outcome'), ...platform('outcome')],
    notebooks: [back],
    undelivered: ['reap-case'],
  },
  'ledger-refuses-until-the-sweep': {
    outcomes: ['remediated'],
    executions: [['FAILED null', 'OpenCase Failed'], remediated, none],
    deeds: all,
    mails: alice('first', 'outcome'),
    notebooks: [back],
  },
  'failed-and-left-alone': {
    outcomes: ['failed', 'remediated'],
    executions: [
      [
        'FAILED case',
        untilTheDeadline,
        'StopNotebook IsStopped AwaitStopped x5',
        'StopNotebook IsStopped DisableRootAccess',
        'StartNotebook IsInService AwaitInService x3',
        'StartNotebook IsInService CloseCase Reroute Failed',
      ],
      remediated,
      none,
    ],
    deeds: [stop, `${update} AccessDeniedException`, start, ...all],
    mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('first', 'outcome')],
    notebooks: [['InService', 'Disabled', 638]],
  },
};
