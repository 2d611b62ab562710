/**
 * The product: one pure answer to what comes next, from what a look showed, where the case stands, the policy and
 * the time. docs/situations.md is its table. Everything else carries it out.
 */

import { whenBlind } from './blind.ts';
import type { File } from './case.ts';
import { whenCompliant } from './compliance.ts';
import { enforce, whenFailed } from './enforcement.ts';
import { whenExempt } from './exemption.ts';
import { type Facts, type Judgement, sinceOf } from './facts.ts';
import { beforeTheDeadline, whenNobodyWasTold } from './grace.ts';
import { isHeldBack, type Pause, whenPaused } from './kill-switch.ts';
import { whileUnknown } from './lookup.ts';
import type { Mailboxes } from './mailbox.ts';
import type { Look } from './notebook.ts';
import { dueAt } from './owner-answer.ts';
import type { Policy } from './policy.ts';
import { whenOutOfScope } from './scope.ts';
import { close, type Step } from './step.ts';
import { isPastReturn } from './upgrade.ts';

/** In order of precedence; the first that has an answer gives it. */
const judgements: readonly Judgement[] = [whenCompliant, whenExempt, whenOutOfScope, whenFailed, byStand];

/** @param pause where the kill switch is on; who does not know may decide, but not act */
export function decide(
  look: Look,
  mailboxes: Mailboxes | null,
  file: File,
  policy: Policy,
  now: number,
  pause: Pause | null = null,
): Step {
  const { stand } = file.case;
  if (stand.at === 'closed') return close(stand.outcome, stand.reason);
  if (look.seen === 'nothing') return whenBlind(stand, file, look.because, now, policy);
  if (look.seen === 'gone') return close('gone', 'The notebook was deleted.');
  if (look.notebook.status === 'Deleting') return close('gone', 'The notebook is being deleted.');
  const facts: Facts = { notebook: look.notebook, mailboxes, file, stand, policy, now };
  for (const judge of judgements) {
    const step = judge(facts);
    if (step === null) continue;
    // To be moved and started is the only way in which one that we stopped on AL2 can be given back.
    const givesBack = step.do === 'disable' && isPastReturn(facts);
    return pause !== null && isHeldBack(step) && !givesBack ? whenPaused(facts, pause) : step;
  }
  throw new TypeError(`no judgement about a case that stands at ${stand.at}`);
}

function byStand(facts: Facts): Step {
  return whileUnknown(facts, stepOf(facts));
}

function stepOf(facts: Facts): Step {
  const { stand } = facts;
  switch (stand.at) {
    case 'opened':
      return whenNobodyWasTold(facts);
    case 'grace':
      return beforeTheDeadline(facts, stand.deadline) ?? enforce(facts, sinceOf(facts));
    case 'updating':
      return whenUpAgain(facts, stand.deadline) ?? enforce(facts, sinceOf(facts));
    case 'stopping':
    case 'starting':
      return enforce(facts, sinceOf(facts));
    default:
      return stand satisfies never;
  }
}

/** One that was stopped may be updated before its deadline; if it comes up before that is done, it has its time still. */
function whenUpAgain(facts: Facts, deadline: number): Step | null {
  const { file, notebook, now, policy } = facts;
  const isDown = notebook.status === 'Stopped' || notebook.status === 'Updating';
  return isDown || now >= dueAt(file.case, deadline, policy) ? null : beforeTheDeadline(facts, deadline);
}
