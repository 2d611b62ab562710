/** That what the policy is not about is left alone. */
import type { Evidence } from '../evidence.ts';
import { type History, iso } from '../history.ts';
import { isStranded } from './platform.ts';
import type { Statement } from './statement.ts';

export const isInScope = (
  { story }: Pick<Evidence, 'story'>,
  tags: Readonly<Record<string, string>>,
): boolean => Object.entries(story.policy.scope ?? {}).every(([key, value]) => tags[key] === value);

/** One that we stopped on AL2 is brought to its end, since it could not be started otherwise. */
const isPastReturn = (history: History, notebook: string, before: number): boolean =>
  history
    .deeds('StopNotebookInstance')
    .some(
      (stop) =>
        stop.notebook === notebook && stop.index < before && isStranded(history, notebook, stop.index),
    );

const enforced = (history: History): readonly string[] =>
  ['StopNotebookInstance', 'UpdateNotebookInstance']
    .flatMap((operation) => history.deeds(operation))
    .filter(({ index, notebook }) => !isPastReturn(history, notebook, index))
    .filter(({ function: by, index, notebook }) => {
      const read = history.tagsRead(notebook, index, by);
      return !isInScope(history.of, history.tags(notebook, read));
    })
    .map(
      ({ at, notebook, operation }) =>
        `${operation} was called at ${iso(at)} about ${notebook}, which was out of scope when it was looked at`,
    );

const told = (history: History): readonly string[] =>
  history.of.entries.flatMap((entry, index) => {
    if (entry.kind !== 'mail' || entry.notice !== 'first' || entry.notebook === null) return [];
    const read = history.tagsRead(entry.notebook, index, 'notify-owner');
    return isInScope(history.of, history.tags(entry.notebook, read))
      ? []
      : [`a first notice was sent at ${iso(entry.at)} about ${entry.notebook}, which was out of scope`];
  });

export const onlyInScope: Statement = {
  number: 14,
  says: "What is out of the policy's scope, as read in the invocation that acts, is never stopped, updated or told of.",
  broken: (history) => [...enforced(history), ...told(history)],
};
