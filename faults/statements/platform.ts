/** What becomes of notebooks whose platform cannot come back after a stop. */
import { type History, iso } from '../history.ts';
import type { Statement } from './statement.ts';

const current = 'notebook-al2023-v1';

/** Whether a stop would be the last of it, by what is known of it then. */
export const isStranded = (history: History, notebook: string, index: number): boolean => {
  const platform = history.platform(notebook, index);
  return platform !== undefined && platform !== current;
};

/** AWS's developer guide: AL1 cannot be moved, nor can what runs on types that AL2023 does not have. */
function mayBeMoved({ of: { story } }: History, notebook: string): boolean {
  const { instanceType = '', platform = null } = story.notebooks.find(({ name }) => name === notebook) ?? {};
  return (
    story.policy.retiredPlatforms === 'upgrade' &&
    /^notebook-al2-v\d$/.test(platform ?? '') &&
    !/^ml\.(p2|p3|p3dn|inf1|g3)\./.test(instanceType)
  );
}

const wasPromised = ({ of: { entries } }: History, notebook: string, before: number): boolean =>
  entries.some(
    (entry, index) =>
      index < before &&
      entry.kind === 'mail' &&
      (entry.notice === 'several' || (entry.notice === 'first' && entry.notebook === notebook)) &&
      new RegExp(`${notebook}\\b[^\n]* it is moved from notebook-al2-v\\d`).test(entry.body),
  );

const stopped = (history: History): readonly string[] =>
  history
    .deeds('StopNotebookInstance')
    .filter(({ index, notebook }) => isStranded(history, notebook, index))
    .filter(
      ({ index, notebook }) => !(mayBeMoved(history, notebook) && wasPromised(history, notebook, index)),
    )
    .map(({ at, index, notebook }) => {
      const platform = history.platform(notebook, index) ?? 'a platform that is not named';
      return `${notebook} on ${platform} was to be stopped at ${iso(at)}`;
    });

const moved = (history: History): readonly string[] =>
  history.of.story.notebooks.flatMap(({ name, platform }) => {
    const after = history.platform(name, Number.POSITIVE_INFINITY);
    if (after === undefined || after === platform) return [];
    const update = history
      .deeds('UpdateNotebookInstance')
      .find((deed) => deed.notebook === name && history.tookEffect(deed));
    return mayBeMoved(history, name) && wasPromised(history, name, update?.index ?? 0)
      ? []
      : [`${name} was moved from ${platform} to ${after}, and nobody was told that it would be`];
  });

export const notOneThatCannotComeBack: Statement = {
  number: 6,
  says: 'A platform that cannot come back after a stop is held, not stopped, unless the policy moves it to one that can, and its owner was told.',
  broken: (history) => [...stopped(history), ...moved(history)],
};
