/** An approved exception covers it: nothing is stopped or changed, and what we stopped is given back as it was. */
import { exceptionOf } from './exception.ts';
import type { Facts } from './facts.ts';
import { giveBack } from './give-back.ts';
import { close, type Step } from './step.ts';

export function whenExempt(facts: Facts): Step | null {
  const { file, notebook, now, policy } = facts;
  const exception = exceptionOf(notebook.tags, policy, now);
  if (exception.is !== 'valid') return null;
  const covered = `An exception covers it until ${exception.until}${exception.reason === '' ? '' : ` (${exception.reason})`}; root access stays enabled.`;
  if (file.restartOwed === null) return close('exempt', covered);
  return giveBack(facts, {
    running: 'exempt',
    leftStopped: 'exempt',
    down: 'failed',
    said: (what) => `${covered} ${what}`,
    because: null,
  });
}
