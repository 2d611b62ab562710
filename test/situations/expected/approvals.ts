/** What is expected where the policy names who may give an exception. */
import type { Seen } from '../played.ts';
import {
  about,
  afterRounds,
  alice,
  all,
  answered,
  back,
  closedAtOnce,
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

const exemptInGrace: Seen = {
  outcomes: ['exempt'],
  executions: [['SUCCEEDED case', `OpenCase IsViolation NotifyOwner GraceOver AwaitOwner ${closedInGrace}`]],
  deeds: [],
  mails: alice('first', 'outcome'),
  notebooks: [untouched],
};
const exemptTwice: Seen = {
  outcomes: ['exempt', 'exempt'],
  executions: times(2, closedAtOnce),
  deeds: [],
  mails: [],
  notebooks: [untouched],
};
/** Enforced as told; the platform team and its owner are told by mails of their own. */
const told = (owner: string): Seen['mails'] => [
  `first to ${owner}`,
  'escalation to platform@example.com',
  `escalation to ${owner}`,
  `outcome to ${owner}`,
  'outcome to platform@example.com',
];
const enforced: Seen = {
  outcomes: ['remediated'],
  executions: [afterRounds(2), none],
  deeds: all,
  mails: told('alice@example.com'),
  notebooks: [back],
};

/** One that waited so often until it was its turn to ask CloudTrail. */
const waitedInLine = (waits: number): string[] =>
  waits < 2
    ? [
        'SUCCEEDED case',
        `OpenCase IsViolation ${'NotifyOwner GraceOver AwaitOwner '.repeat(waits)}NotifyOwner GraceOver Reroute CloseCase Reroute Done`,
      ]
    : [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        `NotifyOwner GraceOver AwaitOwner x${waits}`,
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ];

export const approvals: Readonly<Record<string, Seen>> = {
  'exception-approved-before': exemptTwice,
  'exception-approved-in-grace': exemptInGrace,
  'exception-approved-after-our-stop': {
    ...exemptInGrace,
    executions: [
      [
        'SUCCEEDED case',
        `${untilTheDeadline} StopNotebook IsStopped AwaitStopped StopNotebook IsStopped Reroute`,
        'NotifyOwner GraceOver AwaitOwner x5',
        'NotifyOwner GraceOver Reroute',
        ...started,
      ],
    ],
    deeds: [stop, start],
    notebooks: [['InService', 'Enabled', 286]],
  },
  'exception-approved-by-the-command': {
    ...exemptInGrace,
    executions: [
      ['SUCCEEDED case', 'OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x2', closedInGrace],
    ],
    mails: [...alice('first'), ...platform('escalation'), ...alice('outcome'), ...platform('outcome')],
    pages: answered('request-exception'),
  },
  'approval-whose-event-was-lost': exemptInGrace,
  'many-approvals-whose-events-were-lost': {
    outcomes: times(6, 'exempt'),
    executions: [2, 0, 2, 1, 2, 1].map(waitedInLine),
    deeds: [],
    mails: [],
    notebooks: times(6, untouched),
  },
  'approval-of-the-same-whose-event-was-lost': {
    ...exemptInGrace,
    executions: [
      ['SUCCEEDED case', 'OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x2', closedInGrace],
    ],
    mails: told('alice@example.com'),
  },
  'exception-renewed': { ...exemptTwice, mails: platform('warning') },
  'exception-taken-back': {
    ...enforced,
    outcomes: ['exempt', 'exempt', 'remediated'],
    executions: [closedAtOnce, closedAtOnce, afterRounds(2), none],
  },
  'exception-by-its-owner-where-anybody-may': exemptInGrace,
  'exception-by-its-owner': enforced,
  'exception-by-an-approver-who-owns-it': { ...enforced, mails: told('pat@example.com') },
  'exception-by-nobody-known': { ...enforced, executions: [afterRounds(12), none] },
  'exception-by-somebody-else': {
    outcomes: times(2, 'remediated'),
    executions: [afterRounds(2), remediated, none, none],
    deeds: about(['fraud-lab', 'churn-lab'], all),
    mails: [
      ...about(['fraud-lab'], told('alice@example.com').slice(0, 3)),
      'fraud-lab: escalation to bob@example.com',
      ...about(['fraud-lab'], told('alice@example.com').slice(3)),
      'fraud-lab: outcome to bob@example.com',
      'churn-lab: first to bob@example.com',
      'churn-lab: outcome to bob@example.com',
    ],
    notebooks: times(2, back),
  },
  'exception-at-creation': {
    outcomes: [...times(2, 'remediated'), 'exempt'],
    executions: [remediated, remediated, closedAtOnce, none, none],
    deeds: about(['by-its-owner', 'other-case'], all),
    mails: [
      ...about(
        ['by-its-owner'],
        [...alice('first'), ...platform('escalation'), ...alice('outcome'), ...platform('outcome')],
      ),
      ...about(['other-case'], alice('first', 'outcome')),
    ],
    notebooks: [back, back, untouched],
  },
};
