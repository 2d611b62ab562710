/** What happens in a random story: people and their tools, and everything that can go wrong. */
import fc from 'fast-check';
import { answers, scans } from './random-answers.ts';
import { callFaults, hindered } from './random-call-faults.ts';
import { findings } from './random-findings.ts';
import { type Happenings, type Spells, whileItMatters } from './random-moments.ts';
import { pauses, retagged } from './random-operators.ts';
import { approvals, calls, changes, creations, persons, startedAtOnce } from './random-people.ts';
import { deaths, deathsAfterOurs, others } from './random-world-faults.ts';

/** @param notebook the one that it is about, where it is about one */
export const happenings = (notebook: string, spells: Spells): fc.Arbitrary<Happenings> =>
  fc.oneof(
    { weight: 6, arbitrary: calls(notebook) },
    { weight: 6, arbitrary: answers(notebook, whileItMatters) },
    { weight: 1, arbitrary: scans(notebook, whileItMatters) },
    { weight: 2, arbitrary: approvals(notebook) },
    { weight: 3, arbitrary: changes(notebook) },
    { weight: 1, arbitrary: creations(notebook) },
    { weight: 1, arbitrary: persons },
    { weight: 6, arbitrary: callFaults(spells) },
    { weight: 4, arbitrary: others(notebook, spells) },
    { weight: 2, arbitrary: deaths(notebook) },
    { weight: 1, arbitrary: deathsAfterOurs(notebook) },
    { weight: 3, arbitrary: hindered(notebook) },
    { weight: 2, arbitrary: startedAtOnce(notebook) },
    { weight: 3, arbitrary: pauses },
    { weight: 2, arbitrary: retagged(notebook) },
    { weight: 2, arbitrary: findings(notebook) },
  );
