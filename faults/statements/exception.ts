/** What an exception keeps us from. */
import { type Deed, type History, iso, type PersonCall } from '../history.ts';
import type { Statement } from './statement.ts';

const lastDay = /^until=(\d{4}-\d{2}-\d{2})(\s|$)/;

/** CloudTrail's delay, and how long before a stop CloudTrail may have been asked last. */
const known = ({ of: { story } }: History): number => story.delays.cloudtrail + 16 * 60_000;

/** Whether the approver of random stories, who owns nothing, set the tag last, and so long ago that it is known. */
function isApprovedThere(history: History, { at, notebook }: Deed, key: string, index: number): boolean {
  const setters = history
    .people(notebook, 'CreateNotebookInstance', 'AddTags')
    .filter((call) => call.index < index && tagKeysOf(call).includes(key));
  const last = setters.at(-1);
  const isAlone = setters.filter((call) => last !== undefined && last.at - call.at < 1_000).length === 1;
  return (
    last?.caller.endsWith(':assumed-role/Platform/pat@example.com') === true &&
    isAlone &&
    last.at + known(history) <= at
  );
}

const tagKeysOf = ({ input }: PersonCall): readonly string[] =>
  ((input?.['Tags'] ?? []) as readonly { readonly Key: string }[]).map(({ Key }) => Key);

export const notUnderAnException: Statement = {
  number: 2,
  says: 'Never while an approved, unexpired exception covers it, as read in the invocation that stops.',
  broken: (history) =>
    history.deeds('StopNotebookInstance').flatMap((stop) => {
      const { approvers = [], exceptionTagKey = 'root-access-exception' } = history.of.story.policy;
      const read = history.tagsRead(stop.notebook, stop.index);
      const until = lastDay.exec(history.tags(stop.notebook, read)[exceptionTagKey] ?? '')?.[1];
      const isApproved = approvers.length === 0 || isApprovedThere(history, stop, exceptionTagKey, read);
      return until !== undefined && isApproved && stop.at < Date.parse(`${until}T23:59:59Z`)
        ? [
            `${stop.notebook} was to be stopped at ${iso(stop.at)} although an exception covers it until ${until}`,
          ]
        : [];
    }),
};
