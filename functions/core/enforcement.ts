/** Root access is on and the time to end it has come. */
import { attempts, pollOfOthers, pollOfOurs, resendAfter } from './budget.ts';
import type { Facts } from './facts.ts';
import { failedEnding, giveBack } from './give-back.ts';
import { platformOf } from './platform.ts';
import { close, type Step, wait } from './step.ts';

/** After a failed act nothing more is tried: a notebook that we stopped is given back, and people are told. */
export function whenFailed(facts: Facts): Step | null {
  const failure = facts.file.case.failures.at(0);
  return failure === undefined ? null : failed(facts, `${failure.error}: ${failure.message}`);
}

function failed(facts: Facts, because: string): Step {
  switch (facts.stand.at) {
    case 'opened':
    case 'grace':
      return close('failed', `Root access is still enabled: ${because}`);
    default:
      return facts.file.restartOwed === null
        ? close('failed', `Root access is still enabled: ${because}`)
        : giveBack(facts, failedEnding(because));
  }
}

/** @param since when the present wait began: the deadline, or the phase's beginning */
export function enforce(facts: Facts, since: number): Step {
  const { notebook, now, policy } = facts;
  const within = (budget: number, step: Step, what: string): Step =>
    now - since < budget ? step : failed(facts, what);
  switch (notebook.status) {
    case 'InService':
      return platformOf(notebook.platform) === 'comes-back'
        ? send(facts, 'stopping', { do: 'stop' })
        : failed(facts, `its platform (${notebook.platform ?? 'not named'}) could not be started again.`);
    case 'Stopped':
      return send(facts, 'updating', { do: 'disable' });
    case 'Stopping':
      return within(policy.budgets.stop, wait(pollOfOurs(since, now, policy)), 'it is stuck in Stopping.');
    case 'Updating':
      return within(policy.budgets.update, wait(pollOfOurs(since, now, policy)), 'it is stuck in Updating.');
    case 'Pending':
      return within(
        policy.budgets.settle,
        wait(pollOfOthers(since, now, policy)),
        'it has been Pending too long.',
      );
    case 'Failed':
      return failed(facts, `its status is Failed (${notebook.failureReason ?? 'no reason given'}).`);
    case 'PendingMaintenance':
    case 'InMaintenance':
      return within(
        policy.budgets.maintenance,
        wait(pollOfOthers(since, now, policy)),
        'maintenance by AWS did not end within its budget.',
      );
    case 'unknown':
      return within(
        policy.budgets.settle,
        wait(pollOfOthers(since, now, policy)),
        `it stays in a status unknown to us (${notebook.statusText}).`,
      );
    case 'Deleting':
      return close('gone', 'The notebook is being deleted.');
    default:
      return notebook.status satisfies never;
  }
}

/** A phase's call: at once when the phase begins, then again only if it seems not to have taken, a few times. */
function send(facts: Facts, phase: 'stopping' | 'updating', step: Step): Step {
  const { now, policy, stand } = facts;
  if (stand.at !== phase || stand.claims === 0) return step;
  if (stand.claims >= attempts)
    return failed(facts, `SageMaker accepted the call ${stand.claims} times in vain.`);
  const ready = stand.claimedAt + resendAfter(phase, policy);
  return now < ready ? wait(ready - now) : step;
}
