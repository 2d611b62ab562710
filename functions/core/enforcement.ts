/** Root access is on and the time to end it has come. */
import { attempts, pollOfOthers, pollOfOurs, resendAfter } from './budget.ts';
import type { Failure } from './case.ts';
import type { Facts } from './facts.ts';
import { failedEnding, giveBack, isOn } from './give-back.ts';
import { platformOf } from './platform.ts';
import { gaveUp, stopsOf } from './stand.ts';
import { close, type Step, wait } from './step.ts';
import { disable, isMoved, refusedMove } from './upgrade.ts';

/** After a failed act nothing more is tried: a notebook that we stopped is given back, and people are told. */
export function whenFailed(facts: Facts): Step | null {
  const { file } = facts;
  const failure = file.case.failures.at(refusedMove(file) === null ? 0 : 1);
  return failure === undefined ? null : failed(facts, told(failure));
}

/** As a sentence: what decide found by itself has no name, what was caught is AWS's own text. */
export function told({ error, message }: Failure): string {
  const said = error === gaveUp ? message : `${error}: ${message}`;
  return said.endsWith('.') ? said : `${said}.`;
}

function failed(facts: Facts, because: string): Step {
  return facts.stand.at === 'opened' || facts.file.restartOwed === null
    ? close('failed', `${isOn(facts.notebook)}: ${because}`)
    : giveBack(facts, failedEnding(facts.notebook, because));
}

/** @param since when the present wait began: the deadline, or the phase's beginning */
export function enforce(facts: Facts, since: number): Step {
  const { notebook, now, policy } = facts;
  const within = (budget: number, step: Step, what: string): Step =>
    now - since < budget ? step : failed(facts, what);
  switch (notebook.status) {
    case 'InService':
      return isMoved(facts) || platformOf(notebook.platform) === 'comes-back'
        ? send(facts, 'stopping', { do: 'stop' })
        : failed(facts, `its platform (${notebook.platform ?? 'not named'}) could not be started again.`);
    case 'Stopped':
      return send(facts, 'updating', disable(facts));
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
  if (stand.at === phase && stand.claims > 0) {
    const ready = stand.claimedAt + resendAfter(phase, policy);
    if (now < ready) return wait(ready - now);
  }
  const inVain = whyInVain(facts, phase);
  return inVain === null ? step : failed(facts, inVain);
}

/** Its owner may start it between our stop and our update, again and again, and an update may not take. */
function whyInVain({ policy, stand }: Facts, phase: 'stopping' | 'updating'): string | null {
  if (phase === 'stopping') {
    const stops = stopsOf(stand);
    return stops > policy.maxRounds ? `it was InService again after each of ${stops} stops.` : null;
  }
  return stand.at === phase && stand.claims >= attempts
    ? `SageMaker accepted the update ${stand.claims} times, and it did not take.`
    : null;
}
