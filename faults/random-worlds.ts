/** What a random story begins with: a policy, people, notebooks, and how fast AWS tells of things. */
import fc from 'fast-check';

export type Written = Readonly<Record<string, unknown>>;

/** Mostly left out, which is also what it shrinks to; else one time in `often`. */
export const seldom = <T>(often: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof(
    { withCrossShrink: true },
    { weight: often - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0);

/** Without the members that say nothing. */
export const said = (all: Written): Written =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => !isNothing(value)));

/** An object of those members that are not left out. */
export const sparse = (members: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Written> =>
  fc.record(members).map(said);

const everyDay = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A story begins on Monday 23 November 2026, 09:00 UTC; with an hour of grace its deadline is at 10:00. */
const windows = fc.constantFrom(
  { days: everyDay, from: '11:10', to: '18:00', timeZone: 'Europe/Paris' },
  { days: ['Tue', 'Thu'], from: '22:00', to: '02:00', timeZone: 'Europe/Dublin' },
);
const freezes = fc.constantFrom(
  [{ from: '2026-11-23', to: '2026-11-23' }],
  [
    { from: '2026-11-24', to: '2026-11-24' },
    { from: '2026-11-22', to: '2026-11-23' },
  ],
);

/** @param pollInterval what is polled how often, where anything is said of it */
export const policies = (pollInterval: fc.Arbitrary<string | undefined>): fc.Arbitrary<Written> =>
  sparse({
    graceWindow: fc.constantFrom('PT1H', 'PT1H', 'PT1H', 'PT20M'),
    reminders: fc.constantFrom([], [], ['PT30M'], ['PT40M', 'PT15M']),
    mode: seldom(12, fc.constantFrom('notify', 'observe')),
    stoppedNotebooks: seldom(4, fc.constant('disable')),
    unreachableOwner: seldom(4, fc.constant('hold')),
    repeatGraceWindow: seldom(4, fc.constantFrom('PT10M', 'PT2H')),
    maxRounds: seldom(3, fc.constantFrom(1, 2)),
    approvers: seldom(3, fc.constant(['arn:aws:iam::111122223333:role/Platform'])),
    postponement: seldom(2, fc.constantFrom('PT30M', 'PT3H')),
    enforcementWindow: seldom(6, windows),
    freezes: seldom(8, freezes),
    pollInterval,
    // Each night is enough: stories go on for weeks.
    sweepEvery: fc.constant('P7D'),
    budgets: seldom(
      4,
      fc.constantFrom<Written>(
        { stop: 'PT5M', update: 'PT5M' },
        { start: 'PT10M' },
        { settle: 'PT10M', maintenance: 'PT1H' },
      ),
    ),
  });

export const addresses = ['alice@example.com', 'platform@example.com'];
export const subscriptions = fc.constantFrom('confirmed', 'pending', 'none');

export const people = sparse(
  Object.fromEntries(addresses.map((address) => [address, seldom(5, subscriptions)])),
);

export const delays = sparse({
  cloudtrail: seldom(3, fc.constantFrom('PT0S', 'PT0S', 'PT2M', 'PT6M')),
  stateChange: seldom(3, fc.constantFrom('PT0S', 'PT0S', 'PT1M')),
});

/** What the exception's tag may say: leave, leave that is over, and what is no leave at all. */
export const exceptions = fc.constantFrom(
  'until=2026-11-30 SEC-7 driver tests',
  'until=2026-11-23 SEC-8 today',
  'until=2026-11-20 SEC-9 over',
  'until Christmas',
);

const statuses = [
  'Pending',
  'Stopping',
  'Updating',
  'Failed',
  'Deleting',
  'PendingMaintenance',
  'InMaintenance',
  'Migrating',
];

const tags = sparse({
  Owner: fc.constantFrom(...Array(5).fill('alice@example.com'), 'bob@elsewhere.example', undefined),
  'root-access-exception': seldom(12, exceptions),
});

const takes = sparse({
  stop: seldom(6, fc.constantFrom('PT5S', 'PT8M')),
  update: seldom(6, fc.constantFrom('PT5S', 'PT6M')),
  start: seldom(6, fc.constantFrom('PT20S', 'PT12M')),
});

export const notebook = (name: string): fc.Arbitrary<Written> =>
  sparse({
    name: fc.constant(name),
    status: fc.oneof(
      { withCrossShrink: true },
      { weight: 12, arbitrary: fc.constant('InService') },
      { weight: 3, arbitrary: fc.constant('Stopped') },
      { weight: 3, arbitrary: fc.constantFrom(...statuses) },
    ),
    rootAccess: fc.constantFrom(...Array(10).fill('Enabled'), 'Disabled', null),
    platform: fc.oneof(
      { withCrossShrink: true },
      { weight: 14, arbitrary: fc.constant('notebook-al2023-v1') },
      {
        weight: 2,
        arbitrary: fc.constantFrom('notebook-al2-v3', 'notebook-al1-v1', 'notebook-al2027-v1', null),
      },
    ),
    tags,
    takes,
  });
