/**
 * Whether mail still reaches those who were told. A subscription that was confirmed can be lost: the unsubscribe link
 * under each mail of SNS works for anybody who follows it, mail scanners too.
 */
import type { Notice } from './case.ts';
import type { Facts } from './facts.ts';
import { type DueNotice, wasSent } from './grace-window.ts';
import { isPlatformItself, type Mailboxes, type OwnerMailbox, receiver } from './mailbox.ts';
import { hasAnswered } from './owner-answer.ts';
import { close, type Step } from './step.ts';

const stage = 'lost-subscription';

/** Whether a notice tells the platform team that mail reaches its owner no more. */
export const isAboutReach = (notice: DueNotice): boolean => notice.stage === stage;

/** The owner who had a notice in this case and gets no more of them, if it is so. */
export function lostOwner(notices: readonly Notice[], mailboxes: Mailboxes): OwnerMailbox | null {
  const { owner } = mailboxes;
  if (owner === null || owner.subscription === 'confirmed' || isPlatformItself(owner, mailboxes)) return null;
  const hadOne = notices.some(({ sentAt, to }) => sentAt !== null && to.includes(owner.address));
  return hadOne ? owner : null;
}

/** Tells once in a case that an owner's subscription is lost. */
export function whenLost({ file, mailboxes, now }: Facts): Step | null {
  const { notices } = file.case;
  const isLost = mailboxes !== null && lostOwner(notices, mailboxes) !== null;
  return isLost && !wasSent(notices, stage)
    ? { do: 'notify', notice: { kind: 'escalation', dueAt: now, stage } }
    : null;
}

/** Before enforcement: nobody's work is ended unheard, unless it was its owner who asked for it. */
export function whenUnreachable(facts: Facts): Step | null {
  const { file, mailboxes, policy } = facts;
  if (mailboxes === null || hasAnswered(file.case, 'remediate-now')) return null;
  if (receiver(mailboxes) === null) {
    return close('held', 'Nobody can be reached by mail any more, and nothing is stopped then.');
  }
  const owner = lostOwner(file.case.notices, mailboxes);
  return owner !== null && policy.unreachableOwner === 'hold'
    ? close(
        'held',
        `Mail does not reach its owner ${owner.address} any more, whose subscription was confirmed and is not now, and the policy holds such notebooks.`,
      )
    : null;
}
