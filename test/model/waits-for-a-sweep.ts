/**
 * What only a sweep can finish, which the model does not have: what an execution held whose end nobody heard of, since
 * a story lost that event too; and the outcome mail of a case that could not be sent before another case took its
 * place. In the sandbox sweeps run, and nothing of this is left.
 */
import type { Violation } from '../../faults/always-true.ts';
import { closedOf, type Evidence } from '../../faults/evidence.ts';

const ofDeaths = 'Step Functions Execution Status Change';

/** What is said of those about which an execution died unheard: of the execution, or of its notebook. */
const unheard = ({ entries, story }: Evidence): readonly string[] => {
  const heardAt = entries.flatMap((entry) =>
    entry.kind === 'event-delivered' && entry.detailType === ofDeaths ? [entry.at] : [],
  );
  return entries.flatMap((entry) =>
    entry.kind === 'execution-ended' &&
    entry.status !== 'SUCCEEDED' &&
    !heardAt.includes(entry.at + story.delays.stateChange)
      ? [entry.execution, ...(entry.notebook === null ? [] : [entry.notebook])]
      : [],
  );
};

/** Statements that speak of what the reaper would have finished. */
const finished = [3, 4, 9, 10];

/** Whether the reaper failed on an event as often as Lambda repeats it. */
const reaperGaveUp = ({ entries }: Evidence): boolean =>
  entries.some((entry) => entry.kind === 'dead-letter' && entry.target === 'reap-case');

/** Cases that owe a mail still, after which another was opened; after a death the reaper finds them all the same. */
const putAside = (evidence: Evidence): readonly string[] => {
  const { records } = evidence;
  return records
    .filter((file) => closedOf(file)?.mail === 'owed' && (!closedOf(file)?.died || reaperGaveUp(evidence)))
    .filter((file) =>
      records.some(
        (later) =>
          later !== file &&
          later.arn === file.arn &&
          later.createdAt === file.createdAt &&
          later.case.openedAt >= file.case.openedAt,
      ),
    )
    .map((file) => file.case.id);
};

/** Those of the violations that are no more than that. */
export const waitsForASweep = (
  evidence: Evidence,
  violations: readonly Violation[],
): readonly Violation[] => {
  const about = unheard(evidence);
  const owing = putAside(evidence);
  return violations.filter(
    ({ statement, says }) =>
      (about.length > 0 &&
        finished.includes(statement) &&
        (about.some((name) => says.includes(name)) || says.endsWith('opened no case'))) ||
      (says.endsWith('is still owed to people') && owing.some((id) => says.includes(id))),
  );
};
