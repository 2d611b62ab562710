/** What is expected of odd clicks: late, twice, at once, with a wrong key, at an odd moment, by a machine. */
import type { Seen } from '../played.ts';
import {
  afterRounds,
  alice,
  all,
  answered,
  back,
  enforced,
  none,
  ordinaryWay,
  reminded,
  withoutReminders,
} from './said-shortly.ts';

/** A page is shown, and what is sent from it is recorded nowhere. */
const refused = (status: number, ...all: string[]): string[] =>
  all.flatMap((answer) => ['GET 200', `POST ${status} ${answer}`]);
const notFound = (...all: string[]): string[] => all.flatMap((answer) => ['GET 404', `POST 404 ${answer}`]);

export const oddClicks: Readonly<Record<string, Seen>> = {
  'answered-after-the-close': {
    outcomes: ['remediated'],
    executions: [reminded, none],
    deeds: all,
    mails: alice('first', 'reminder', 'final', 'outcome'),
    notebooks: [back],
    pages: [
      'GET 200',
      'POST 409 postpone',
      ...refused(409, 'acknowledge', 'remediate-now', 'at-next-stop'),
      ...refused(409, 'request-exception', 'postpone', 'not-mine'),
      ...refused(409, 'remediate-now'),
    ],
  },
  'answered-twice': {
    ...withoutReminders,
    executions: [
      // The second click comes while it is being stopped.
      [...afterRounds(3).slice(0, 4), 'StopNotebook IsStopped AwaitStopped x6', ...enforced.slice(1)],
      none,
    ],
    pages: ['acknowledge', 'at-next-stop', 'remediate-now'].flatMap((answer) => [
      ...answered(answer),
      'GET 200',
      `POST 200 ${answer}`,
    ]),
  },
  'answered-with-a-wrong-key': {
    ...withoutReminders,
    pages: notFound('acknowledge', 'remediate-now', 'not-mine'),
  },
  'name-not-typed': {
    ...withoutReminders,
    pages: refused(422, 'remediate-now', 'not-mine'),
  },
  scanned: { ...withoutReminders, pages: ['GET 200 x50', 'HEAD 200 x20'] },
  'answered-with-an-expired-key': {
    outcomes: ['remediated'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x24',
        'NotifyOwner GraceOver StopNotebook IsStopped AwaitStopped StopNotebook IsStopped DisableRootAccess IsUpdated AwaitUpdated DisableRootAccess IsUpdated StartNotebook IsInService AwaitInService StartNotebook IsInService CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: all,
    mails: alice('first', 'outcome'),
    notebooks: [back],
    pages: notFound('acknowledge', 'remediate-now'),
  },
  'without-a-page': ordinaryWay,
};
