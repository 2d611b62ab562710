/** Whether a cell is right: what must always be true is, and the notebook is free for the case after it. */
import { type Violation, violations } from './always-true.ts';
import type { Evidence } from './evidence.ts';
import { isInScope } from './statements/scope.ts';

/** The place in the list of statements for what is only seen here: that the lease is released. */
const leaseReleased = 3;

/** A story's last happening touches the notebooks again, long after it was all over: that opens a case if any is in scope. */
const notFree = (evidence: Evidence): readonly Violation[] => {
  const { story, records, notebooks } = evidence;
  const isThere = notebooks.some(({ status, tags }) => status !== null && isInScope(evidence, tags));
  const last = story.happens.at(-1);
  const again = last?.kind === 'event' && last.when.kind === 'at' ? story.start + last.when.at : null;
  const later = records.some(({ case: { openedAt } }) => openedAt >= (again ?? 0));
  return isThere && again !== null && !later
    ? [{ statement: leaseReleased, says: 'what happened after it was all over opened no case' }]
    : [];
};

export const verdict = (evidence: Evidence): readonly Violation[] => [
  ...violations(evidence),
  ...notFree(evidence),
];
