/** What happens in a random story: people and their tools, and everything that can go wrong. */
import fc from 'fast-check';
import { answers, scans } from './random-answers.ts';
import { addresses, exceptions, seldom, subscriptions, type Written } from './random-worlds.ts';

/** Things that follow from one another, each a happening of a story. */
type Happenings = readonly Written[];

const seconds = (count: number): string => `PT${count}S`;

/** Most of it around the deadline, which is an hour after the first event. */
const moment = fc.oneof(
  fc.integer({ min: 0, max: 7_200 }),
  fc.integer({ min: 3_570, max: 4_200 }),
  fc.integer({ min: 3_570, max: 4_200 }),
);
const shortly = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 400 }));

const at = moment.map((second): Written => ({ at: seconds(second) }));
const afterOurs = fc
  .record({
    after: fc.constantFrom(
      'StopNotebookInstance',
      'UpdateNotebookInstance',
      'StartNotebookInstance',
      'Publish',
    ),
    plus: shortly.map(seconds),
    nth: fc.constantFrom(1, 1, 2),
  })
  .map((when): Written => when);
/** Between what a function looked at and what it does. */
const beforeOurs = fc
  .record({
    operation: fc.constantFrom(
      'UpdateItem',
      'UpdateItem',
      'DescribeNotebookInstance',
      'ListTags',
      'StopNotebookInstance',
      'UpdateNotebookInstance',
      'StartNotebookInstance',
      'Publish',
    ),
    function: seldom(
      2,
      fc.constantFrom(
        'notify-owner',
        'stop-notebook',
        'disable-root-access',
        'start-notebook',
        'close-case',
        'await-news',
        'answer-page',
      ),
    ),
    nth: fc.integer({ min: 1, max: 6 }),
  })
  .map(
    ({ function: by, ...call }): Written => ({
      before: { ...call, ...(by === undefined ? {} : { function: by }) },
    }),
  );
const whenever = fc.oneof(
  { weight: 4, arbitrary: at },
  { weight: 3, arbitrary: afterOurs },
  { weight: 2, arbitrary: beforeOurs },
);
/** What has no call of ours to come right before. */
const sometime = fc.oneof(at, afterOurs);

/** Mostly before the deadline: later answers come too late. */
const whileItMatters = fc.oneof(
  fc.integer({ min: 1, max: 3_600 }).map((second): Written => ({ at: seconds(second) })),
  whenever,
);

const tools = seldom(
  4,
  fc.constantFrom('cloudformation.amazonaws.com', 'APN/1.0 HashiCorp/1.0 Terraform/1.9.5'),
);

const rootAccess = (to: string): Written => ({ call: 'UpdateNotebookInstance', with: { RootAccess: to } });
/** An owner's own tag, or one by somebody who may be an approver. */
const taggers = fc.constantFrom(
  undefined,
  'arn:aws:sts::111122223333:assumed-role/Platform/pat@example.com',
  'arn:aws:sts::111122223333:assumed-role/Platform/alice@example.com',
);
const single = fc.oneof(
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

const calls = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .tuple(whenever, single, tools)
    .map(([when, call, through]) => [{ ...when, notebook, ...call, ...(through ? { through } : {}) }]);

/** Stopped, changed, started: the only way in which anybody can change root access. */
const changes = (notebook: string): fc.Arbitrary<Happenings> =>
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
const creations = (notebook: string): fc.Arbitrary<Happenings> =>
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
          Tags: [{ Key: 'Owner', Value: 'alice@example.com' }],
        },
      },
    ];
  });

const persons: fc.Arbitrary<Happenings> = fc
  .record({ when: at, person: fc.constantFrom(...addresses), becomes: subscriptions })
  .map(({ when, ...becomes }) => [{ ...when, ...becomes }]);

/** Each function with calls of its own. */
const places = fc.constantFrom(
  ['open-case', 'DescribeNotebookInstance'],
  ['open-case', 'UpdateItem'],
  ['notify-owner', 'GetItem'],
  ['notify-owner', 'ListSubscriptionsByTopic'],
  ['notify-owner', 'Publish'],
  ['notify-owner', 'UpdateItem'],
  ['stop-notebook', 'StopNotebookInstance'],
  ['stop-notebook', 'UpdateItem'],
  ['disable-root-access', 'UpdateNotebookInstance'],
  ['disable-root-access', 'DescribeNotebookInstance'],
  ['disable-root-access', 'UpdateItem'],
  ['start-notebook', 'StartNotebookInstance'],
  ['start-notebook', 'ListTags'],
  ['start-notebook', 'UpdateItem'],
  ['close-case', 'UpdateItem'],
  ['close-case', 'DescribeNotebookInstance'],
  ['close-case', 'Publish'],
  ['await-news', 'UpdateItem'],
  ['wake-case', 'UpdateItem'],
  ['wake-case', 'SendTaskSuccess'],
  ['notify-owner', 'PutItem'],
  ['answer-page', 'GetItem'],
  ['answer-page', 'UpdateItem'],
  ['answer-page', 'SendTaskSuccess'],
);

