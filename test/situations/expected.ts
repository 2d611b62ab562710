/** What each story of this folder comes to: the rows of docs/situations.md as data. */
import type { Seen } from './played.ts';

const alice = (...notices: string[]) => notices.map((notice) => `${notice} to alice@example.com`);
const stop = 'stop-notebook StopNotebookInstance';
const update = 'disable-root-access UpdateNotebookInstance';
const start = 'start-notebook StartNotebookInstance';
const reminded = ['OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x3'];
const enforced = [
  'NotifyOwner GraceOver',
  'StopNotebook IsStopped AwaitStopped x5',
  'StopNotebook IsStopped',
  'DisableRootAccess IsUpdated AwaitUpdated x4',
  'DisableRootAccess IsUpdated',
  'StartNotebook IsInService AwaitInService x3',
  'StartNotebook IsInService CloseCase Reroute Done',
];
const closedAtOnce = ['SUCCEEDED case', 'OpenCase IsViolation Reroute CloseCase Reroute Done'];
/** What our own update starts, and what an event of nothing starts. */
const none = ['SUCCEEDED none', 'OpenCase IsViolation Reroute Done'];
const joined = ['SUCCEEDED joined', 'OpenCase IsViolation Reroute Done'];

const ordinary: Seen = {
  outcomes: ['remediated'],
  executions: [['SUCCEEDED case', ...reminded, ...enforced], none],
  deeds: [stop, update, start],
  mails: alice('first', 'reminder', 'final', 'outcome'),
  notebooks: [['InService', 'Disabled', 352]],
};

/** From the deadline on, whatever went before. */
const enforcedFrom = (before: string) => [before, ...enforced.slice(1)];

export const expected: Readonly<Record<string, Seen>> = {
  'nobody-does-anything': ordinary,
  'created-while-pending': ordinary,
  'root-access-not-named': ordinary,
  'root-access-absent': ordinary,
  'ledger-out-of-reach': ordinary,
  'our-own-calls': {
    ...ordinary,
    executions: [
      ['SUCCEEDED case', 'OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x2', ...enforced],
      none,
    ],
    mails: alice('first', 'final', 'outcome'),
  },
  'root-access-enabled-again': {
    outcomes: ['remediated', 'remediated'],
    executions: [
      [
        'SUCCEEDED case',
        ...enforcedFrom('OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver'),
      ],
      none,
      ['SUCCEEDED case', 'OpenCase IsViolation', ...enforcedFrom('AwaitOwner NotifyOwner GraceOver x4')],
      none,
    ],
    deeds: [stop, update, start, stop, update, start],
    mails: alice('first', 'outcome', 'first', 'outcome'),
    notebooks: [['InService', 'Disabled', 704]],
  },
  'execution-killed-after-stop': {
    outcomes: ['failed', 'remediated'],
    executions: [
      [
        'ABORTED case',
        'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver StopNotebook IsStopped AwaitStopped',
      ],
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'AwaitOwner NotifyOwner GraceOver x5',
        'Reroute',
        ...enforced.slice(3),
      ],
      none,
    ],
    deeds: [stop, update, start],
    mails: [...alice('first', 'outcome'), 'outcome to platform@example.com', ...alice('outcome')],
    notebooks: [['InService', 'Disabled', 352]],
  },
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
    notebooks: [['InService', 'Enabled', null]],
  },
  'exception-removed': {
    outcomes: ['exempt', 'remediated'],
    executions: [
      closedAtOnce,
      [
        'SUCCEEDED case',
        ...enforcedFrom('OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver'),
      ],
      none,
    ],
    deeds: [stop, update, start],
    mails: alice('first', 'outcome'),
    notebooks: [['InService', 'Disabled', 352]],
  },
  'owner-not-reachable': {
    ...ordinary,
    mails: ['first', 'reminder', 'final', 'outcome'].map((notice) => `${notice} to platform@example.com`),
  },
  'no-mailbox-at-all': {
    outcomes: ['held'],
    executions: [
      ['SUCCEEDED case', 'OpenCase IsViolation NotifyOwner GraceOver Reroute CloseCase Reroute Done'],
    ],
    deeds: [],
    mails: [],
    notebooks: [['InService', 'Enabled', null]],
  },
  'disabled-at-the-first-look': {
    outcomes: ['already-compliant'],
    executions: [closedAtOnce],
    deeds: [],
    mails: [],
    notebooks: [['InService', 'Disabled', null]],
  },
  'stopped-from-the-start': {
    outcomes: ['remediated-left-stopped'],
    executions: [
      [
        'SUCCEEDED case',
        ...reminded,
        'NotifyOwner GraceOver Reroute',
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: [update],
    mails: alice('first', 'reminder', 'final', 'outcome'),
    notebooks: [['Stopped', 'Disabled', null]],
  },
  'deleted-in-grace': {
    outcomes: ['gone'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x2',
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [],
    mails: alice('first'),
    notebooks: [[null, 'Enabled', null]],
  },
  'disabled-by-its-owner': {
    outcomes: ['fixed-meanwhile'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x4',
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
      joined,
    ],
    deeds: [],
    mails: alice('first', 'outcome'),
    notebooks: [['InService', 'Disabled', null]],
  },
  'only-observed': {
    outcomes: ['observed'],
    executions: [closedAtOnce],
    deeds: [],
    mails: [],
    notebooks: [['InService', 'Enabled', null]],
  },
  'not-through-the-door': {
    outcomes: [],
    executions: [],
    deeds: [],
    mails: [],
    notebooks: [['InService', 'Enabled', null]],
  },
  'malformed-or-missing': {
    outcomes: [],
    executions: [none, none, none, none],
    deeds: [],
    mails: [],
    notebooks: [['InService', 'Enabled', null]],
  },
};
