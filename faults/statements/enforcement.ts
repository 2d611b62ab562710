/** When a notebook may be stopped at all. */
import { type Deed, type History, iso, type PersonCall } from '../history.ts';
import { milliseconds } from './duration.ts';
import type { Statement } from './statement.ts';

const stops = (history: History): readonly Deed[] => history.deeds('StopNotebookInstance');

/**
 * A notice names the time that its state was entered plus the window; a state's Lambda may be tried again for this
 * long before the notice is out, while the ledger is out of reach.
 */
const retried = 16 * 60_000;

/** The shortest window that the policy grants anybody. */
const shortestGrace = ({ of: { story } }: History): number =>
  Math.min(
    milliseconds(story.policy.graceWindow ?? 'PT24H'),
    milliseconds(story.policy.repeatGraceWindow ?? 'PT1H'),
  );

function whyTooSoon(history: History, stop: Deed): string | null {
  const file = history.openCase(stop.notebook, stop.at);
  if (file === undefined) return 'while it has no open case';
  const { answers, stand, notices } = file.case;
  const deadline = stand.at === 'opened' ? null : stand.deadline;
  if (deadline === null) return 'without a deadline';
  const isAskedFor = (answers ?? []).some(({ at, kind }) => kind === 'remediate-now' && at <= stop.at);
  if (stop.at < deadline && !isAskedFor) return `before its deadline ${iso(deadline)}`;
  const first = notices.find(({ kind, sentAt }) => kind === 'first' && sentAt !== null);
  if (first === undefined || first.to.length === 0) return 'without an accepted first notice on record';
  const mail = history.of.mails.find(
    ({ notice, notebook, at, body }) =>
      (notice === 'several' || (notice === 'first' && notebook === stop.notebook)) &&
      at <= stop.at &&
      body.includes(first.id),
  );
  if (mail === undefined) return `though its first notice ${first.id} reached nobody`;
  const postponed = (answers ?? []).reduce((sum, { by = 0 }) => sum + by, 0);
  return deadline - mail.at < shortestGrace(history) + postponed - retried
    ? `though its first notice came at ${iso(mail.at)}, too shortly before the deadline ${iso(deadline)}`
    : null;
}

export const notBeforeTheDeadline: Statement = {
  number: 1,
  says: 'A notebook is never stopped before its deadline, unless its owner asks for it, nor without an accepted first notice.',
  broken: (history) =>
    stops(history).flatMap((stop) => {
      const why = whyTooSoon(history, stop);
      return why === null ? [] : [`${stop.notebook} was to be stopped at ${iso(stop.at)} ${why}`];
    }),
};

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
    stops(history).flatMap((stop) => {
      const { approvers = [], exceptionTagKey = 'root-access-exception' } = history.of.story.policy;
      const read = history.of.entries.findLastIndex(
        (entry, index) =>
          index < stop.index &&
          entry.kind === 'call' &&
          entry.operation === 'ListTags' &&
          entry.notebook === stop.notebook &&
          entry.error === null,
      );
      const until = lastDay.exec(history.tags(stop.notebook, read)[exceptionTagKey] ?? '')?.[1];
      const isApproved = approvers.length === 0 || isApprovedThere(history, stop, exceptionTagKey, read);
      return until !== undefined && isApproved && stop.at < Date.parse(`${until}T23:59:59Z`)
        ? [
            `${stop.notebook} was to be stopped at ${iso(stop.at)} although an exception covers it until ${until}`,
          ]
        : [];
    }),
};

export const notOneThatCannotComeBack: Statement = {
  number: 6,
  says: 'A platform that cannot come back after a stop is held, not stopped.',
  broken: (history) =>
    stops(history).flatMap((stop) => {
      const platform = history.of.story.notebooks.find(({ name }) => name === stop.notebook)?.platform;
      // One that was created meanwhile is on the platform of today.
      const isKnown = history.people(stop.notebook, 'CreateNotebookInstance').length === 0;
      return !isKnown || platform === undefined || platform === 'notebook-al2023-v1'
        ? []
        : [
            `${stop.notebook} on ${platform ?? 'a platform that is not named'} was to be stopped at ${iso(stop.at)}`,
          ];
    }),
};
