/** What may come of answers that race something: in time, or too late. Who wins is the seed's. */
import type { Seen } from '../played.ts';
import { alice, all, answered, back, platform, untouched, update } from './said-shortly.ts';

/** Paths differ with every order of things; what comes of them does not. Pages are sorted. */
export type Ending = Required<Omit<Seen, 'executions'>>;

const remediated: Omit<Ending, 'pages'> = {
  outcomes: ['remediated'],
  deeds: all,
  mails: alice('first', 'outcome'),
  notebooks: [back],
  undelivered: [],
};
const exempt: Omit<Ending, 'pages'> = {
  outcomes: ['exempt'],
  deeds: [],
  mails: alice('first', 'outcome'),
  notebooks: [untouched],
  undelivered: [],
};
const leftStopped: Omit<Ending, 'pages'> = {
  outcomes: ['remediated-left-stopped'],
  deeds: [update],
  mails: alice('first', 'outcome'),
  notebooks: [['Stopped', 'Disabled', null]],
  undelivered: [],
};
/** The platform team hears of the answer, and how it ended. */
const withEscalation = [
  ...alice('first'),
  ...platform('escalation'),
  ...alice('outcome'),
  ...platform('outcome'),
];
const tooLate = (answer: string): string[] => ['GET 200', `POST 409 ${answer}`];

export const races: Readonly<Record<string, readonly [Ending, ...Ending[]]>> = {
  'answered-in-two-tabs': [
    {
      ...remediated,
      pages: [
        'GET 200 x4',
        'POST 200 acknowledge recorded',
        'POST 200 at-next-stop recorded',
        'POST 200 remediate-now',
        'POST 200 remediate-now recorded',
      ],
    },
  ],
  'answered-while-it-falls-asleep': [{ ...remediated, pages: answered('remediate-now') }],
  'answered-at-the-deadline': [
    { ...remediated, mails: withEscalation, pages: answered('postpone') },
    { ...remediated, pages: tooLate('postpone') },
  ],
  'answered-at-the-close': [
    { ...exempt, pages: answered('remediate-now') },
    { ...exempt, pages: tooLate('remediate-now') },
  ],
  'exception-asked-for-at-the-stop': [
    { ...leftStopped, mails: withEscalation, pages: answered('request-exception') },
    { ...leftStopped, pages: tooLate('request-exception') },
  ],
};
