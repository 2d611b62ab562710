/** Whether a cell is right: what must always be true is, and the notebook is free for the case after it. */
import { type Violation, violations } from './always-true.ts';
import { again } from './base-stories.ts';
import type { Evidence } from './evidence.ts';

const days = (duration: string): number => Number(/^P(\d+)D$/.exec(duration)?.[1]) * 86_400_000;

/** The place in the list of statements for what is the matrix's own: that the lease is released. */
const leaseReleased = 3;

const notFree = ({ story, records, notebooks }: Evidence): readonly Violation[] => {
  const isThere = notebooks.some(({ status }) => status !== null);
  const later = records.some(({ case: { openedAt } }) => openedAt >= story.start + days(again));
  return isThere && !later
    ? [{ statement: leaseReleased, says: 'what happened after it was all over opened no case' }]
    : [];
};

export const verdict = (evidence: Evidence): readonly Violation[] => [
  ...violations(evidence),
  ...notFree(evidence),
];
