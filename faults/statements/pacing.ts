/** That no more happens at once than the policy lets. */
import { closedOf } from '../evidence.ts';
import { type Deed, type History, iso } from '../history.ts';
import { milliseconds } from './duration.ts';
import type { Statement } from './statement.ts';

/** A state's Lambda may be tried again for this long after what it is counted by. */
const retried = 16 * 60_000;

/** Whose budgets are used up is not waited for any more. */
const keptFor = ({ of: { story } }: History): number => {
  const { stop = 'PT30M', update = 'PT15M', start = 'PT1H' } = story.policy.budgets ?? {};
  return [stop, update, start].reduce((sum, budget) => sum + milliseconds(budget), 0);
};

/** Whether a notebook that we had stopped was still away because of that at a later stop. */
function isAway(history: History, stop: Deed, later: Deed): boolean {
  const { index, notebook } = stop;
  const isBack = history.statuses(notebook, index + 1, later.index).includes('InService');
  const isSomebodys = history
    .people(notebook, 'StopNotebookInstance', 'StartNotebookInstance', 'DeleteNotebookInstance')
    .some((call) => call.index > index && call.index < later.index);
  const isOver = history.of.records.some((file) => {
    const closed = closedOf(file);
    const isWhile = closed !== null && closed.closedAt >= stop.at && closed.closedAt <= later.at;
    return file.name === notebook && isWhile && !closed.died;
  });
  return !isBack && !isSomebodys && !isOver && later.at - stop.at < keptFor(history);
}

const tooManyAway = (history: History): readonly string[] => {
  const most = history.of.story.policy.maxConcurrentStops ?? 10;
  const stops = history.deeds('StopNotebookInstance').filter((stop) => history.tookEffect(stop));
  return stops.flatMap((stop) => {
    const others = stops.filter(
      (other) => other.index < stop.index && other.notebook !== stop.notebook && isAway(history, other, stop),
    );
    const away = [stop.notebook, ...new Set(others.map(({ notebook }) => notebook))];
    return away.length <= most
      ? []
      : [
          `${away.length} notebooks were away at ${iso(stop.at)}, and the policy lets ${most}: ${away.join(', ')}`,
        ];
  });
};

/** When each notebook was first told of, by the case that told of it. */
const firstNotices = ({ of: { mails, records } }: History) =>
  mails.flatMap(({ at, body }) =>
    [...body.matchAll(/^Notice (\S+)-first$/gm)].flatMap(([, id]) => {
      const file = records.find((record) => record.case.id === id);
      return file === undefined ? [] : [{ at, notebook: `${file.name} of ${iso(file.createdAt)}` }];
    }),
  );

const tooManyCases = (history: History): readonly string[] => {
  const most = history.of.story.policy.maxCasesPerHour ?? Number.POSITIVE_INFINITY;
  const told = firstNotices(history);
  return told.flatMap(({ at }) => {
    const within = told.filter((other) => other.at <= at && at - other.at < 3_600_000 - retried);
    const notebooks = new Set(within.map(({ notebook }) => notebook));
    return notebooks.size <= most
      ? []
      : [
          `${notebooks.size} notebooks were told of within the hour before ${iso(at)}, and the policy lets ${most}`,
        ];
  });
};

export const atItsPace: Statement = {
  number: 15,
  says: 'No more notebooks are away at one time, and no more first told of within an hour, than the policy lets.',
  broken: (history) => [...tooManyAway(history), ...tooManyCases(history)],
};
