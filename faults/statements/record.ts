/** That a case ends, in the truth, and that its record is whole. */
import type { Closed, File } from '../../functions/core/case.ts';
import { closedOf } from '../evidence.ts';
import { type History, iso } from '../history.ts';
import { wereTold } from '../told.ts';
import { overlooked } from './overlooked.ts';
import type { Statement } from './statement.ts';

const missing = (history: History, file: File): readonly string[] => {
  const closed = closedOf(file);
  const { id, trigger, under, notices, by } = file.case;
  if (closed === null)
    return [`the case ${id} of ${file.name} never ended: it stands at ${file.case.stand.at}`];
  const lacks = Object.entries({
    trigger,
    'who made us look': by.who,
    version: under.version,
    policy: under.policy,
    reason: closed.reason,
  }).flatMap(([what, text]) => (text.trim() === '' ? [what] : []));
  const unrecorded = history.of.mails
    .filter((mail) => mail.case === id)
    .filter((mail) => !notices.some(({ id: notice }) => mail.body.includes(notice)))
    .map(({ notice }) => `${notice} mail`);
  return [...lacks, ...new Set(unrecorded)].map(
    (what) => `the record of the case ${id} of ${file.name} does not hold its ${what}`,
  );
};

export const everyCaseIsRecorded: Statement = {
  number: 9,
  says: 'Every case ends in a record that says what was seen and done, under which policy and version, and when.',
  broken: (history) => history.of.records.flatMap((file) => missing(history, file)),
};

/** The places of the looks on which a close may rest: those of the function that closed, from when it began. */
const looks = (history: History, file: File, closed: Closed): readonly number[] =>
  history.of.entries.flatMap((entry, index) =>
    entry.kind === 'call' &&
    ['close-case', 'reap-case', 'review-case'].includes(entry.function) &&
    entry.operation === 'DescribeNotebookInstance' &&
    entry.notebook === file.name &&
    entry.at >= closed.closedAt
      ? [index]
      : [],
  );

/** Statuses in which an update of ours has settled, or is known to be under way. */
const showsItsUpdate = ['Updating', 'Stopped', 'Pending', 'InService', 'Stopping', 'Failed'];

const untrue = (history: History, file: File, closed: Closed): readonly string[] => {
  const seen = looks(history, file, closed).map((index) => ({
    status: history.status(file.name, index),
    root: history.root(file.name, index),
  }));
  const never = (what: string, isSo: (look: (typeof seen)[number]) => boolean): readonly string[] =>
    seen.some(isSo)
      ? []
      : [`the case ${file.case.id} of ${file.name} ended as ${closed.outcome} though ${what}`];
  const { outcome, reason } = closed;
  return [
    ...(outcome === 'remediated'
      ? never(
          'no look showed it Disabled and InService',
          ({ root, status }) => root !== 'Enabled' && status === 'InService',
        )
      : []),
    ...(outcome === 'remediated-left-stopped' || outcome === 'fixed-meanwhile'
      ? never('no look showed it Disabled', ({ root }) => root !== 'Enabled')
      : []),
    ...(reason.includes('Root access is still enabled')
      ? never(
          'it says that root access is on, and no look showed that',
          // What comes over an update that is under way shows the value from before it.
          ({ root, status }) => root !== 'Disabled' || !showsItsUpdate.includes(status ?? ''),
        )
      : []),
  ];
};

const untold = (history: History, file: File, closed: Closed): readonly string[] => {
  const first = file.case.notices.find(({ kind, sentAt }) => kind === 'first' && sentAt !== null);
  const isOwed = closed.outcome !== 'gone' && first !== undefined && first.to.length > 0;
  if (closed.mail === 'owed')
    return [`how the case ${file.case.id} of ${file.name} ended is still owed to people`];
  return isOwed && !wereTold(history.of, file)
    ? [`nobody was told how the case ${file.case.id} of ${file.name} ended (${closed.outcome})`]
    : [];
};

/** What had failed for an execution when it ended: then even the outcome could not be written down or told. */
const outOfReach = (history: History, at: number): boolean =>
  history.of.entries.some(
    (entry) =>
      entry.kind === 'call' &&
      entry.error !== null &&
      Math.abs(entry.at - at) < 60_000 &&
      (['open-case', 'close-case'].includes(entry.function) || entry.service === 'DynamoDB'),
  );

/** Whether the story ended an execution then. */
const wasKilled = (history: History, at: number): boolean =>
  history.of.entries.some(
    (entry) => entry.kind === 'happening' && entry.at === at && entry.words.startsWith('fault kill'),
  );

const wrongEnds = (history: History): readonly string[] =>
  history.of.executions.flatMap((execution) => {
    const { arn, name, status, stopDate = 0, error } = execution;
    if (status !== 'FAILED') return [];
    // One that is redriven where it failed fails again, of what it failed of.
    const ends = history.of.entries.flatMap((entry) =>
      entry.kind === 'execution-ended' && entry.execution === name ? [entry.at] : [],
    );
    const file = history.of.records.find(({ case: { execution: holder } }) => holder === arn);
    const outcome = file === undefined ? null : (closedOf(file)?.outcome ?? null);
    const isKilled = ends.some((at) => wasKilled(history, at));
    return outcome === 'failed' || isKilled || ends.some((at) => outOfReach(history, at))
      ? []
      : [`the execution ${name} FAILED (${error}) at ${iso(stopDate)} though its case ended as ${outcome}`];
  });

export const everyEndIsTrue: Statement = {
  number: 10,
  says: 'A case ends in a true outcome that people are told; an execution ends FAILED only for the outcome failed.',
  broken: (history) => [
    ...history.of.records.flatMap((file) => {
      const closed = closedOf(file);
      return closed === null ? [] : [...untrue(history, file, closed), ...untold(history, file, closed)];
    }),
    ...wrongEnds(history),
    ...overlooked(history),
  ],
};
