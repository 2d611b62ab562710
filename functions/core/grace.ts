/** What is due before the deadline: that people are told, and nothing else. */
import { pollOfOthers } from './budget.ts';
import { contention } from './drift.ts';
import type { Facts } from './facts.ts';
import { dueNotice, firstNotice, nextDue } from './grace-window.ts';
import { whyHeld } from './hold.ts';
import { receiver } from './mailbox.ts';
import { close, type Step, wait } from './step.ts';

export function whenNobodyWasTold(facts: Facts): Step {
  const { file, mailboxes, notebook, now, policy } = facts;
  if (notebook.status === 'Updating') {
    const { openedAt } = file.case;
    return now - openedAt < policy.budgets.settle
      ? wait(pollOfOthers(openedAt, now, policy))
      : close('failed', 'SageMaker has been updating it for too long; root access may be on or off.');
  }
  if (policy.mode === 'observe') {
    return close('observed', 'Root access is enabled; the policy only observes.');
  }
  const contended = contention(file, policy);
  if (contended !== null) return close('held', contended);
  if (mailboxes === null) return { do: 'notify', notice: firstNotice(now) };
  const owner = mailboxes.owner;
  if (owner?.subscription === 'none' && file.case.invited !== owner.address) {
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

/** `null` once the deadline has passed and the policy enforces. */
export function beforeTheDeadline(facts: Facts, deadline: number): Step | null {
  const { file, notebook, now, policy } = facts;
  const held = whyHeld(notebook);
  if (held !== null) return close('held', held);
  if (now >= deadline) {
    return policy.mode === 'notify'
      ? close('observed', 'Root access is still enabled at the deadline; the policy only notifies.')
      : null;
  }
  const { notices } = file.case;
  const next = nextDue(notices, deadline, policy, now) - now;
  if (notebook.status === 'Updating') return wait(Math.min(pollOfOthers(now, now, policy), next));
  const due = dueNotice(notices, deadline, policy, now);
  if (due !== null) return { do: 'notify', notice: due };
  const isIdle = notebook.status === 'Stopped' && policy.stoppedNotebooks === 'disable';
  return isIdle && policy.mode === 'enforce' ? { do: 'disable' } : wait(next);
}
