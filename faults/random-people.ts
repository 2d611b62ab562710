/** What people and their tools do to notebooks in a random story. */
import fc from 'fast-check';
import { at, type Happenings, moment, overBy, seconds, whenever } from './random-moments.ts';
import { addresses, exceptions, pilot, seldom, subscriptions, type Written } from './random-worlds.ts';

const tools = seldom(
  4,
  fc.constantFrom('cloudformation.amazonaws.com', 'APN/1.0 HashiCorp/1.0 Terraform/1.9.5'),
);

export const rootAccess = (to: string): Written => ({
  call: 'UpdateNotebookInstance',
  with: { RootAccess: to },
});
const asApprover = (person: string): string =>
  `arn:aws:sts::111122223333:assumed-role/Platform/${person}@example.com`;
/** An owner's own tag, or one by somebody who may be an approver. */
const taggers = fc.constantFrom(undefined, asApprover('pat'), asApprover('alice'));
export const single = fc.oneof(
  fc.constantFrom<Written>(
    { call: 'StopNotebookInstance' },
    { call: 'StartNotebookInstance' },
    { call: 'DeleteNotebookInstance' },
    rootAccess('Disabled'),
    rootAccess('Enabled'),
    { call: 'UpdateNotebookInstance', with: { VolumeSizeInGB: 50 } },
    { call: 'DeleteTags', with: { TagKeys: ['root-access-exception'] } },
  ),
  fc.tuple(exceptions, taggers).map(
    ([Value, as]): Written => ({
      call: 'AddTags',
      with: { Tags: [{ Key: 'root-access-exception', Value }] },
      ...(as === undefined ? {} : { as }),
    }),
  ),
);

/** Leave that is of use all along. */
const leaves = ['until=2026-11-30 SEC-7 driver tests', 'until=2026-12-01 SEC-7 more of them'];

/** The owner's tag, an approver's, the same value again or another, in any order, while events may be lost. */
export const approvals = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .record({
      from: moment,
      touches: fc.array(
        fc.record({
          after: fc.constantFrom(0, 0, 20, 90, 400, 1_500),
          as: fc.constantFrom(
            undefined,
            undefined,
            asApprover('pat'),
            asApprover('pat'),
            asApprover('alice'),
          ),
          value: fc.constantFrom(...leaves, leaves[0], null),
        }),
        { minLength: 2, maxLength: 4 },
      ),
      lost: seldom(3, fc.record({ after: fc.constantFrom(0, 0, 60), lasts: fc.constantFrom(60, 600) })),
    })
    .map(({ from, touches, lost }) => [
      ...(lost === undefined
        ? []
        : [
            {
              ...{ at: seconds(from + lost.after), notebook },
              fault: { lose: 'events', for: seconds(lost.lasts) },
            },
          ]),
      ...touches.map(({ as, value }, index) => ({
        at: seconds(touches.slice(0, index + 1).reduce((sum, { after }) => sum + after, from)),
        notebook,
        ...(value === null
          ? { call: 'DeleteTags', with: { TagKeys: ['root-access-exception'] } }
          : { call: 'AddTags', with: { Tags: [{ Key: 'root-access-exception', Value: value }] } }),
        ...(as === undefined ? {} : { as }),
      })),
    ]);

export const calls = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .tuple(whenever, single, tools)
    .map(([when, call, through]) => [{ ...when, notebook, ...call, ...(through ? { through } : {}) }]);

/** Stopped, changed, started: the only way in which anybody can change root access. */
export const changes = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .record({
      second: fc.oneof(moment, fc.integer({ min: 4_500, max: 12_000 })),
      to: fc.constantFrom('Enabled', 'Enabled', 'Disabled'),
      through: tools,
      rounds: fc.integer({ min: 1, max: 3 }),
      isStarted: fc.constantFrom(true, true, false),
    })
    .map(({ second, to, through, rounds, isStarted }) =>
      Array.from({ length: rounds }, (_, round) => second + round * 10_800).flatMap((from) => {
        const how = { notebook, ...(through ? { through } : {}) };
        return [
          { at: seconds(from), ...how, call: 'StopNotebookInstance' },
          { at: seconds(from + 120), ...how, ...rootAccess(to) },
          ...(isStarted ? [{ at: seconds(from + 240), ...how, call: 'StartNotebookInstance' }] : []),
        ];
      }),
    );

/** Under a name that may have been borne before. */
export const creations = (notebook: string): fc.Arbitrary<Happenings> =>
  fc.tuple(moment, tools).map(([second, through]) => {
    const how = { notebook, ...(through ? { through } : {}) };
    return [
      { at: seconds(second), ...how, call: 'StopNotebookInstance' },
      { at: seconds(second + 100), ...how, call: 'DeleteNotebookInstance' },
      {
        at: seconds(second + 200),
        ...how,
        call: 'CreateNotebookInstance',
        with: {
          InstanceType: 'ml.t3.medium',
          RoleArn: 'arn:aws:iam::111122223333:role/NotebookRole',
          Tags: [
            { Key: 'Owner', Value: 'alice@example.com' },
            { Key: pilot, Value: 'yes' },
          ],
        },
      },
    ];
  });

export const persons: fc.Arbitrary<Happenings> = fc
  .record({ when: at, person: fc.constantFrom(...addresses), becomes: subscriptions })
  .map(({ when, ...becomes }) => [{ ...when, ...becomes }]);

/** Its owner may have stopped it long before its deadline. */
export const stopped = seldom(2, fc.integer({ min: 60, max: 3_000 }));
export const stops = (notebook: string, second: number | undefined): Happenings =>
  second === undefined ? [] : [{ at: seconds(second), notebook, call: 'StopNotebookInstance' }];

/** Somebody starts it as soon as we have touched it, and what we did may not have taken. */
export const startedAtOnce = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .record({
      stopped,
      after: fc.constantFrom('StopNotebookInstance', 'UpdateNotebookInstance'),
      second: fc.integer({ min: 1, max: 200 }),
      ignored: seldom(2, fc.constantFrom(1, 6)),
    })
    .map(({ stopped: before, after, second, ignored }) => [
      ...stops(notebook, before),
      ...(ignored === undefined
        ? []
        : [{ at: 'PT0S', notebook, fault: { ignores: after, times: ignored, for: overBy } }]),
      { after, plus: seconds(second), notebook, call: 'StartNotebookInstance' },
    ]);
