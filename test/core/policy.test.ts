import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePolicy, policyDefaults, serialisePolicy } from '../../functions/core/policy.ts';

const platformEmail = 'platform@example.com';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const refusal = (message: string) => expect.objectContaining({ name: 'MalformedPolicy', message });
const aDuration = 'an ISO 8601 duration of days, hours, minutes or seconds';

describe('a policy whose dates or zones are none is refused:', () => {
  const enforcementWindow = { days: ['Mon'], from: '09:00', to: '17:00' };
  test('an unknown time zone', () => {
    expect(() =>
      parsePolicy({ platformEmail, enforcementWindow: { ...enforcementWindow, timeZone: 'Mars/Base' } }),
    ).toThrow(refusal('policy.enforcementWindow.timeZone: expected an IANA time zone, got "Mars/Base"'));
  });
  test('a freeze that ends before it begins', () => {
    expect(() => parsePolicy({ platformEmail, freezes: [{ from: '2026-12-24', to: '2026-12-23' }] })).toThrow(
      refusal(
        'policy.freezes[0]: expected dates of which the first is not the later, got {"from":"2026-12-24","to":"2026-12-23"}',
      ),
    );
  });
});

describe('a policy of nothing but the platform team’s address', () => {
  test('has every default, with durations in milliseconds', () => {
    expect(parsePolicy({ platformEmail })).toEqual({
      platformEmail,
      mode: 'enforce',
      graceWindow: day,
      repeatGraceWindow: hour,
      enforcementWindow: null,
      freezes: [],
      overrides: {},
      exceptionTagKey: 'root-access-exception',
      maxExceptionDays: 90,
      scope: {},
      approvers: [],
      exceptionWarning: 7 * day,
      maxRounds: 3,
      maxConcurrentStops: 10,
      maxCasesPerHour: null,
      reminders: [12 * hour, hour],
      stoppedNotebooks: 'wait',
      retiredPlatforms: 'hold',
      ownerTagKeys: ['Owner', 'owner'],
      ownerMailDomains: [],
      unreachableOwner: 'enforce',
      answerPage: true,
      detectors: [],
      postponement: 0,
      holdReminder: 7 * day,
      sweepEvery: 6 * hour,
      pollInterval: 30_000,
      budgets: { settle: hour, maintenance: day, stop: 30 * minute, update: 15 * minute, start: hour },
    });
  });

  test('is written to the environment with nothing left out', () => {
    expect(JSON.parse(serialisePolicy({ platformEmail }))).toEqual({ platformEmail, ...policyDefaults });
  });
});

describe('a policy that paces nothing, or nobody', () => {
  test.each([
    ['maxConcurrentStops', 0, 500],
    ['maxConcurrentStops', 501, 500],
    ['maxConcurrentStops', 1.5, 500],
    ['maxCasesPerHour', 0, 500],
    ['maxCasesPerHour', 501, 500],
  ])('is refused: %s %d', (key, value, most) =>
    expect(() => parsePolicy({ platformEmail, [key]: value })).toThrow(
      refusal(`policy.${key}: expected a whole number from 1 to ${most}, got ${value}`),
    ),
  );
  test('is none at its bounds', () =>
    expect(parsePolicy({ platformEmail, maxConcurrentStops: 500, maxCasesPerHour: 1 })).toMatchObject({
      maxConcurrentStops: 500,
      maxCasesPerHour: 1,
    }));
});

describe('what is written', () => {
  test.each([
    ['P1DT2H30M', day + 2.5 * hour],
    ['PT0.5H', 30 * minute],
    ['PT86400S', day],
    ['PT0S', 0],
    ['P180D', 180 * day],
  ])('a grace window of %s is %d ms', (graceWindow, expected) => {
    expect(parsePolicy({ platformEmail, graceWindow }).graceWindow).toBe(expected);
  });

  test('one budget leaves the others at their defaults', () => {
    expect(parsePolicy({ platformEmail, budgets: { stop: 'PT1H' } }).budgets).toEqual({
      ...parsePolicy({ platformEmail }).budgets,
      stop: hour,
    });
  });

  test('a tag may choose among windows, and a grace window within bounds, which may be one length', () => {
    const nights = { days: ['Mon'], from: '22:00', to: '04:00', timeZone: 'Europe/Paris' } as const;
    const graceWindow = { tagKey: 'grace', atLeast: 'PT4H', atMost: 'PT4H' };
    const enforcementWindow = { tagKey: 'window', choices: { nights } };
    expect(parsePolicy({ platformEmail, overrides: { graceWindow, enforcementWindow } }).overrides).toEqual({
      graceWindow: { tagKey: 'grace', atLeast: 4 * hour, atMost: 4 * hour },
      enforcementWindow,
    });
  });

  test('no reminders at all may be wanted', () => {
    expect(parsePolicy({ platformEmail, reminders: [] }).reminders).toEqual([]);
  });

  test('mail domains are compared in lower case', () => {
    expect(parsePolicy({ platformEmail, ownerMailDomains: ['Example.COM'] }).ownerMailDomains).toEqual([
      'example.com',
    ]);
  });

  test('reads back from the environment as the same policy', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 180 * 24 }),
        fc.constantFrom('observe', 'notify', 'enforce'),
        (n, mode) => {
          const policy = { platformEmail, mode, graceWindow: `PT${n}H` } as const;
          expect(parsePolicy(JSON.parse(serialisePolicy(policy)))).toEqual(parsePolicy(policy));
        },
      ),
    );
  });
});

