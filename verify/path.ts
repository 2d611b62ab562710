/** What an execution's way through the state machine says about AWS. */
import type { Path } from './executions.ts';
import type { Observations } from './observations.ts';

/** Neither sleeps nor forks: what is left are the acts and the end. How often each looked depends on AWS's pace. */
const isAct = (state: string): boolean => !/^(Await|Is[A-Z]|GraceOver$|Reroute$)/.test(state);

const withoutRepeats = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => name !== names[index - 1]);

export const actsOf = ({ states }: Path): string => withoutRepeats(states.filter(isAct)).join(' > ');

export function observePath(path: Path, observations: Observations): void {
  observations.saw('acts', actsOf(path));
  const woken = path.sleeps.filter(({ ended }) => ended === 'woken').map(({ state }) => state);
  const inGrace = path.sleeps.filter(({ state }) => state === 'AwaitOwner').map(({ ended }) => ended);
  observations.saw('tag wakes', woken.includes('AwaitOwner') ? 'woken' : inGrace.join(', ') || 'never slept');
  const byStatus = [...new Set(woken)].filter((state) => state !== 'AwaitOwner');
  observations.saw('status wakes', byStatus.join(', ') || 'none');
  observations.measured(
    'how its sleeps ended',
    path.sleeps.map(({ state, ended }) => `${state} ${ended}`).join(', '),
  );
}
