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

/** The tag of which the policy's scope may speak. */
export const pilot = 'pilot';

/** Tags by which a notebook chooses, within what the policy lets it, and some that choose nothing. */
export const choices: readonly (readonly [string, string])[] = [
  ['root-grace', 'PT40M'],
  ['root-grace', 'PT2H'],
  ['root-grace', 'PT1M'],
  ['root-grace', 'P9D'],
  ['root-window', 'noon'],
  ['root-window', 'night'],
];

const overrides: Written = {
  graceWindow: { tagKey: 'root-grace', atLeast: 'PT30M', atMost: 'PT4H' },
  enforcementWindow: {
    tagKey: 'root-window',
    choices: { noon: { days: everyDay, from: '12:00', to: '16:00', timeZone: 'Europe/Paris' } },
  },
};

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
    scope: seldom(6, fc.constant({ [pilot]: 'yes' })),
    overrides: seldom(4, fc.constant(overrides)),
    retiredPlatforms: seldom(2, fc.constant('upgrade')),
    detectors: seldom(3, fc.constant(['config', 'security-hub'])),
    maxConcurrentStops: seldom(3, fc.constant(1)),
    maxCasesPerHour: seldom(6, fc.constant(1)),
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

const chosen = (key: string) =>
  fc.constantFrom(...choices.flatMap(([of, value]) => (of === key ? [value] : [])));

const tags = sparse({
  Owner: fc.constantFrom(...Array(5).fill('alice@example.com'), 'bob@elsewhere.example', undefined),
  'root-access-exception': seldom(12, exceptions),
  [pilot]: fc.constantFrom(...Array(8).fill('yes'), 'no', undefined),
  'root-grace': seldom(4, chosen('root-grace')),
  'root-window': seldom(5, chosen('root-window')),
});

/** Platforms that a machine does not stop, and such as the policy may let it move, if that runs the instance. */
const others = fc.constantFrom<Written>(
  ...Array(4).fill({ platform: 'notebook-al2-v3' }),
  { platform: 'notebook-al2-v2', instanceType: 'ml.p3.2xlarge' },
  { platform: 'notebook-al1-v1' },
  { platform: 'notebook-al2027-v1' },
  { platform: null },
);
const machines = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: fc.constant<Written>({ platform: 'notebook-al2023-v1' }) },
  { weight: 1, arbitrary: others },
);

const takes = sparse({
  stop: seldom(6, fc.constantFrom('PT5S', 'PT8M')),
  update: seldom(6, fc.constantFrom('PT5S', 'PT6M')),
  start: seldom(6, fc.constantFrom('PT20S', 'PT12M')),
});

const made = (name: string): fc.Arbitrary<Written> =>
  sparse({
    name: fc.constant(name),
    status: fc.oneof(
      { withCrossShrink: true },
      { weight: 12, arbitrary: fc.constant('InService') },
      { weight: 3, arbitrary: fc.constant('Stopped') },
      { weight: 3, arbitrary: fc.constantFrom(...statuses) },
    ),
    rootAccess: fc.constantFrom(...Array(10).fill('Enabled'), 'Disabled', null),
    tags,
    takes,
  });

export const notebook = (name: string): fc.Arbitrary<Written> =>
  fc.tuple(made(name), machines).map(([notebook, machine]) => ({ ...notebook, ...machine }));