/** How each service says that it is busy, broken, or not to be used. */
const words = {
  SageMaker: ['ThrottlingException', 'InternalFailure', 'AccessDeniedException'],
  DynamoDB: ['ProvisionedThroughputExceededException', 'InternalServerError', 'AccessDeniedException'],
  SNS: ['Throttled', 'InternalError', 'AuthorizationError'],
  StepFunctions: ['ThrottlingException', 'InternalServerException', 'AccessDeniedException'],
} as const;
const serviceOf = (operation: string): keyof typeof words => {
  if (/Item$/.test(operation)) return 'DynamoDB';
  if (/^(Publish|ListSubscriptions)/.test(operation)) return 'SNS';
  return operation === 'SendTaskSuccess' ? 'StepFunctions' : 'SageMaker';
};

/** Whatever is not used up is over long before everything is touched once more. */
const overBy = 'P2D';

/** How long what is wrong may last, shortest first. */
export interface Spells {
  readonly ofCalls: readonly string[];
  readonly ofStatuses: readonly string[];
}
const times = fc.integer({ min: 1, max: 4 });

const callFaults = ({ ofCalls }: Spells): fc.Arbitrary<Happenings> =>
  fc
    .record({
      when: fc.oneof(whenever, fc.constant<Written>({ at: 'PT0S' })),
      place: places,
      kind: fc.constantFrom(
        'throttled',
        'broken',
        'denied',
        'timeout',
        'response-lost',
        'killed-before',
        'killed-after',
      ),
      count: times,
      lasts: fc.constantFrom(...ofCalls),
      isLasting: fc.boolean(),
    })
    .map(({ when, place: [by = '', operation = ''], kind, count, lasts, isLasting }) => {
      const [throttled, broken, denied] = words[serviceOf(operation)];
      const named: Readonly<Record<string, string>> = { throttled, broken, denied };
      const error = named[kind] ?? kind;
      const limits =
        kind === 'denied' || (isLasting && kind === 'throttled')
          ? { for: lasts }
          : { times: count, for: overBy };
      return [{ ...when, fault: { function: by, operation, error, ...limits } }];
    });

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
const others = (notebook: string, spells: Spells): fc.Arbitrary<Happenings> =>
  fc.tuple(sometime, worldFaults(spells)).map(([when, fault]) => {
    const counted = 'times' in fault ? { ...fault, for: overBy } : fault;
    return [{ ...when, notebook, fault: counted }];
  });

/** An execution that dies, and a person who lets it go on, once or not at all. */
const deaths = (notebook: string): fc.Arbitrary<Happenings> =>
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
const deathsAfterOurs = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .tuple(afterOurs, fc.constantFrom('ABORTED', 'FAILED', 'TIMED_OUT'))
    .map(([when, as]) => [{ ...when, notebook, fault: { kill: 'execution', as } }]);

/** Its owner may have stopped it long before its deadline. */
const stopped = seldom(2, fc.integer({ min: 60, max: 3_000 }));
const stops = (notebook: string, second: number | undefined): Happenings =>
  second === undefined ? [] : [{ at: seconds(second), notebook, call: 'StopNotebookInstance' }];

/** Something comes about while a function of ours tries again what it looked at: what it knows is old by then. */
const hindered = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .record({
      stopped,
      function: fc.constantFrom(
        ...['notify-owner', 'stop-notebook', 'disable-root-access', 'start-notebook'],
        ...['close-case', 'close-case', 'close-case'],
      ),
      nth: fc.constantFrom(1, 1, 2),
      times: fc.constantFrom(1, 2),
      what: fc.oneof(
        fc.constant<Written>({ fault: { kill: 'execution', as: 'ABORTED' } }),
        fc.constant(rootAccess('Enabled')),
        single,
      ),
    })
    .map(({ stopped: second, function: by, nth, times: count, what }) => {
      const before = { before: { function: by, operation: 'ListTags', nth }, notebook };
      const fault = { function: by, operation: 'ListTags', error: 'ThrottlingException' };
      return [
        ...stops(notebook, second),
        { ...before, ...what },
        { ...before, fault: { ...fault, times: count, for: overBy } },
      ];
    });

/** Somebody starts it as soon as we have touched it, and what we did may not have taken. */
const startedAtOnce = (notebook: string): fc.Arbitrary<Happenings> =>
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

/** @param notebook the one that it is about, where it is about one */
export const happenings = (notebook: string, spells: Spells): fc.Arbitrary<Happenings> =>
  fc.oneof(
    { weight: 6, arbitrary: calls(notebook) },
    { weight: 6, arbitrary: answers(notebook, whileItMatters) },
    { weight: 1, arbitrary: scans(notebook, whileItMatters) },
    { weight: 3, arbitrary: changes(notebook) },
    { weight: 1, arbitrary: creations(notebook) },
    { weight: 1, arbitrary: persons },
    { weight: 6, arbitrary: callFaults(spells) },
    { weight: 4, arbitrary: others(notebook, spells) },
    { weight: 2, arbitrary: deaths(notebook) },
    { weight: 1, arbitrary: deathsAfterOurs(notebook) },
    { weight: 3, arbitrary: hindered(notebook) },
    { weight: 2, arbitrary: startedAtOnce(notebook) },
  );
