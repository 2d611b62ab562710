/** Root access is off: whose doing was that, and does the notebook run as it did before? */
import { told } from './enforcement.ts';
import type { Facts } from './facts.ts';
import { type Ending, giveBack } from './give-back.ts';
import { leaveOf } from './leave.ts';
import { platformOf, successor } from './platform.ts';
import { close, type Step } from './step.ts';
import { refusedMove } from './upgrade.ts';

export function whenCompliant(facts: Facts): Step | null {
  const { file, notebook, stand } = facts;
  if (notebook.root === 'Enabled') return null;
  if (file.restartOwed !== null) return giveBack(facts, remediated(facts));
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
      return giveBack(facts, remediated(facts));
    default:
      return stand satisfies never;
  }
}

function remediated(facts: Facts): Ending {
  const { file, notebook } = facts;
  const leave = leaveOf(facts);
  const ofItsTag =
    leave.is === 'valid'
      ? ` An exception until ${leave.until} came after the update: to have root access back, stop it, update it with --root-access Enabled, and start it.`
      : leave.is === 'unapproved'
        ? ` Its exception did not count: ${leave.why}.`
        : '';
  const refused = refusedMove(file);
  const notMoved =
    refused === null ? '' : ` It was not moved to ${successor}, since AWS refused that: ${told(refused)}`;
  const cannotStart =
    platformOf(notebook.platform) === 'comes-back'
      ? ''
      : `${notMoved} Its platform (${notebook.platform ?? 'not named'}) cannot be started again: copy what you need to a new one on notebook-al2023-v1.`;
  return {
    running: 'remediated',
    leftStopped: 'remediated-left-stopped',
    down: 'remediated-not-restarted',
    said: (what) => `Root access is disabled. ${what}${cannotStart}${ofItsTag}`,
    because: null,
  };
}
