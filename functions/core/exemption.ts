/** An approved exception covers it: nothing is stopped or changed, and what we stopped is given back as it was. */
import { type File, isRemediation, type Outcome } from './case.ts';
import type { Facts } from './facts.ts';
import { giveBack } from './give-back.ts';
import { approvedBy, leaveOf } from './leave.ts';
import type { Look } from './notebook.ts';
import type { Policy } from './policy.ts';
import { close, type Step } from './step.ts';
import { isPastReturn } from './upgrade.ts';

export function whenExempt(facts: Facts): Step | null {
  const { file } = facts;
  const leave = leaveOf(facts);
  if (leave.is !== 'valid' || isPastReturn(facts)) return null;
  const covered = `An exception covers it until ${leave.until}${leave.reason === '' ? '' : ` (${leave.reason})`}${approvedBy(leave)}; root access stays enabled.`;
  if (file.restartOwed === null) return close('exempt', covered);
  return giveBack(facts, {
    running: 'exempt',
    leftStopped: 'exempt',
    down: 'failed',
    said: (what) => `${covered} ${what}`,
    because: null,
  });
}

/** Whoever set an exception that came after the update must know that root access is off all the same. */
export const isTooLate = (outcome: Outcome, look: Look, file: File, policy: Policy, now: number): boolean =>
  isRemediation(outcome) &&
  look.seen === 'notebook' &&
  leaveOf({ notebook: look.notebook, file, policy, now }).is === 'valid';
