/**
 * What a sweep makes of a notebook: whether it needs a case that no event opened. The same is asked once more at the
 * door, where the case is opened, so that an event that came first leaves nothing to open.
 */
import type { Closed, File, Saw } from './case.ts';
import { whyHeld } from './hold.ts';
import { leaveOf } from './leave.ts';
import { isTransient, type Look, type Notebook, type Seen, statuses } from './notebook.ts';
import type { Policy } from './policy.ts';
import { outOfScope } from './scope.ts';

/**
 * @param now milliseconds since the epoch
 * @returns in words for the record, or `null` where there is nothing to open
 */
export function whyOpen(look: Seen, file: File | null, policy: Policy, now: number): string | null {
  if (look.seen === 'gone') return null;
  const { notebook } = look;
  // While it is being updated, Describe may show the value before or after: the next sweep sees what came of it.
  if (notebook.status === 'Updating' || notebook.status === 'Deleting') return null;
  if (file !== null) {
    const { stand } = file.case;
    if (stand.at !== 'closed') return null;
    if (file.restartOwed !== null) return isTransient(notebook.status) ? null : 'it was not given back';
    if (stand.died) return 'nothing went on with its case';
  }
  if (notebook.root === 'Disabled') return null;
  if (leaveOf({ notebook, file: file ?? { case: {} }, policy, now }).is === 'valid') return null;
  if (outOfScope(notebook.tags, policy) !== null) return null;
  return file?.case.stand.at === 'closed'
    ? whyAgain(file.case.stand, notebook, policy, now)
    : 'root access is on, and no event told of it';
}

function whyAgain(stand: Closed, notebook: Notebook, policy: Policy, now: number): string | null {
  switch (stand.outcome) {
    case 'exempt':
      return 'no exception covers it any more';
    case 'observed':
    case 'held':
    case 'failed': {
      if ((stand.saw?.policy ?? decisiveIn(policy)) !== decisiveIn(policy)) return 'the policy has changed';
      if (stand.saw !== undefined && hasChanged(stand, stand.saw, saw(notebook, policy)))
        return 'it has changed since its last case';
      return now - stand.closedAt >= policy.holdReminder ? `it is still as it was: ${stand.outcome}` : null;
    }
    case 'remediated':
    case 'remediated-left-stopped':
    case 'remediated-not-restarted':
    case 'already-compliant':
    case 'fixed-meanwhile':
    case 'gone':
      return 'root access is on again, and no event told of it';
    default:
      return stand.outcome satisfies never;
  }
}

/**
 * What says whether a case is held, fails or is only observed. Whatever else of the policy changes (reminders, windows,
 * pace) is no reason to tell people again of what is as it was; what makes an exception count is asked before.
 */
const decisive = [
  ...(['mode', 'scope', 'retiredPlatforms', 'maxRounds', 'budgets'] as const),
  ...(['platformEmail', 'ownerTagKeys', 'ownerMailDomains', 'unreachableOwner'] as const),
] satisfies readonly (keyof Policy)[];
const decisiveIn = (policy: Policy): string =>
  JSON.stringify(Object.fromEntries(decisive.map((key) => [key, policy[key]])));

/** What is running or stopped today may be otherwise tomorrow: of its status only what it is held for counts. */
function hasChanged({ outcome }: Closed, before: Saw, after: Saw): boolean {
  return (
    before.root !== after.root ||
    before.platform !== after.platform ||
    before.exception !== after.exception ||
    (outcome === 'held' && holdOf(before) !== holdOf(after))
  );
}

const holdOf = (seen: Saw): string | null =>
  whyHeld({ ...seen, status: statuses.find((status) => status === seen.status) ?? 'unknown' });

/** What is recorded of a notebook when its case is closed. */
export function saw({ failureReason, platform, root, statusText, tags }: Notebook, policy: Policy): Saw {
  const exception = tags[policy.exceptionTagKey] ?? null;
  return { status: statusText, root, platform, failureReason, exception, policy: decisiveIn(policy) };
}

/** The same of a look, for the stand of a case that is closed after it. */
export const sawIn = (look: Look, policy: Policy): Pick<Closed, 'saw'> =>
  look.seen === 'notebook' ? { saw: saw(look.notebook, policy) } : {};
