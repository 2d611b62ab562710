/** What is expected of owners' answers, and of what only looks at the page. */
import type { Seen } from '../played.ts';
import {
  afterRounds,
  alice,
  all,
  answered,
  back,
  closedInGrace,
  none,
  platform,
  reminded,
  untouched,
  update,
  withoutReminders,
} from './said-shortly.ts';

const leftStopped: Pick<Seen, 'outcomes' | 'deeds' | 'notebooks'> = {
  outcomes: ['remediated-left-stopped'],
  deeds: [update],
  notebooks: [['Stopped', 'Disabled', null]],
};

export const answers: Readonly<Record<string, Seen>> = {
  acknowledged: {
    outcomes: ['remediated'],
    executions: [reminded, none],
    deeds: all,
    mails: alice('first', 'final', 'outcome'),
    notebooks: [back],
    pages: answered('acknowledge'),
  },
  'asked-for-now': { ...withoutReminders, pages: answered('remediate-now') },
  'at-next-stop-and-stopped': {
    ...leftStopped,
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x2',
        'NotifyOwner GraceOver Reroute',
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      none,
    ],
    mails: alice('first', 'outcome'),
    pages: answered('at-next-stop'),
  },
  'at-next-stop-and-never-stopped': {
    ...withoutReminders,
    executions: [afterRounds(2), none],
    pages: answered('at-next-stop'),
  },
  'exception-asked-for-and-granted': {
    outcomes: ['exempt'],
    executions: [
      ['SUCCEEDED case', 'OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x2', closedInGrace],
    ],
    deeds: [],
    mails: [...alice('first'), ...platform('escalation'), ...alice('outcome'), ...platform('outcome')],
    notebooks: [untouched],
    pages: answered('request-exception'),
  },
  'exception-asked-for-and-not-granted': {
    outcomes: ['remediated'],
    executions: [afterRounds(4), none],
    deeds: all,
    mails: [
      ...alice('first'),
      ...platform('escalation'),
      ...alice('reminder', 'final', 'outcome'),
      ...platform('outcome'),
    ],
    notebooks: [back],
    pages: answered('request-exception'),
  },
  postponed: {
    outcomes: ['remediated'],
    executions: [afterRounds(5), none],
    deeds: all,
    mails: [
      ...alice('first', 'reminder'),
      ...platform('escalation'),
      ...alice('final'),
      ...platform('escalation'),
      ...alice('outcome'),
      ...platform('outcome'),
    ],
    notebooks: [back],
    pages: [...answered('postpone'), ...answered('postpone'), 'GET 200', 'POST 200 postpone'],
  },
  'postponement-not-permitted': { ...withoutReminders, pages: ['GET 200', 'POST 422 postpone'] },
  'not-mine': {
    outcomes: ['remediated'],
    executions: [afterRounds(4), none],
    deeds: all,
    mails: [...alice('first'), ...platform('escalation', 'reminder', 'final', 'outcome')],
    notebooks: [back],
    pages: answered('not-mine'),
  },
  'scanned-and-submitted': {
    outcomes: ['remediated'],
    executions: [reminded, none],
    deeds: all,
    mails: alice('first', 'final', 'outcome'),
    notebooks: [back],
    pages: [
      ...answered('acknowledge'),
      'POST 422 at-next-stop x2',
      'POST 422 postpone x8',
      'POST 422 remediate-now x2',
      'POST 422 request-exception x2',
      'POST 422 not-mine x2',
      'POST 422 request-exception',
    ],
  },
};
