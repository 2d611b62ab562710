/** What the kill switch keeps us from. */
import type { Entry } from '../../local/timeline.ts';
import { type History, iso } from '../history.ts';
import { longestAct, type Pause, pausesIn } from '../pauses.ts';
import { isFailure } from './failure.ts';
import { isStranded } from './platform.ts';
import { leftDown } from './return.ts';
import type { Statement } from './statement.ts';

/** What changes a notebook, or asks somebody for something. */
const heldBack = ['StopNotebookInstance', 'UpdateNotebookInstance', 'Subscribe'];

/** One that we stopped on AL2 can only be given back by its update. */
const isGivenBackBy = (history: History, entry: Extract<Entry, { kind: 'call' }>, index: number): boolean =>
  entry.operation === 'UpdateNotebookInstance' &&
  isStranded(history, entry.notebook ?? '', index) &&
  history
    .deeds('StopNotebookInstance')
    .some((stop) => stop.notebook === entry.notebook && stop.index < index);

/** Those of a mail's notices that tell of what the guard is going to do; it may warn that an exception ends. */
const noticesIn = ({ body, notice }: Extract<Entry, { kind: 'mail' }>): readonly string[] =>
  notice === 'several'
    ? [...body.matchAll(/^Notice (\S+)$/gm)].flatMap(([, id = '']) =>
        id.endsWith('-outcome') || id.includes('-ends-') ? [] : [id],
      )
    : ['outcome', 'warning'].includes(notice ?? '')
      ? []
      : [notice ?? 'without a name'];

const doneMeanwhile = (history: History, { began, ended, from, to }: Pause): readonly string[] =>
  history.of.entries.flatMap((entry, index) => {
    if (index < from || index >= to || entry.at <= began + longestAct) return [];
    const meanwhile = `at ${iso(entry.at)} while the guard was paused from ${iso(began)} to ${iso(ended)}`;
    if (entry.kind === 'mail') {
      return noticesIn(entry).map((notice) => `the notice ${notice} was sent ${meanwhile}`);
    }
    const isHeldBack = entry.kind === 'call' && heldBack.includes(entry.operation);
    return isHeldBack && !isGivenBackBy(history, entry, index)
      ? [`${entry.function} called ${entry.operation} ${meanwhile}`]
      : [];
  });

/** Longer than it takes, by far. */
const longEnough = 6 * 3_600_000;

/** Where nothing goes wrong; what goes wrong may end in people being told that it is down. */
const keptDown = (history: History, { began, ended, to }: Pause): readonly string[] => {
  const { entries, story } = history.of;
  const isTroubled = entries
    .slice(0, to)
    .some(
      (entry) =>
        (entry.kind === 'happening' && entry.words.startsWith('fault')) ||
        (entry.kind === 'call' && isFailure(entry.error)),
    );
  if (isTroubled || ended - began < longEnough) return [];
  return story.notebooks
    .filter(({ name }) => leftDown(history, name, to) !== null)
    .map(
      ({ name }) =>
        `${name}, which we had stopped, was not given back in the pause from ${iso(began)} to ${iso(ended)}`,
    );
};

export const nothingInAPause: Statement = {
  number: 13,
  says: 'While the guard is paused nobody is told anything but how a case ended, nothing is stopped or changed, and what we stopped is given back.',
  broken: (history) =>
    pausesIn(history).flatMap((pause) => [...doneMeanwhile(history, pause), ...keptDown(history, pause)]),
};
