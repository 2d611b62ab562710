/** Brings a notebook that was running back into service, or says what keeps it from it. */
import { attempts, pollOfOthers, pollOfOurs, pollOfStart, resendAfter } from './budget.ts';
import type { Outcome } from './case.ts';
import { type Facts, sinceOf } from './facts.ts';
import type { Notebook } from './notebook.ts';
import { close, type Step, wait } from './step.ts';

/** How it ends by whether it runs, in what a look shows and no more. */
export interface Ending {
  readonly running: Outcome;
  readonly leftStopped: Outcome;
  readonly down: Outcome;
  /** What is true of root access, and then of the notebook. */
  readonly said: (what: string) => string;
  /** What failed, when it is given back with root access still on. */
  readonly because: string | null;
}

/** What is true of root access that is not off: while Updating, Describe may show the value before or after. */
export const isOn = ({ status }: Notebook): string =>
  status === 'Updating' ? 'Root access may be on or off' : 'Root access is still enabled';

export const failedEnding = (notebook: Notebook, because: string): Ending => ({
  running: 'failed',
  leftStopped: 'failed',
  down: 'failed',
  said: (what) =>
    because.toLowerCase() === what.toLowerCase()
      ? `${isOn(notebook)}: ${because}`
      : `${isOn(notebook)}: ${because} ${what}`,
  because,
});

export function giveBack(facts: Facts, end: Ending): Step {
  const { file, notebook, now, policy } = facts;
  const { because } = end;
  const stand = facts.stand;
  const since = sinceOf(facts);
  switch (notebook.status) {
    case 'InService':
      return close(end.running, end.said('It is InService.'));
    case 'Stopped':
    case 'Failed': {
      if (file.restartOwed === null) return close(end.leftStopped, end.said('It was stopped before.'));
      const { failures } = file.case;
      if (failures.length >= attempts) {
        // Each try adds one: the act that starts can do nothing, and another try would be one of a loop.
        return close(end.down, end.said(`It could not be started again: ${failures.at(-1)?.message}`));
      }
      if (stand.at !== 'starting' || stand.claims === 0) return { do: 'start', because };
      if (stand.comingUp && notebook.status === 'Stopped') {
        return close(end.leftStopped, end.said('It was stopped again after it had come up.'));
      }
      const refused = failures.find((failure) => failure.during === 'starting');
      if (refused !== undefined) {
        return close(end.down, end.said(`It could not be started again: ${refused.message}`));
      }
      if (stand.claims >= attempts || now - since >= policy.budgets.start) {
        const reason = notebook.failureReason === null ? '' : ` (${notebook.failureReason})`;
        return close(end.down, end.said(`It did not start within its budget${reason}.`));
      }
      const ready = stand.claimedAt + resendAfter('starting', policy);
      return now < ready ? wait(ready - now) : { do: 'start', because };
    }
    case 'Pending':
      return now - since < policy.budgets.start
        ? wait(pollOfStart(since, now, policy))
        : close(end.down, end.said('It has been starting for too long.'));
    case 'Stopping':
      return now - since < policy.budgets.stop
        ? wait(pollOfOurs(since, now, policy))
        : close(end.down, end.said('It is stuck in Stopping.'), 'stays');
    case 'Updating':
      return now - since < policy.budgets.update
        ? wait(pollOfOurs(since, now, policy))
        : close(end.down, end.said('It is stuck in Updating.'), 'stays');
    case 'PendingMaintenance':
    case 'InMaintenance':
      return now - since < policy.budgets.maintenance
        ? wait(pollOfOthers(since, now, policy))
        : close(end.down, end.said('Maintenance by AWS did not end within its budget.'), 'stays');
    case 'unknown':
      return now - since < policy.budgets.settle
        ? wait(pollOfOthers(since, now, policy))
        : close(end.down, end.said(`It stays in a status unknown to us (${notebook.statusText}).`), 'stays');
    case 'Deleting':
      return close('gone', 'The notebook is being deleted.');
    default:
      return notebook.status satisfies never;
  }
}
