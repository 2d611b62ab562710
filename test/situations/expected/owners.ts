/** What is expected of who is told: whose it is, and whether mail reaches them. */
import type { Seen } from '../played.ts';
import {
  about,
  alice,
  all,
  back,
  closedAtOnce,
  none,
  ordinaryWay,
  platform,
  remediated,
  reminded,
  times,
  untilTheDeadline,
  untouched,
  withoutReminders,
} from './said-shortly.ts';

const unknown = ['by-a-machine', 'by-a-stranger'];

export const owners: Readonly<Record<string, Seen>> = {
  'owner-known-by-the-call': withoutReminders,
  'owner-unknown': {
    outcomes: times(2, 'remediated'),
    executions: [...times(2, remediated), ...times(2, none)],
    deeds: about(unknown, all),
    mails: about(unknown, platform('first', 'outcome')),
    notebooks: times(2, back),
  },
  'owner-is-not-who-tags-it': {
    ...withoutReminders,
    outcomes: ['exempt', 'remediated'],
    executions: [closedAtOnce, remediated, none],
  },
  'subscription-lost': {
    ...ordinaryWay,
    mails: [...alice('first'), ...platform('escalation', 'reminder', 'final', 'outcome')],
  },
  'subscription-lost-held': {
    outcomes: ['held'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x3',
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [],
    mails: [...alice('first'), ...platform('escalation', 'reminder', 'final', 'outcome')],
    notebooks: [untouched],
  },
  'subscription-lost-and-found': {
    outcomes: ['remediated'],
    executions: [reminded, none],
    deeds: all,
    mails: [
      ...alice('first'),
      ...platform('escalation', 'reminder'),
      ...alice('final', 'outcome'),
      ...platform('outcome'),
    ],
    notebooks: [back],
  },
  'subscription-lost-before-the-stop': {
    ...withoutReminders,
    mails: [...alice('first'), ...platform('escalation', 'outcome')],
  },
  'nobody-reachable-before-the-stop': {
    outcomes: ['held'],
    executions: [['SUCCEEDED case', `${untilTheDeadline} Reroute CloseCase Reroute Done`]],
    deeds: [],
    mails: alice('first'),
    notebooks: [untouched],
  },
};
