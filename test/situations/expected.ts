/** What each story of this folder comes to: the rows of docs/situations.md as data, by the test that plays them. */
import { answers } from './expected/answers.ts';
import { approvals } from './expected/approvals.ts';
import { crowds } from './expected/crowds.ts';
import { deaths } from './expected/deaths.ts';
import { detectors } from './expected/detectors.ts';
import { doors } from './expected/doors.ts';
import { exceptions } from './expected/exceptions.ts';
import { oddClicks } from './expected/odd-clicks.ts';
import { ordinary } from './expected/ordinary.ts';
import { overrides } from './expected/overrides.ts';
import { owners } from './expected/owners.ts';
import { pacing } from './expected/pacing.ts';
import { scope } from './expected/scope.ts';
import { sweeps, sweepsAfterTrouble } from './expected/sweeps.ts';
import { troubleOfCalls } from './expected/trouble-of-calls.ts';
import { troubleOfNotebooks } from './expected/trouble-of-notebooks.ts';
import { upgrades } from './expected/upgrades.ts';
import type { Seen } from './played.ts';

export { oddClicks } from './expected/odd-clicks.ts';
export { races } from './expected/races.ts';

export const ways = {
  ...ordinary,
  ...answers,
  ...exceptions,
  ...approvals,
  ...doors,
  ...detectors,
  ...owners,
  ...deaths,
  ...pacing,
  ...scope,
  ...upgrades,
  ...overrides,
  ...sweeps,
};
export const trouble = { ...troubleOfNotebooks, ...troubleOfCalls, ...crowds, ...sweepsAfterTrouble };
export const expected: Readonly<Record<string, Seen>> = { ...ways, ...trouble, ...oddClicks };

/** What is too many to say of each. */
export const fleets = { 'three-hundred-on-the-first-day': { outcomes: ['remediated'] } } as const;
