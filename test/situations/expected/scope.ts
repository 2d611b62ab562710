/** What is expected where the policy is only about some notebooks. */
import type { Seen } from '../played.ts';
import {
  about,
  alice,
  all,
  back,
  closedInGrace,
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

const told = [...alice('first', 'outcome'), ...platform('outcome')];

export const scope: Readonly<Record<string, Seen>> = {
  'only-a-pilot': {
    outcomes: times(2, 'remediated'),
    executions: [remediated, none, none, remediated, none, none],
    deeds: about(['pilot', 'not-yet'], all),
    mails: about(['pilot', 'not-yet'], alice('first', 'outcome')),
    notebooks: [back, back, untouched],
  },
  'out-of-scope-meanwhile': {
    outcomes: times(2, 'observed'),
    executions: [
      ['SUCCEEDED case', `OpenCase IsViolation NotifyOwner GraceOver AwaitOwner ${closedInGrace}`],
      [
        'SUCCEEDED case',
        untilTheDeadline,
        'StopNotebook IsStopped AwaitStopped x6',
        'StopNotebook IsStopped Reroute',
        ...started,
      ],
    ],
    deeds: about(['stopped'], [stop, start]),
    mails: about(['in-grace', 'stopped'], told),
    notebooks: [untouched, ['InService', 'Enabled', 286]],
  },
};
