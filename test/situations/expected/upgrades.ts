/** What is expected where the policy moves AL2 to AL2023. */
import type { Seen } from '../played.ts';
import {
  about,
  alice,
  all,
  back,
  heldAtOnce,
  none,
  platform,
  remediated,
  started,
  stop,
  stopped,
  times,
  untilTheDeadline,
  untouched,
  update,
  updated,
} from './said-shortly.ts';

const told = [...alice('first', 'outcome'), ...platform('outcome')];

export const upgrades: Readonly<Record<string, Seen>> = {
  'upgraded-from-al2': {
    outcomes: ['remediated', 'remediated-left-stopped', 'held', 'held'],
    executions: [
      remediated,
      [
        'SUCCEEDED case',
        `${untilTheDeadline} Reroute`,
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      ...times(2, heldAtOnce),
      ...times(2, none),
    ],
    deeds: [...about(['running'], all), ...about(['stopped'], [update])],
    mails: [
      ...about(['running', 'stopped'], alice('first', 'outcome')),
      ...about(['on-old-gpu', 'al1'], told),
    ],
    notebooks: [back, ['Stopped', 'Disabled', null], untouched, untouched],
  },
  'upgrade-refused': {
    outcomes: ['failed'],
    executions: [
      [
        'FAILED case',
        untilTheDeadline,
        ...stopped.slice(0, 1),
        'StopNotebook IsStopped DisableRootAccess StartNotebook CloseCase Reroute Failed',
      ],
    ],
    deeds: [
      stop,
      `${update} ValidationException`,
      'start-notebook StartNotebookInstance ValidationException',
    ],
    mails: told,
    notebooks: [['Stopped', 'Enabled', 129]],
  },
  'upgrade-refused-stopped': {
    outcomes: ['remediated-left-stopped'],
    executions: [
      [
        'SUCCEEDED case',
        `${untilTheDeadline} Reroute DisableRootAccess StartNotebook IsInService AwaitInService StartNotebook IsInService Reroute`,
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: [`${update} ValidationException`, update],
    mails: told,
    notebooks: [['Stopped', 'Disabled', null]],
  },
  'exception-after-the-stop-of-an-upgrade': {
    outcomes: ['remediated'],
    executions: [
      [
        'SUCCEEDED case',
        untilTheDeadline,
        'StopNotebook IsStopped AwaitStopped x6',
        'StopNotebook IsStopped',
        ...updated,
        ...started,
      ],
      none,
    ],
    deeds: all,
    mails: told,
    notebooks: [back],
  },
};
