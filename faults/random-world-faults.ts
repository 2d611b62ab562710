/** What goes wrong with notebooks, events and executions in a random story. */
import fc from 'fast-check';
import {
  afterOurs,
  type Happenings,
  moment,
  overBy,
  type Spells,
  seconds,
  shortly,
  sometime,
} from './random-moments.ts';
import { seldom } from './random-worlds.ts';

const stuck = ({ ofStatuses }: Spells) =>
  fc.record({
    stuck: fc.constantFrom(
      'Stopping',
      'Updating',
      'Pending',
      'PendingMaintenance',
      'InMaintenance',
      'Migrating',
    ),
    for: fc.constantFrom(...ofStatuses),
  });
const whiles = fc.constantFrom('PT5M', 'PT40M');
const worldFaults = (spells: Spells) =>
  fc.oneof(
    { weight: 2, arbitrary: stuck(spells) },
    fc.record({ startsAs: fc.constant('Failed'), times: fc.integer({ min: 1, max: 7 }) }),
    fc.record({
      ignores: fc.constantFrom('StopNotebookInstance', 'UpdateNotebookInstance', 'StartNotebookInstance'),
      times: fc.integer({ min: 1, max: 7 }),
    }),
    fc.record({ lose: fc.constant('events'), for: whiles }),
    fc.record({ duplicate: fc.constantFrom(2, 5), for: whiles }),
    fc.record({ refuse: fc.constant('StartExecution'), for: whiles }),
  );
export const others = (notebook: string, spells: Spells): fc.Arbitrary<Happenings> =>
  fc.tuple(sometime, worldFaults(spells)).map(([when, fault]) => {
    const counted = 'times' in fault ? { ...fault, for: overBy } : fault;
    return [{ ...when, notebook, fault: counted }];
  });

/** An execution that dies, and a person who lets it go on, once or not at all. */
export const deaths = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .record({
      second: moment,
      as: fc.constantFrom('ABORTED', 'FAILED', 'TIMED_OUT'),
      redriven: seldom(2, shortly),
    })
    .map(({ second, as, redriven }) => [
      { at: seconds(second), notebook, fault: { kill: 'execution', as } },
      ...(redriven === undefined
        ? []
        : [{ at: seconds(second + redriven), notebook, redrive: true as const }]),
    ]);
export const deathsAfterOurs = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .tuple(afterOurs, fc.constantFrom('ABORTED', 'FAILED', 'TIMED_OUT'))
    .map(([when, as]) => [{ ...when, notebook, fault: { kill: 'execution', as } }]);
