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
const byOurselves = ({ of: { records } }: History): readonly string[] =>
  records
    .filter(({ case: { by } }) =>
      /assumed-role\/[^/]*(StopNotebook|DisableRootAccess|StartNotebook)/.test(by.who),
    )
    .map(
      (file) => `the case ${file.case.id} of ${file.name} was opened by our own call: ${file.case.trigger}`,
    );

/** A state's Lambda may be tried again for this long, after the time that its case was opened at. */
const retried = 16 * 60_000;

/** What a detector found, and no person sent. */
const isHint = (input: unknown): boolean => {
  const { source, 'detail-type': type } = (input ?? {}) as Readonly<Record<string, unknown>>;
  return (
    ['aws.config', 'aws.securityhub'].includes(String(source)) && !String(type).endsWith('Custom Action')
  );
};

/** Outcomes after which nothing is owed. */
const off = ['remediated', 'remediated-left-stopped', 'fixed-meanwhile', 'already-compliant'];
/** Of these people hear again after a while, or once something has changed. */
const known = ['held', 'observed'];
const week = 7 * 86_400_000;

/** Detectors say again what they said, and what is not so any more. */
function isNothingNew(history: History, { arn, createdAt, name, case: { openedAt } }: File): boolean {
  const { entries, records } = history.of;
  const isOff = [openedAt, openedAt + retried].every(
    (at) => history.root(name, history.until(at)) === 'Disabled',
  );
  const before = records.findLast(
    (other) => other.arn === arn && other.createdAt === createdAt && other.case.openedAt < openedAt,
  );
  if (before === undefined) return isOff;
  const { closedAt = 0, died = true, outcome = 'failed' } = closedOf(before) ?? {};
  if (died) return false;
  const isSame = !entries.some(
    (entry) =>
      (entry.kind === 'status' || (entry.kind === 'person-call' && entry.error === null)) &&
      entry.notebook === name &&
      entry.at >= closedAt &&
      entry.at <= openedAt + retried,
  );
  const isKnown = known.includes(outcome) && openedAt - closedAt < week && isSame;
  return (off.includes(outcome) && isOff) || isKnown;
}

const byAHint = (history: History): readonly string[] =>
  history.of.records
    .filter(({ case: { id } }) =>
      history.of.executions.some(({ input, name }) => name === id && isHint(input)),
    )
    .filter((file) => isNothingNew(history, file))
    .map(({ name, case: { id } }) => `the case ${id} of ${name} was opened by a finding of nothing new`);

export const notByOurselves: Statement = {
  number: 8,
  says: 'Our own calls and failed calls open no case, nor does a finding of nothing new.',
  broken: (history) => [...byOurselves(history), ...byAHint(history)],
};
