/** What is due before the deadline: that people are told, and nothing else. */
import { pollOfOthers } from './budget.ts';
import type { Case } from './case.ts';
import { contention } from './drift.ts';
import { owedEscalation } from './escalation.ts';
import { type Facts, sinceOf } from './facts.ts';
import { isOn } from './give-back.ts';
import { dueNotice, firstNotice, nextDue } from './grace-window.ts';
import { whyHeld } from './hold.ts';
import { afterThePause } from './kill-switch.ts';
import { isPlatformItself, receiver } from './mailbox.ts';
import { dueAt, hasAnswered } from './owner-answer.ts';
import type { Policy } from './policy.ts';
import { whenLost, whenUnreachable } from './reach.ts';
import { close, type Step, wait } from './step.ts';
import { whenUnapproved } from './unapproved.ts';
import { disable, isMoved } from './upgrade.ts';

export function whenNobodyWasTold(facts: Facts): Step {
  const { file, mailboxes, notebook, now, policy } = facts;
  if (notebook.status === 'Updating') {
    const since = sinceOf(facts);
    return now - since < policy.budgets.settle
      ? wait(pollOfOthers(since, now, policy))
      : close('failed', 'SageMaker has been updating it for too long; root access may be on or off.');
  }
  if (policy.mode === 'observe') {
    return close('observed', 'Root access is enabled; the policy only observes.');
  }
  const contended = contention(file, policy);
  if (contended !== null) return close('held', contended);
  if (mailboxes === null) return { do: 'notify', notice: firstNotice(now) };
  const { owner } = mailboxes;
  if (
    owner?.subscription === 'none' &&
    file.case.invited !== owner.address &&
    !isPlatformItself(owner, mailboxes)
  ) {
    return { do: 'notify', invite: owner.address };
  }
  if (receiver(mailboxes) === null) {
    return close('held', 'Nobody can be reached by mail, and nothing is stopped without a notice.');
  }
  if (owner?.subscription !== 'confirmed' && policy.unreachableOwner === 'hold') {
    return close('held', 'Its owner cannot be reached by mail, and the policy holds such notebooks.');
  }
  return { do: 'notify', notice: firstNotice(now) };
}

/** `null` once the deadline has passed, or its owner wants it now, and the policy enforces. */
export function beforeTheDeadline(facts: Facts, deadline: number): Step | null {
  const { file, notebook, now, policy } = facts;
  const held = whyHeld(notebook, isMoved(facts));
  if (held !== null) return close('held', held);
  const resumed = afterThePause(facts, deadline);
  if (resumed !== null) return { do: 'notify', notice: resumed };
  if (now >= dueAt(file.case, deadline, policy)) {
    return policy.mode === 'notify'
      ? close('observed', `${isOn(notebook)} at the deadline; the policy only notifies.`)
      : (whenUnreachable(facts) ?? whenLost(facts) ?? whenUnapproved(facts));
  }
  const untold = whenLost(facts) ?? whenUnapproved(facts);
  if (untold !== null) return untold;
  const escalation = owedEscalation(file.case, now);
  if (escalation !== null) return { do: 'notify', notice: escalation };
  const next = nextDue(file.case, deadline, policy, now) - now;
  if (notebook.status === 'Updating') {
    // It may be stuck for the whole of the grace window, and an execution's history must stay small.
    return wait(Math.min(pollOfOthers(file.case.openedAt, now, policy), next));
  }
  const due = dueNotice(file.case, deadline, policy, now);
  if (due !== null) return { do: 'notify', notice: due };
  return notebook.status === 'Stopped' && mayDisableAtOnce(file.case, policy) ? disable(facts) : wait(next);
}

/** Nobody's work is interrupted by it; but who asked for an exception is to hear first whether it is granted. */
export function mayDisableAtOnce(held: Pick<Case, 'answers'>, policy: Policy): boolean {
  if (policy.mode !== 'enforce' || hasAnswered(held, 'request-exception')) return false;
  return policy.stoppedNotebooks === 'disable' || hasAnswered(held, 'at-next-stop');
}
