/** That what we were told of is not passed over: news that comes between the last look and the close. */
import { closedOf } from '../evidence.ts';
import { type History, iso } from '../history.ts';

const triggers = ['CreateNotebookInstance', 'UpdateNotebookInstance'];

/** Outcomes that say that root access is off. */
const saysThatItIsOff = [
  'remediated',
  'remediated-left-stopped',
  'remediated-not-restarted',
  'fixed-meanwhile',
  'already-compliant',
];

/** The place at which all is quiet: the end, or before everything is touched once more long after it was over. */
const whenQuiet = (history: History): number => {
  const { happens, start } = history.of.story;
  const last = happens.at(-1);
  const isCall = last?.kind === 'event' && last.event['source'] === 'aws.sagemaker';
  return isCall && last.when.kind === 'at' && last.when.at > 0
    ? history.until(start + last.when.at - 1)
    : history.of.entries.length;
};

/** Notebooks with root access on, of which somebody told us since, whose last case says that it is off. */
export const overlooked = (history: History): readonly string[] => {
  const end = whenQuiet(history);
  const { entries, records, story } = history.of;
  const endAt = entries[end]?.at ?? Number.POSITIVE_INFINITY;
  return story.notebooks.flatMap(({ name }) => {
    if (history.status(name, end) === null || history.root(name, end) !== 'Enabled') return [];
    const turnedOn = history
      .people(name, 'UpdateNotebookInstance')
      .findLast(({ index, input }) => index < end && input?.['RootAccess'] === 'Enabled');
    const told = entries.findLast(
      (entry, index) =>
        index > (turnedOn?.index ?? -1) &&
        index < end &&
        entry.kind === 'event-delivered' &&
        entry.notebook === name &&
        triggers.includes(entry.eventName ?? ''),
    );
    // Where the door itself failed there is an alarm, and no case.
    const isAlarmed = entries.some(
      (entry) =>
        entry.kind === 'execution-ended' &&
        entry.status === 'FAILED' &&
        entry.notebook === name &&
        entry.at >= (told?.at ?? 0) &&
        !records.some((file) => file.case.execution.endsWith(`:${entry.execution}`)),
    );
    const last = records.findLast((file) => file.name === name && file.case.openedAt < endAt);
    const outcome = last === undefined ? undefined : closedOf(last)?.outcome;
    return isAlarmed || told === undefined || outcome === undefined || !saysThatItIsOff.includes(outcome)
      ? []
      : [
          `root access of ${name} is on, we were told so at ${iso(told.at)}, and its last case ended as ${outcome}`,
        ];
  });
};
