/**
 * Moves an AL2 notebook to AL2023 in the update that turns its root access off, where the policy wants that, its
 * owner was told so, and AL2023 runs its instance type.
 */
import type { Failure, File } from './case.ts';
import type { Facts } from './facts.ts';
import { canBeMoved, isToBeMoved, successor } from './platform.ts';
import type { Step } from './step.ts';

/**
 * That AWS refused to move one that we did not stop: it need not come back, so only its root access is turned off then.
 * That this is refused too is another failure.
 */
export function refusedMove({ case: held, restartOwed }: File): Failure | null {
  const failure = held.failures.at(0);
  const isOfTheMove = failure?.during === 'updating' && failure.error === 'RequestRefused';
  return held.upgrade === true && restartOwed === null && isOfTheMove ? failure : null;
}

/** One that we have stopped is moved whatever the policy has become: it could not be started again otherwise. */
export const isMoved = ({ file, notebook, policy }: Pick<Facts, 'file' | 'notebook' | 'policy'>): boolean =>
  file.case.upgrade === true &&
  canBeMoved(notebook) &&
  refusedMove(file) === null &&
  (file.restartOwed !== null || policy.retiredPlatforms === 'upgrade');

export const disable = (facts: Facts): Step =>
  isMoved(facts) ? { do: 'disable', moveTo: successor } : { do: 'disable' };

/** We stopped it, and it can only come back by the update: whoever wants it left as it is comes too late. */
export const isPastReturn = (facts: Facts): boolean => facts.file.restartOwed !== null && isMoved(facts);

/** What a notice says of it: the first one promises it, the others keep to that. */
export const movesIn = (of: Pick<Facts, 'file' | 'notebook' | 'policy'>): boolean =>
  of.file.case.stand.at === 'opened' ? isToBeMoved(of.notebook, of.policy) : isMoved(of);