describe('a bad value is refused with its key, what was expected and what was got', () => {
  test.each([
    [{ graceWindow: 'soon' }, `policy.graceWindow: expected ${aDuration}, got "soon"`],
    [{ graceWindow: 5 }, `policy.graceWindow: expected ${aDuration}, got 5`],
    [{ graceWindow: 'P1M' }, `policy.graceWindow: expected ${aDuration}, got "P1M"`],
    [{ graceWindow: 'P1Y' }, `policy.graceWindow: expected ${aDuration}, got "P1Y"`],
    [{ graceWindow: '-PT1H' }, `policy.graceWindow: expected ${aDuration}, from PT0S to P180D, got "-PT1H"`],
    [{ graceWindow: 'P181D' }, `policy.graceWindow: expected ${aDuration}, from PT0S to P180D, got "P181D"`],
    [{ pollInterval: 'PT0S' }, `policy.pollInterval: expected ${aDuration}, from PT1S to P1D, got "PT0S"`],
    [
      { budgets: { stop: 'PT0S' } },
      `policy.budgets.stop: expected ${aDuration}, from PT1S to P30D, got "PT0S"`,
    ],
    [
      { budgets: { halt: 'PT1S' } },
      'policy.budgets.halt: expected one of the keys settle, maintenance, stop, update, start, got "halt"',
    ],
    [
      { budgets: null },
      'policy.budgets: expected an object with the keys settle, maintenance, stop, update, start, got null',
    ],
    [{ reminders: ['PT1H', 'x'] }, `policy.reminders[1]: expected ${aDuration}, got "x"`],
    [
      { reminders: ['PT1H', 'PT2H'] },
      'policy.reminders: expected a list of ISO 8601 durations, longest first, got ["PT1H","PT2H"]',
    ],
    [
      { reminders: ['PT1H', 'PT60M'] },
      'policy.reminders: expected a list of ISO 8601 durations, longest first, got ["PT1H","PT60M"]',
    ],
    [
      { sweepEvery: 'PT15M30S' },
      'policy.sweepEvery: expected an ISO 8601 duration of whole minutes, got "PT15M30S"',
    ],
    [{ mode: 'x' }, 'policy.mode: expected one of observe, notify, enforce, got "x"'],
    [{ stoppedNotebooks: true }, 'policy.stoppedNotebooks: expected one of wait, disable, got true'],
    [{ detectors: ['macie'] }, 'policy.detectors[0]: expected one of config, security-hub, got "macie"'],
    [{ scope: ['pilot'] }, 'policy.scope: expected tags as {key: value}, got ["pilot"]'],
    [{ scope: { pilot: true } }, "policy.scope.pilot: expected a tag's value, got true"],
    [
      { overrides: { graceWindow: { tagKey: 'grace', atLeast: 'P2D', atMost: 'P1D' } } },
      'policy.overrides.graceWindow: expected bounds of which atLeast is not the longer, got {"tagKey":"grace","atLeast":"P2D","atMost":"P1D"}',
    ],
    [
      { overrides: { enforcementWindow: { tagKey: 'window', choices: {} } } },
      'policy.overrides.enforcementWindow.choices: expected at least one window by its name, got {}',
    ],
    [
      { overrides: { postponement: {} } },
      'policy.overrides.postponement: expected one of the keys graceWindow, enforcementWindow, got "postponement"',
    ],
    [{ retiredPlatforms: 'stop' }, 'policy.retiredPlatforms: expected one of hold, upgrade, got "stop"'],
    [{ answerPage: 'no' }, 'policy.answerPage: expected true or false, got "no"'],
    [
      { postponement: 'P31D' },
      'policy.postponement: expected an ISO 8601 duration of days, hours, minutes or seconds, from PT0S to P30D, got "P31D"',
    ],
    [{ unreachableOwner: 'ask' }, 'policy.unreachableOwner: expected one of enforce, hold, got "ask"'],
    [{ platformEmail: 'us' }, 'policy.platformEmail: expected a mail address, got "us"'],
    [{ platformEmail: undefined }, 'policy.platformEmail: expected a mail address, got nothing'],
    [
      { ownerMailDomains: ['@a.org'] },
      'policy.ownerMailDomains[0]: expected a mail domain such as example.com, got "@a.org"',
    ],
    [
      { approvers: ['Platform'] },
      'policy.approvers[0]: expected an ARN pattern of a role or a user, or permission-set/NAME, got "Platform"',
    ],
    [{ ownerTagKeys: [''] }, 'policy.ownerTagKeys[0]: expected a tag key, got ""'],
  ])('%j', (part, message) => {
    expect(() => parsePolicy({ platformEmail, ...part })).toThrow(refusal(message));
  });

  test.each([['x'], [undefined], [null], [[]]])('a policy that is no object: %j', (raw) => {
    expect(() => parsePolicy(raw)).toThrow(
      /^policy: expected an object with the keys platformEmail, .*, got /,
    );
  });

  test('a misspelt key is named beside those that exist', () => {
    expect(() => parsePolicy({ platformEmail, gracewindow: 'PT1H' })).toThrow(
      /^policy\.gracewindow: expected one of the keys .*graceWindow.*, got "gracewindow"$/,
    );
  });

  test('several are refused at once, on one line', () => {
    expect(() => parsePolicy({ platformEmail, mode: 'x', graceWindow: 'soon' })).toThrow(
      /^policy\.mode: expected [^\n]*; policy\.graceWindow: expected [^\n]*$/,
    );
  });
});

test('the longest grace window and all the longest budgets fit into the year that an execution may live', () => {
  const longest = { settle: 'P30D', maintenance: 'P30D', stop: 'P30D', update: 'P30D', start: 'P30D' };
  const { graceWindow, budgets } = parsePolicy({ platformEmail, graceWindow: 'P180D', budgets: longest });
  const all = Object.values(budgets).reduce((sum, budget) => sum + budget, graceWindow);
  expect(all).toBeLessThan(365 * day);
});
