/** That a notebook runs afterwards as it did before. */
import { closedOf } from '../evidence.ts';
import { type History, iso } from '../history.ts';
import { longestAct, pausesIn } from '../pauses.ts';
import { wereTold } from '../told.ts';
import type { Statement } from './statement.ts';

/**
 * Outcomes whose mail says that it does not run. That one was left stopped is no excuse here: it would say that its
 * owner had stopped it.
 */
const saysThatItIsDown = ['remediated-not-restarted', 'failed'];

/** Whether people heard, after a place in the story, that the notebook is not running. */
const wasTold = (history: History, notebook: string, after: number): boolean => {
  const stoppedAt = history.of.entries[after]?.at ?? 0;
  return history.of.records.some((file) => {
    const closed = closedOf(file);
    return (
      file.name === notebook &&
      closed !== null &&
      saysThatItIsDown.includes(closed.outcome) &&
      !closed.reason.includes('It is InService.') &&
      closed.closedAt >= stoppedAt &&
      wereTold(history.of, file)
    );
  });
};

/** Our stop after which, at some place, a notebook is still down, nobody else had a hand in it, and nobody was told. */
export function leftDown(history: History, name: string, before: number) {
  const stop = history
    .deeds('StopNotebookInstance')
    .findLast((deed) => deed.index < before && deed.notebook === name && history.tookEffect(deed));
  const status = history.status(name, before);
  if (stop === undefined || status === 'InService' || status === null) return null;
  const bySomebody = history
    .people(name, 'StopNotebookInstance', 'DeleteNotebookInstance')
    .some(({ index }) => index > stop.index);
  return bySomebody || wasTold(history, name, stop.index) ? null : { stop, status };
}

const notGivenBack = (history: History): readonly string[] =>
  history.of.story.notebooks.flatMap(({ name }) => {
    const down = leftDown(history, name, history.of.entries.length);
    return down === null
      ? []
      : [
          `${name} ran until we stopped it at ${iso(down.stop.at)}; in the end it is ${down.status}, and nobody was told`,
        ];
  });

/** One that did not run once its time had come was its owner's to start. */
const startedThoughStopped = (history: History): readonly string[] =>
  history.deeds('StartNotebookInstance').flatMap((start) => {
    const file = history.openCase(start.notebook, start.at);
    const deadline = file === undefined ? null : history.deadlineAt(file, start.at);
    const asked = file?.case.answers?.find(({ kind }) => kind === 'remediate-now')?.at ?? Infinity;
    const from = deadline === null ? start.index : history.until(Math.min(deadline, asked) - 1);
    return history.statuses(start.notebook, from, start.index).includes('InService')
      ? []
      : [
          `${start.notebook} was to be started at ${iso(start.at)} though it did not run when its time had come`,
        ];
  });

export const runsAsBefore: Statement = {
  number: 4,
  says: 'A notebook that was running before is running after, or people are told that it is not; one that was stopped stays so.',
  broken: (history) => [...notGivenBack(history), ...startedThoughStopped(history)],
};

export const startedWhenDisabled: Statement = {
  number: 5,
  says: 'It is started only after a look that saw Disabled, or to give it back, and then people are told that root is on.',
  broken: (history) =>
    history.deeds('StartNotebookInstance').flatMap((start) => {
      if (!history.tookEffect(start) || history.root(start.notebook, start.index) !== 'Enabled') return [];
      // Nobody is told anything in a pause, and what comes after that is a case's own.
      if (pausesIn(history).some(({ began, ended }) => start.at >= began && start.at <= ended + longestAct)) {
        return [];
      }
      const isTold = history.of.records.some((file) => {
        const closed = closedOf(file);
        return (
          file.name === start.notebook &&
          closed !== null &&
          closed.closedAt >= start.at &&
          (['failed', 'exempt', 'observed'].includes(closed.outcome)
            ? wereTold(history.of, file)
            : // It was turned off after that, since what kept it on did not last.
              history.root(file.name, history.until(closed.closedAt)) !== 'Enabled')
        );
      });
      return isTold
        ? []
        : [`${start.notebook} was started at ${iso(start.at)} with root access on, and nobody was told so`];
    }),
};
