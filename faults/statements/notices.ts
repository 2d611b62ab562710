/** How often people hear of a stage. */
import type { History } from '../history.ts';
import type { Statement } from './statement.ts';

/** Publish's answer may be lost, and so may what is written down after it; each time one copy more is allowed. */
const losses = (history: History, functions: readonly string[]): number =>
  history.of.entries.filter(
    (entry) =>
      (entry.kind === 'call' &&
        functions.includes(entry.function) &&
        ['Publish', 'UpdateItem'].includes(entry.operation) &&
        entry.error !== null) ||
      (entry.kind === 'happening' && entry.words.includes('killed-')),
  ).length;

const noticeId = /^Notice (\S+)$/m;

export const onceAStage: Statement = {
  number: 11,
  says: "A notice of a stage is sent once; it may come twice, with one id, where AWS's answer to Publish was lost.",
  broken: (history) => {
    const { mails, records } = history.of;
    const copies = new Map<string, number>();
    for (const { body, to } of mails) {
      const key = `${noticeId.exec(body)?.[1] ?? 'without an id'} to ${to.join(', ')}`;
      copies.set(key, (copies.get(key) ?? 0) + 1);
    }
    const allowed = 1 + losses(history, ['notify-owner', 'close-case', 'reap-case']);
    const tooOften = [...copies]
      .filter(([, count]) => count > Math.min(allowed, 2))
      .map(([notice, count]) => `the notice ${notice} was sent ${count} times`);
    const stages = records.flatMap(({ name, case: { id, notices } }) =>
      notices
        .filter(
          ({ kind }, index) => kind !== 'reminder' && notices.findIndex((one) => one.kind === kind) < index,
        )
        .map(({ kind }) => `the case ${id} of ${name} has more than one notice ${kind}`),
    );
    return [...tooOften, ...stages];
  },
};
