/**
 * Whether a notebook has leave to keep root access: what its exception tag says, and, where the policy names approvers,
 * who set it. Tags are anybody's who may tag, so there the tag counts only if whoever set this very value last is one
 * of them, and not its owner.
 */
import { isApprover } from './approver.ts';
import type { Case } from './case.ts';
import { type Exception, exceptionOf } from './exception.ts';
import type { Notebook } from './notebook.ts';
import { addressesIn, addressGoneBy } from './owner.ts';
import type { Policy } from './policy.ts';
import type { Touch } from './touch.ts';

type Valid = Extract<Exception, { is: 'valid' }>;

export type Leave =
  | Exclude<Exception, Valid>
  /** `approval`: who set it; `null` where the policy asks nobody. */
  | (Valid & { readonly approval: Touch | null })
  /** Nobody knows yet who set it: CloudTrail is being asked. */
  | (Omit<Valid, 'is'> & { readonly is: 'unknown' })
  /** It does not count because of who set it. */
  | { readonly is: 'unapproved'; readonly why: string; readonly value: string };

/** How long enforcement waits until it is known who set a tag. CloudTrail has most records within minutes. */
export const longestLookup = 24 * 3_600_000;

export interface Occasion {
  readonly notebook: Pick<Notebook, 'ref' | 'tags' | 'touches'>;
  readonly file: { readonly case: Pick<Case, 'changedBy' | 'changer' | 'lookups'> };
  readonly policy: Policy;
  readonly now: number;
}

export function leaveOf({ file, notebook, now, policy }: Occasion): Leave {
  const exception = exceptionOf(notebook.tags, policy, now);
  if (exception.is !== 'valid') return exception;
  if (policy.approvers.length === 0) return { ...exception, approval: null };
  const value = notebook.tags[policy.exceptionTagKey] ?? '';
  const setters = lastTouches(notebook).filter((touch) => touch.value === value);
  const [setter] = setters;
  if (setter === undefined) {
    const { since, trouble } = file.case.lookups ?? { since: now, trouble: null };
    if (now - since < longestLookup) return { ...exception, is: 'unknown' };
    const why = `nobody is known who set it: CloudTrail ${trouble === null ? 'has no record of that' : `could not be asked (${trouble})`}`;
    return { is: 'unapproved', why, value };
  }
  for (const { by } of setters) {
    const why = whyNot(by, { file, notebook, now, policy });
    if (why !== null) return { is: 'unapproved', why, value };
  }
  return { ...exception, approval: setter };
}

function whyNot(by: Touch['by'], occasion: Occasion): string | null {
  if (!isApprover(by, occasion.policy.approvers)) {
    return `it was set by ${by.who}, whom the policy does not name as an approver`;
  }
  return isItsOwner(by.who, occasion)
    ? `it was set by ${by.who}, who owns the notebook: somebody else must approve it`
    : null;
}

/** Whom its tags name; else who created or changed it last. */
function isItsOwner(who: string, { file, notebook, policy }: Occasion): boolean {
  const address = addressGoneBy(who);
  const named = addressesIn(notebook.tags, policy);
  if (named.length > 0) return named.some((one) => one === address);
  const { changedBy, changer } = file.case;
  return who === changer || address === changedBy;
}

/** Whether it has to be looked who set its tag: it would count if an approver did. */
export const needsApproval = ({ tags }: Pick<Notebook, 'tags'>, policy: Policy, now: number): boolean =>
  policy.approvers.length > 0 && exceptionOf(tags, policy, now).is === 'valid';

/** E.g. `, set by arn:… at 2026-11-24T09:00:00.000Z`; empty where nobody was asked. */
export const approvedBy = ({ approval }: { readonly approval: Touch | null }): string =>
  approval === null ? '' : `, set by ${approval.by.who} at ${new Date(approval.at).toISOString()}`;

/** CloudTrail counts whole seconds, and which of its clocks is ahead of SageMaker's nobody says. */
const slack = 60_000;

/**
 * Those who touched it last, which are several only if they did so within the same second. What was done to an earlier
 * notebook of the same name is none of it.
 */
export function lastTouches({ ref, touches = [] }: Pick<Notebook, 'ref' | 'touches'>): readonly Touch[] {
  const its = touches.filter(({ at }) => at >= ref.createdAt - slack);
  const last = Math.max(...its.map(({ at }) => at));
  return its.filter(({ at }) => at === last);
}
