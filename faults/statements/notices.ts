/** How often people hear of a stage. */
import type { Notice } from '../../functions/core/case.ts';
import type { History } from '../history.ts';
import type { Statement } from './statement.ts';

/** Publish's answer may be lost, and so may what is written down after it; each time one copy more is allowed. */
const losses = ({ of: { entries, story } }: History, functions: readonly string[]): number =>
  entries.filter(
    (entry) =>
      entry.kind === 'call' &&
      functions.includes(entry.function) &&
      entry.error !== null &&
      (entry.operation === 'UpdateItem' ||
        (entry.operation === 'Publish' && ['response-lost', 'killed-after'].includes(entry.error))),
  ).length +
  killings(story) +
  deathsHeardAgain(entries);

/** How an execution ended is told at least once: two who hear of it at one instant may both tell people. */
const deathsHeardAgain = (entries: History['of']['entries']): number => {
  const count = (fits: (entry: (typeof entries)[number]) => boolean) => entries.filter(fits).length;
  const heard = count(
    (entry) =>
      entry.kind === 'event-delivered' && entry.detailType === 'Step Functions Execution Status Change',
  );
  const died = count((entry) => entry.kind === 'execution-ended' && entry.status !== 'SUCCEEDED');
  return Math.max(heard - died, 0);
};

/** How often functions are killed before a call, which leaves no trace among the calls. */
const killings = ({ happens }: History['of']['story']): number =>
  happens.reduce(
    (count, happening) =>
      happening.kind === 'fault' &&
      happening.fault.kind === 'call' &&
      happening.fault.error === 'killed-before'
        ? count + (happening.fault.times ?? Number.POSITIVE_INFINITY)
        : count,
    0,
  );

/** There may be several reminders, an escalation for each answer, and a final notice after each pause: with ids of their own. */
const isSameStage = (one: Notice, other: Notice): boolean =>
  one.id === other.id ||
  (one.kind === other.kind &&
    !['reminder', 'escalation'].includes(one.kind) &&
    ![one, other].some(({ id }) => /-resumed-\d+-final$/.test(id)));

/** One mail may bring several. */
const noticeIds = /^Notice (\S+)$/gm;

export const onceAStage: Statement = {
  number: 11,
  says: "A notice of a stage is sent once; it may come again, with one id, where AWS's answer to Publish was lost.",
  broken: (history) => {
    const { mails, records } = history.of;
    const copies = new Map<string, number>();
    for (const { body, to } of mails) {
      const ids = [...body.matchAll(noticeIds)].map(([, id]) => id);
      for (const id of ids.length === 0 ? ['without an id'] : ids) {
        const key = `${id} to ${to.join(', ')}`;
        copies.set(key, (copies.get(key) ?? 0) + 1);
      }
    }
    const allowed = 1 + losses(history, ['notify-owner', 'close-case', 'reap-case', 'review-case']);
    const tooOften = [...copies]
      .filter(([, count]) => count > allowed)
      .map(([notice, count]) => `the notice ${notice} was sent ${count} times`);
    const stages = records.flatMap(({ name, case: { id, notices } }) =>
      notices
        .filter(({ sentAt }) => sentAt !== null)
        .filter((notice, index, sent) => sent.findIndex((other) => isSameStage(other, notice)) < index)
        .map(({ kind }) => `the case ${id} of ${name} has more than one notice ${kind}`),
    );
    return [...tooOften, ...stages];
  },
};
