/** What an exception keeps us from, and which one does. */
import type { File } from '../../functions/core/case.ts';
import { closedOf } from '../evidence.ts';
import { type Deed, type History, iso, type PersonCall } from '../history.ts';
import { longestAct } from '../pauses.ts';
import type { Statement } from './statement.ts';

const lastDay = /^until=(\d{4}-\d{2}-\d{2})(\s|$)/;

/** CloudTrail may have been asked last so long before a stop; a state's Lambda may be tried again for as long. */
const retried = 16 * 60_000;

const keyOf = ({ of: { story } }: History): string => story.policy.exceptionTagKey ?? 'root-access-exception';

/** What a call made of a tag, `null`: nothing any more; `undefined` where it left it alone. */
function madeOf({ input = {} }: PersonCall, key: string): string | null | undefined {
  const tags = (input['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
  if (((input['TagKeys'] ?? []) as readonly string[]).includes(key)) return null;
  return tags.find(({ Key }) => Key === key)?.Value;
}

/** Those who touched its exception before a place, in order. */
function touches(history: History, notebook: string, before: number) {
  const calls = history.people(notebook, 'CreateNotebookInstance', 'AddTags', 'DeleteTags');
  const born = calls.findLast(({ index, operation }) => index < before && operation.startsWith('Create'));
  return calls.flatMap((call) => {
    const value = madeOf(call, keyOf(history));
    const isItsOwn = call.index < before && call.index >= (born?.index ?? 0);
    return isItsOwn && value !== undefined ? [{ call, value }] : [];
  });
}

/** The approvers of random stories; of a notebook whose tags name no owner, who changed it last owns it. */
function isApprover({ caller }: PersonCall, owner: string | undefined): boolean {
  const person = /:assumed-role\/Platform\/(.+)$/.exec(caller)?.[1];
  return person === 'pat@example.com' || (person !== undefined && owner !== undefined && person !== owner);
}

/** Whether it is known by then who touched it: by the event, or since CloudTrail was asked. */
function isKnown(history: History, { at: touchedAt, index, notebook }: PersonCall, stop: Deed): boolean {
  const told = touchedAt + history.of.story.delays.cloudtrail;
  const since = history.of.entries.slice(index, stop.index);
  const isHeard =
    since.some(
      (entry) =>
        entry.kind === 'event-delivered' &&
        /Tags$/.test(entry.eventName ?? '') &&
        entry.notebook === notebook &&
        entry.at >= told,
    ) &&
    !since.some((entry) => entry.kind === 'call' && entry.function === 'wake-case' && entry.error !== null);
  const isUnanswered = since.some(
    (entry) => entry.kind === 'call' && entry.operation === 'LookupEvents' && entry.error !== null,
  );
  if (!isHeard && isUnanswered) return false;
  return told + (isHeard ? longestAct : retried) <= stop.at;
}

/**
 * Whether an approver's is the last word on this very value, as far as anybody can know: CloudTrail counts whole
 * seconds, and of two within one both must be approvers.
 */
function isApproved(history: History, stop: Deed, value: string, read: number): boolean {
  const all = touches(history, stop.notebook, read);
  const last = all.at(-1);
  if (last === undefined) return false;
  const { Owner: owner } = history.tags(stop.notebook, read);
  const second = Math.floor(last.call.at / 1_000);
  const latest = all.filter(({ call }) => Math.floor(call.at / 1_000) === second);
  return (
    latest.filter((one) => one.value === value).every(({ call }) => isApprover(call, owner)) &&
    last.value === value &&
    latest.every(({ call }) => isKnown(history, call, stop))
  );
}

const stoppedUnderOne = (history: History): readonly string[] =>
  history.deeds('StopNotebookInstance').flatMap((stop) => {
    const { approvers = [] } = history.of.story.policy;
    const read = history.tagsRead(stop.notebook, stop.index);
    const value = history.tags(stop.notebook, read)[keyOf(history)] ?? '';
    const until = lastDay.exec(value)?.[1];
    const covers = approvers.length === 0 || isApproved(history, stop, value, read);
    return until !== undefined && covers && stop.at < Date.parse(`${until}T23:59:59Z`)
      ? [
          `${stop.notebook} was to be stopped at ${iso(stop.at)} although an exception covers it until ${until}`,
        ]
      : [];
  });

/** Whether one of the looks on which it was closed showed an exception that an approver ever gave. */
function wasCovered(history: History, { name, case: { stand } }: File): boolean {
  const { approvers = [] } = history.of.story.policy;
  const closedAt = stand.at === 'closed' ? stand.closedAt : 0;
  return history.of.entries.some((entry, index) => {
    const isLook =
      entry.kind === 'call' &&
      entry.operation === 'ListTags' &&
      entry.function === 'close-case' &&
      entry.notebook === name &&
      entry.at >= closedAt &&
      entry.at <= closedAt + retried;
    if (!isLook) return false;
    const tags = history.tags(name, index);
    const value = tags[keyOf(history)] ?? '';
    const until = lastDay.exec(value)?.[1];
    const isGiven =
      approvers.length === 0 ||
      touches(history, name, index).some((one) => one.value === value && isApprover(one.call, tags['Owner']));
    return until !== undefined && isGiven;
  });
}

const exemptByNobody = (history: History): readonly string[] =>
  history.of.records
    .filter((file) => closedOf(file)?.outcome === 'exempt' && !wasCovered(history, file))
    .map(({ name, case: { id } }) => `the case ${id} of ${name} ended as exempt, and nothing covered it`);

export const notUnderAnException: Statement = {
  number: 2,
  says: 'Never while an approved, unexpired exception covers it, as read in the invocation that stops; and no other exempts it.',
  broken: (history) => [...stoppedUnderOne(history), ...exemptByNobody(history)],
};
