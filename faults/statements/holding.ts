/** Who may act on a notebook. */
import type { File } from '../../functions/core/case.ts';
import { closedOf } from '../evidence.ts';
import { type History, iso } from '../history.ts';
import type { Statement } from './statement.ts';

/** The state that each act is made in; what listeners do is no execution's. */
const states: Readonly<Record<string, string>> = {
  'notify-owner': 'NotifyOwner',
  'stop-notebook': 'StopNotebook',
  'disable-root-access': 'DisableRootAccess',
  'start-notebook': 'StartNotebook',
  'close-case': 'CloseCase',
};
const acts = /^(Stop|Update|Start)NotebookInstance$|^(Publish|Subscribe|CreateTopic)$/;

/** A case is opened when its first state was entered, as the record has it; how long it was tried after that is not told. */
const wasDelayed = ({ of: { entries } }: History, { case: { openedAt } }: File, until: number): boolean =>
  entries.some(
    (entry) =>
      entry.kind === 'call' &&
      entry.function === 'open-case' &&
      entry.error !== null &&
      entry.at >= openedAt &&
      entry.at <= until,
  );

const overlaps = (history: History): readonly string[] =>
  history.of.records.flatMap((file, index) =>
    history.of.records
      .slice(index + 1)
      .filter((later) => later.arn === file.arn && later.createdAt === file.createdAt)
      .filter((later) => {
        const closedAt = closedOf(file)?.closedAt ?? Number.POSITIVE_INFINITY;
        return later.case.openedAt < closedAt && !wasDelayed(history, later, closedAt);
      })
      .map((later) => `${file.name} had the cases ${file.case.id} and ${later.case.id} open at once`),
  );

/** Calls of an act for which no execution in that act's state holds a case. An outcome mail follows the close. */
const strangers = (history: History): readonly string[] =>
  history.of.entries.flatMap((entry, index) => {
    if (entry.kind !== 'call' || !acts.test(entry.operation)) return [];
    const state = states[entry.function];
    if (state === undefined) return [];
    const isHeld = history.executionsIn(state, index).some((execution) =>
      history.of.records.some((file) => {
        return (
          file.case.execution.endsWith(`:${execution}`) &&
          file.case.openedAt <= entry.at &&
          (history.closedAt(file) >= entry.at || state === 'CloseCase')
        );
      }),
    );
    return isHeld
      ? []
      : [
          `${entry.function} called ${entry.operation} at ${iso(entry.at)} for an execution that holds no case`,
        ];
  });

export const oneActs: Statement = {
  number: 3,
  says: 'At most one execution acts on a notebook: the one that holds its case.',
  broken: (history) => [...overlaps(history), ...strangers(history)],
};

/** Whoever opens a case names what made it look: our own calls do not. */
export const notByOurselves: Statement = {
  number: 8,
  says: 'Our own calls and failed calls open no case.',
  broken: ({ of: { records } }) =>
    records
      .filter(({ case: { by } }) =>
        /assumed-role\/[^/]*(StopNotebook|DisableRootAccess|StartNotebook)/.test(by.who),
      )
      .map(
        (file) => `the case ${file.case.id} of ${file.name} was opened by our own call: ${file.case.trigger}`,
      ),
};
