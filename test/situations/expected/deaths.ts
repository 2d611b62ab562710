/** What is expected of executions that end before their case. */
import type { Seen } from '../played.ts';
import {
  alice,
  all,
  back,
  none,
  platform,
  started,
  stopped,
  untilTheDeadline,
  updated,
} from './said-shortly.ts';

export const deaths: Readonly<Record<string, Seen>> = {
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
        ...updated,
        ...started,
      ],
      none,
    ],
    deeds: all,
    mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')],
    notebooks: [back],
  },
  'execution-killed-after-start': {
    outcomes: ['failed', 'remediated'],
    executions: [
      [
        'FAILED case',
        untilTheDeadline,
        ...stopped,
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated StartNotebook IsInService AwaitInService',
      ],
      none,
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'AwaitOwner NotifyOwner GraceOver x3',
        'Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: all,
    mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')],
    notebooks: [back],
  },
  'execution-killed-after-update': {
    outcomes: ['failed', 'remediated'],
    executions: [
      [
        'TIMED_OUT case',
        untilTheDeadline,
        'StopNotebook IsStopped AwaitStopped x5',
        'StopNotebook IsStopped DisableRootAccess IsUpdated AwaitUpdated',
      ],
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'AwaitOwner NotifyOwner GraceOver x3',
        'Reroute',
        'StartNotebook IsInService AwaitInService x4',
        'StartNotebook IsInService CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: all,
    mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')],
    notebooks: [['InService', 'Disabled', 351]],
  },
  'redriven-too-late': {
    outcomes: ['failed', 'remediated'],
    executions: [
      [
        'SUCCEEDED superseded',
        'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver StopNotebook IsStopped AwaitStopped StopNotebook IsStopped Reroute Done',
      ],
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
    mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')],
    notebooks: [back],
  },
};
