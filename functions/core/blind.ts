/** We may not look. Nothing is stopped or changed; a notebook that we stopped is given back as well as one can. */
import { attempts, resendAfter } from './budget.ts';
import type { File, Open } from './case.ts';
import type { Policy } from './policy.ts';
import { close, type Step, wait } from './step.ts';

/** Others may see what we do not, and send us back each time. */
const mostBlindLooks = 4 * attempts;

/** SageMaker refuses a start that does not fit, so one sent blind is harmless. */
export function whenBlind(stand: Open, file: File, because: string, now: number, policy: Policy): Step {
  const why = `Whether root access is on is not known: ${because}`;
  if (file.restartOwed === null) return close('failed', why);
  if (file.case.failures.length >= mostBlindLooks) {
    return close('failed', `${why} Whether it runs is not known either.`, 'stays');
  }
  if (stand.at !== 'starting') return { do: 'start', because };
  if (stand.claims >= attempts) {
    return close('failed', `${why} It was started again, and whether it runs is not known either.`, 'stays');
  }
  const ready = stand.claimedAt + resendAfter('starting', policy);
  return now < ready ? wait(ready - now) : { do: 'start', because };
}
