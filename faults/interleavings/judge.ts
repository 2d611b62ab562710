/** What is wrong with an order, and what it came to. */
import { violations } from '../always-true.ts';
import { closedOf, type Evidence, evidenceOf } from '../evidence.ts';
import type { Order } from './demands.ts';
import type { PlayedOrder } from './play-order.ts';
import type { Scenario } from './scenarios.ts';

/** The third statement, told from the state that an execution is in; whether a dead one had claimed is told by a demand. */
const isAboutClaims = /for an execution that holds no case$/;

export async function orderOf({ played, made }: PlayedOrder, endpoint: string): Promise<Order> {
  return { evidence: await evidenceOf(played, endpoint), made };
}

export const wrongs = (order: Order, { demands }: Pick<Scenario, 'demands'>): readonly string[] => [
  ...violations(order.evidence)
    .filter(({ says }) => !isAboutClaims.test(says))
    .map(({ statement, says }) => `${statement}. ${says}`),
  ...demands.flatMap((demand) => demand(order)),
];

/** What two orders that are equal come to alike: everything but ids, and in which order commuting things happened. */
export const endOf = ({ records, mails, executions, notebooks, deadLetters }: Evidence): string =>
  JSON.stringify({
    cases: records.map((file) => {
      const { case: held, restartOwed, recoveries, remediations } = file;
      const { openedAt, wakes, resumes, notices, failures } = held;
      return {
        openedAt,
        wakes,
        resumes,
        stand: closedOf(file) ?? held.stand.at,
        notices: notices.map(({ kind, to, sentAt }) => ({ kind, to, sentAt })),
        failures,
        restartOwed: restartOwed?.since,
        recoveries,
        remediations,
      };
    }),
    mails: mails.map(({ at, notice, subject, to }) => JSON.stringify({ at, notice, subject, to })).sort(),
    executions: executions
      .map(({ status, startDate, stopDate, path }) => JSON.stringify({ status, startDate, stopDate, path }))
      .sort(),
    notebooks,
    deadLetters: [deadLetters.events.length, deadLetters.invocations.length],
  });
