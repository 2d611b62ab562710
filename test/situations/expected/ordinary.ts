/** What is expected of what happens when nothing goes wrong. */
import type { Seen } from '../played.ts';
import {
  about,
  alice,
  all,
  back,
  closedAtOnce,
  enforced,
  joined,
  none,
  ordinaryWay,
  platform,
  remediated,
  stop,
  untilTheDeadline,
  untouched,
  update,
} from './said-shortly.ts';

export const ordinary: Readonly<Record<string, Seen>> = {
  'nobody-does-anything': ordinaryWay,
  'created-while-pending': ordinaryWay,
  'root-access-not-named': ordinaryWay,
  'root-access-absent': ordinaryWay,
  'root-access-enabled-again': {
    outcomes: ['remediated', 'remediated'],
    executions: [
      remediated,
      none,
      ['SUCCEEDED case', 'OpenCase IsViolation', 'AwaitOwner NotifyOwner GraceOver x4', ...enforced],
      none,
    ],
    deeds: [...all, ...all],
    mails: alice('first', 'outcome', 'first', 'outcome'),
    notebooks: [['InService', 'Disabled', 704]],
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
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x3',
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
        'NotifyOwner GraceOver AwaitOwner x3',
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
    notebooks: [untouched],
  },
  'created-again-under-its-name': {
    outcomes: ['gone', 'remediated'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x2',
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
      remediated,
      none,
    ],
    deeds: all,
    mails: alice('first', 'first', 'outcome'),
    notebooks: [[null, 'Enabled', null], back],
  },
  'deleted-after-our-stop': {
    outcomes: ['gone'],
    executions: [
      [
        'SUCCEEDED case',
        untilTheDeadline,
        'StopNotebook IsStopped AwaitStopped x5',
        'StopNotebook IsStopped Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [stop],
    mails: alice('first'),
    notebooks: [[null, 'Enabled', 138]],
  },
  'only-notified': {
    outcomes: ['observed'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x3',
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [],
    mails: [...alice('first', 'reminder', 'final', 'outcome'), ...platform('outcome')],
    notebooks: [untouched],
  },
  'stopped-and-started-in-grace': {
    outcomes: ['remediated'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x5',
        'NotifyOwner GraceOver',
        ...enforced,
      ],
      none,
    ],
    deeds: all,
    mails: alice('first', 'reminder', 'final', 'outcome'),
    notebooks: [back],
  },
  'stopped-disabled-at-once': {
    outcomes: ['remediated-left-stopped'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation NotifyOwner GraceOver Reroute',
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: [update],
    mails: alice('first', 'outcome'),
    notebooks: [['Stopped', 'Disabled', null]],
  },
  'stopped-in-grace-disabled-at-once': {
    outcomes: ['remediated-left-stopped'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver Reroute',
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: [update],
    mails: alice('first', 'outcome'),
    notebooks: [['Stopped', 'Disabled', null]],
  },
  'updating-at-the-first-look': {
    outcomes: ['remediated-left-stopped', 'already-compliant'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'AwaitOwner NotifyOwner GraceOver x3',
        'Reroute',
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'AwaitOwner NotifyOwner GraceOver x2',
        'Reroute CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: [...about(['turned-on'], [update])],
    mails: [...about(['turned-on'], alice('first', 'outcome'))],
    notebooks: [
      ['Stopped', 'Disabled', null],
      ['Stopped', 'Disabled', null],
    ],
  },
};
