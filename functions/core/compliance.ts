/** Root access is off: whose doing was that, and does the notebook run as it did before? */
import { attempts, pollOfOthers, pollOfOurs, pollOfStart, resendAfter } from './budget.ts';
import type { Facts } from './facts.ts';
import { close, type Step, wait } from './step.ts';

export function whenCompliant(facts: Facts): Step | null {
  const { file, notebook, stand } = facts;
  if (notebook.root === 'Enabled') return null;
  switch (stand.at) {
    case 'opened':
    case 'grace':
      // While Updating, Describe may show the value before or after.
      if (notebook.status === 'Updating') return null;
      return file.case.notices.length === 0
        ? close('already-compliant', 'Root access was disabled at the first look.')
        : close('fixed-meanwhile', 'Root access was disabled during the case, not by us.');
    case 'stopping':
    case 'updating':
    case 'starting':
      return giveBack(facts);
    default:
      return stand satisfies never;
  }
}

/** Brings a notebook that was running back into service, or says what keeps it from it. */
export function giveBack(facts: Facts, because: string | null = null): Step {
  const { file, notebook, now, policy } = facts;
  const stand = facts.stand as Exclude<Facts['stand'], { at: 'opened' | 'grace' }>;
  const end = ending(notebook.root, because);
  switch (notebook.status) {
    case 'InService':
      return close(end.running, end.said('It is InService.'));
    case 'Stopped':
    case 'Failed': {
      if (file.restartOwed === null) return close(end.leftStopped, end.said('It was stopped before.'));
      if (stand.at !== 'starting' || stand.claims === 0) return { do: 'start', because };
      if (stand.comingUp && notebook.status === 'Stopped') {
        return close(end.leftStopped, end.said('It was stopped again after it had come up.'));
      }
      const refused = file.case.failures.find((failure) => failure.during === 'starting');
      if (refused !== undefined) {
        return close(end.down, end.said(`It could not be started again: ${refused.message}`));
      }
      if (stand.claims >= attempts || now - stand.since >= policy.budgets.start) {
        const reason = notebook.failureReason === null ? '' : ` (${notebook.failureReason})`;
        return close(end.down, end.said(`It did not start within its budget${reason}.`));
      }
      const ready = stand.claimedAt + resendAfter('starting', policy);
      return now < ready ? wait(ready - now) : { do: 'start', because };
    }
    case 'Pending':
      return now - stand.since < policy.budgets.start
        ? wait(pollOfStart(stand.since, now, policy))
        : close(end.down, end.said('It has been starting for too long.'));
    case 'Stopping':
      return now - stand.since < policy.budgets.stop
        ? wait(pollOfOurs(stand.since, now, policy))
        : close(end.down, end.said('It is stuck in Stopping.'), 'stays');
    case 'Updating':
      return now - stand.since < policy.budgets.update
        ? wait(pollOfOurs(stand.since, now, policy))
        : close(end.down, end.said('It is stuck in Updating.'), 'stays');
    case 'PendingMaintenance':
    case 'InMaintenance':
      return now - stand.since < policy.budgets.maintenance
        ? wait(pollOfOthers(stand.since, now, policy))
        : close(end.down, end.said('Maintenance by AWS did not end within its budget.'), 'stays');
    case 'unknown':
      return now - stand.since < policy.budgets.settle
        ? wait(pollOfOthers(stand.since, now, policy))
        : close(end.down, end.said(`It stays in a status unknown to us (${notebook.statusText}).`), 'stays');
    case 'Deleting':
      return close('gone', 'The notebook is being deleted.');
    default:
      return notebook.status satisfies never;
  }
}

/** The true outcomes by what Describe shows of root access. */
function ending(root: 'Enabled' | 'Disabled', because: string | null) {
  return root === 'Disabled'
    ? ({
        running: 'remediated',
        leftStopped: 'remediated-left-stopped',
        down: 'remediated-not-restarted',
        said: (what: string) => `Root access is disabled. ${what}`,
      } as const)
    : ({
        running: 'failed',
        leftStopped: 'failed',
        down: 'failed',
        said: (what: string) => `Root access is still enabled: ${because ?? 'no reason recorded'} ${what}`,
      } as const);
}
