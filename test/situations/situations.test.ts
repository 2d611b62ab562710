/** Each row of docs/situations.md by its story: what was done, in which order, who was told, how it ended. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from '../../local/sandbox.ts';
import { answers } from './expected/answers.ts';
import { expected, fleets, races, ways } from './expected.ts';
import { hold, Playbill } from './hold.ts';
import { type Seen, tagsIn } from './played.ts';

let sandbox: Sandbox;
const playbill = new Playbill();
beforeAll(async () => {
  sandbox = await Sandbox.open();
  await playbill.play(sandbox, Object.keys(ways));
}, 600_000);
afterAll(() => sandbox.close());

const told = playbill.all;
const played = (name: string) => playbill.of(name);

hold(ways, playbill);

describe('CloudTrail', () => {
  it('is never asked more than twice within a second, however many cases ask it', () => {
    const asked = played('many-approvals-whose-events-were-lost').report.calls.filter(
      ({ operation }) => operation === 'LookupEvents',
    );
    expect(asked.length).toBeGreaterThanOrEqual(6);
    expect(asked.filter(({ error }) => error !== null)).toEqual([]);
    const at = asked.map((call) => Date.parse(call.at));
    expect(
      Math.max(...at.map((from) => at.filter((to) => from <= to && to < from + 1_000).length)),
    ).toBeLessThan(3);
  });
});

describe('times', () => {
  it('the deadline is the grace window after the accepted first notice', () => {
    const [of] = played('nobody-does-anything').report.cases;
    const first = of?.notices.find(({ kind }) => kind === 'first');
    expect(Date.parse(of?.deadline ?? '') - Date.parse(first?.at ?? '')).toBe(24 * 3_600_000);
  });
  it('nothing is stopped before the deadline', () => {
    const { cases, calls } = played('nobody-does-anything').report;
    const stopped = calls.find(({ operation }) => operation === 'StopNotebookInstance');
    expect(Date.parse(stopped?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(cases[0]?.deadline ?? ''));
  });
  it.each([
    [
      'deadline-outside-the-window',
      '2026-11-24T21:00:00.000Z',
      'Tue 24 Nov 2026, 21:00 UTC (22:00 Europe/Paris)',
    ],
    ['deadline-in-a-freeze', '2026-11-30T00:00:00.000Z', 'Mon 30 Nov 2026, 00:00 UTC'],
  ])('%s: it is moved to %s, and the notice says so', (name, deadline, words) => {
    const { cases, mails } = played(name).report;
    expect(cases[0]?.deadline).toBe(deadline);
    expect(mails[0]?.body).toContain(words);
  });
  it('a notebook chooses its grace window and its enforcement window by tag, within bounds, once', () => {
    const { cases, mails } = played('chosen-by-tag').report;
    expect(Object.fromEntries(cases.map(({ notebook, deadline }) => [notebook, deadline]))).toEqual({
      short: '2026-11-23T13:00:00.000Z',
      long: '2026-11-26T09:10:00.000Z',
      'too-long': '2026-11-24T09:20:00.000Z',
      'by-night': '2026-11-24T21:00:00.000Z',
      mistyped: '2026-11-24T09:40:00.000Z',
    });
    const first = (name: string) =>
      mails.find(({ notebook, notice }) => notebook === name && notice === 'first')?.body;
    expect(first('by-night')).toContain('Tue 24 Nov 2026, 21:00 UTC (22:00 Europe/Paris)');
    expect(first('too-long')).toContain(
      'root-grace must be an ISO 8601 duration from PT4H to P3D, and is "P30D"',
    );
    expect(first('mistyped')).toContain('root-window must be one of nights, and is "night"');
    expect(first('long')).not.toContain('a tag asks for');
  });
  it('what is moved to another platform is on it, and nothing else is', () => {
    const { notebooks } = played('upgraded-from-al2').report;
    expect(Object.fromEntries(notebooks.map(({ name, platform }) => [name, platform]))).toEqual({
      running: 'notebook-al2023-v1',
      stopped: 'notebook-al2023-v1',
      'on-old-gpu': 'notebook-al2-v3',
      al1: 'notebook-al1-v1',
    });
  });
  it.each([['asked-for-now', '2026-11-23T10:00:00Z']])(
    '%s: it is stopped within a minute of the answer',
    (name, answeredAt) => {
      const { calls } = played(name).report;
      const stop = calls.find(({ operation }) => operation === 'StopNotebookInstance');
      expect(Date.parse(stop?.at ?? '') - Date.parse(answeredAt)).toBeLessThan(60_000);
    },
  );
  it('a postponement moves the deadline by what was asked, and by no more than is permitted', () => {
    const { cases, calls } = played('postponed').report;
    const stop = calls.find(({ operation }) => operation === 'StopNotebookInstance');
    expect(cases[0]?.deadline).toBe('2026-11-24T17:00:00.000Z');
    expect(stop?.at).toBe('2026-11-24T17:00:00.000Z');
  });
  it('no other answer moves it', () => {
    const deadlines = Object.keys(answers)
      .filter((name) => name !== 'postponed')
      .map((name) => played(name).report.cases[0]?.deadline);
    expect(new Set(deadlines)).toEqual(new Set(['2026-11-24T09:00:00.000Z']));
  });
  it('one that its owner stopped is updated within a minute, where the policy does not wait', () => {
    const { calls } = played('stopped-in-grace-disabled-at-once').report;
    const update = calls.find(({ operation }) => operation === 'UpdateNotebookInstance');
    const stopped = Date.parse('2026-11-23T12:01:37Z');
    expect(Date.parse(update?.at ?? '') - stopped).toBeLessThan(60_000);
  });
  it.each([
    ['paused-before-the-first-notice', 'Publish', '2026-11-23T14:00:00.000Z'],
    ['paused-over-the-deadline', 'StopNotebookInstance', '2026-11-25T13:00:00.000Z'],
  ])('%s: the first %s is at %s', (name, operation, at) => {
    const call = played(name).report.calls.find((one) => one.operation === operation);
    expect(call?.at).toBe(at);
  });
  it('one that was stopped is given back within seconds, though the guard is paused', () => {
    const { calls, cases } = played('paused-after-our-stop').report;
    const deeds = calls.filter(
      ({ service, operation }) => service === 'SageMaker' && /^(Stop|Start)/.test(operation),
    );
    expect(deeds.map(({ at }) => at)).toEqual([
      '2026-11-24T09:00:00.000Z',
      '2026-11-24T09:01:39.000Z',
      '2026-11-24T16:00:00.000Z',
      '2026-11-24T16:02:45.000Z',
    ]);
    expect(cases[0]?.deadline).toBe('2026-11-24T16:00:00.000Z');
  });
  it('no more cases begin within an hour than the policy lets, in the order in which they were opened', () => {
    const { cases } = played('more-cases-than-an-hour-takes').report;
    const first = cases.map(({ notices }) => Date.parse(notices[0]?.at ?? '') / 60_000);
    const minutes = first.map((at) => Math.floor(at - (first[0] ?? 0)));
    expect(minutes).toEqual([0, 0, 60, 60]);
  });
  it('no more are away at one time than the policy lets, and those that wait go by their deadlines', () => {
    const { calls } = played('more-deadlines-than-slots').report;
    const of = (operation: string) => calls.filter((call) => call.operation === operation);
    const [stops, starts] = [of('StopNotebookInstance'), of('StartNotebookInstance')];
    expect(stops.map(({ notebook }) => notebook)).toEqual(['lab-1', 'lab-2', 'lab-3', 'lab-4']);
    expect(Date.parse(stops[2]?.at ?? '')).toBeGreaterThan(Date.parse(starts[1]?.at ?? ''));
  });
  it('the grace window is shorter where a person turned root access on again, not where a machine did', () => {
    const graces = (name: string) =>
      played(name)
        .report.cases.slice(1, 4)
        .map(({ deadline, notices }) => Date.parse(deadline ?? '') - Date.parse(notices[0]?.at ?? ''));
    const hour = 3_600_000;
    expect(graces('enabled-again-and-again')).toEqual([hour, hour, hour]);
    expect(graces('enabled-again-by-infrastructure-code')).toEqual([24 * hour, 24 * hour, 24 * hour]);
  });
});

describe('words', () => {
  const bodies = (name: string) => played(name).report.mails.map(({ body }) => body);

  it('say what is wrong with an exception that does not count', () => {
    const wrong = bodies('exceptions-that-do-not-count').flatMap(
      (body) => /Its exception does not count: (.*)\./.exec(body)?.[1] ?? [],
    );
    expect(wrong.sort()).toEqual([
      '2027-11-23 is more than 90 days ahead',
      'expected until=YYYY-MM-DD, a ticket and a reason, got "until 18 December"',
      'it ended with 2026-11-22',
      'the tag is spelled Root-Access-Exception; it must be root-access-exception',
    ]);
  });
  it('tell how to get root access back where an exception came too late', () =>
    expect(bodies('exception-after-the-update').at(-1)).toContain('update it with --root-access Enabled'));
  it('name who turns root access on again, through what and how often', () =>
    expect(bodies('enabled-again-by-infrastructure-code').at(-1)).toMatch(
      /Terraform, called by arn:\S+paula@example.com, has turned root access on again 4 times/,
    ));
  it('tell the platform team why an exception is asked for, and the command that approves it', () => {
    const [, body] = bodies('exception-asked-for-and-granted');
    expect(body).toContain('Their reason: "drivers of the new camera"');
    expect(body).toMatch(
      /^ {2}aws sagemaker add-tags .*notebook-instance\/fraud-lab .*root-access-exception.*until=2/m,
    );
  });
  it('tell the owner that an exception was not granted in time', () =>
    expect(bodies('exception-asked-for-and-not-granted').at(-2)).toContain('not granted in time'));
  it('say that nobody waits for the deadline where the policy does not', () =>
    expect(bodies('stopped-disabled-at-once')[0]).toContain('is turned off now, while it is stopped'));
});

describe('words about who gave an exception', () => {
  const reasons = (name: string) => played(name).report.cases.map(({ reason }) => reason);
  const pat = 'arn:aws:sts::111122223333:assumed-role/Platform/pat@example.com';

  it('say who approved it, and when', () =>
    expect(reasons('exception-approved-in-grace')).toEqual([
      `An exception covers it until 2026-12-31 (SEC-12 drivers), set by ${pat} at 2026-11-23T14:00:00.000Z; root access stays enabled.`,
    ]));
  it('say that it did not count, and why', () =>
    expect(reasons('exception-by-an-approver-who-owns-it')[0]).toContain(
      `Its exception did not count: it was set by ${pat}, who owns the notebook`,
    ));
  it('are in the first notice where it is known by then, and nowhere else', () => {
    const { mails } = played('exception-at-creation').report;
    const [first] = mails.filter(({ notebook }) => notebook === 'by-its-owner');
    expect(first?.body).toContain('Its exception does not count: it was set by arn');
  });
  it('name the command that approves as it stands', () => {
    const name = 'exception-approved-by-the-command';
    const [, mailed] = played(name).report.mails;
    const tags = /--tags '(.*)'$/m.exec(mailed?.body ?? '')?.[1];
    expect(JSON.parse(tags ?? '')).toEqual(tagsIn(name));
  });
  it('one whose setter nobody knows is held back for a day', () => {
    const { calls } = played('exception-by-nobody-known').report;
    const stopped = calls.find(({ operation }) => operation === 'StopNotebookInstance');
    expect(stopped?.at.slice(0, 16)).toBe('2026-11-24T09:00');
  });
  it('CloudTrail is asked at growing intervals, and for nobody who is known', () => {
    const times = (name: string) =>
      played(name)
        .report.calls.filter(
          ({ service, operation }) => service === 'CloudTrail' && operation === 'LookupEvents',
        )
        .map(({ at }) => at.slice(11, 16));
    expect([...new Set(times('exception-by-nobody-known'))].join(' ')).toBe(
      '09:00 09:02 09:04 09:08 09:16 09:32 10:05 11:10 13:21 17:43 02:27',
    );
    expect(times('exception-approved-in-grace')).toEqual([]);
  });
});

describe('words about whose it is', () => {
  const bodies = (name: string) => played(name).report.mails.map(({ body }) => body);

  it('say that they know it by a call, and what to do if it is not theirs', () =>
    expect(bodies('owner-known-by-the-call')[0]).toMatch(
      /because you created or changed the notebook.* say so/,
    ));
  it('say that they know nobody', () =>
    expect(bodies('owner-unknown').filter((body) => body.includes('nobody is known'))).toHaveLength(2));
  it('say that mail does not reach its owner any more, with what happens all the same', () =>
    expect(bodies('subscription-lost')[1]?.split('\n')[0]).toMatch(
      /^Mail does not reach alice@example.com any more, and at Tue 24 Nov 2026, 09:00 UTC, in 12 h, root access/,
    ));
  it('say why a reminder goes to the platform team', () =>
    expect(bodies('subscription-lost')[2]).toContain('alice@example.com had a notice'));
});

describe('an execution that lost its case', () => {
  it('calls neither SageMaker nor SNS', () => {
    const { calls, executions } = played('redriven-too-late').report;
    expect(executions[0]?.result).toBe('superseded');
    const stops = calls.filter(({ function: name }) => name === 'stop-notebook');
    const redriven = stops.filter(({ at }) => at >= '2026-11-24T09:01:00');
    expect(redriven.map(({ service }) => service)).toEqual(['DynamoDB']);
  });
});

describe('what ends at the door', () => {
  const why = () =>
    played('malformed-or-missing').logs.flatMap(({ line: text }) => {
      const line = JSON.parse(text);
      return typeof line.why === 'string' ? [line.why] : [];
    });
  it('says in one log line each what was expected and what was got', () => {
    expect(why()).toEqual([
      "expected a notebook's name in CreateNotebookInstance, got null",
      'expected a notebook\'s name in CreateNotebookInstance, got {"notebookInstanceName":"not a name"}',
      'there is no notebook nobody-made-this',
      expect.stringContaining('expected a CloudTrail record, got one where userIdentity'),
    ]);
  });
});

describe('logs', () => {
  const lines = () =>
    [...told.values()].flatMap(({ logs }) =>
      logs.map(({ line }) => JSON.parse(line) as Record<string, unknown>),
    );
  /** Metrics are written to the same place; and what ends at the door is about no case. */
  const aboutCases = () =>
    lines().filter((line) => !('_aws' in line) && !('why' in line) && line['message'] !== 'served');

  it('name the case and the notebook in every line about a case', () => {
    expect(aboutCases().length).toBeGreaterThan(100);
    expect(aboutCases().filter(({ caseId, notebook }) => !caseId || !notebook)).toEqual([]);
  });
  it('count how cases end', () => {
    const closed = lines().filter((line) => '_aws' in line && line['CasesClosed'] === 1);
    const cases = [...told.values()].flatMap(({ report }) => report.cases);
    expect(closed.map(({ outcome }) => outcome).sort()).toEqual(cases.map(({ outcome }) => outcome).sort());
  });
  it('hold no key of the page', () => {
    const keys = [...told.values()].flatMap(({ report }) =>
      report.mails.flatMap(({ body }) => /\/answer\/([\w-]{43})$/m.exec(body)?.[1] ?? []),
    );
    const all = [...told.values()].flatMap(({ logs }) => logs.map(({ line }) => line)).join('\n');
    expect(keys.length).toBeGreaterThan(10);
    expect(keys.filter((key) => all.includes(key))).toEqual([]);
  });
  it('hold no task token', () => {
    expect(lines().filter((line) => 'token' in line || 'sleeper' in line)).toEqual([]);
  });
});

describe('permissions', () => {
  const prefixes: Readonly<Record<string, string>> = {
    SageMaker: 'sagemaker',
    DynamoDB: 'dynamodb',
    SNS: 'sns',
    StepFunctions: 'states',
    CloudTrail: 'cloudtrail',
  };
  /** Its log, and where Lambda puts what it failed on, are written for a function, not by it. */
  const isItsOwn = (action: string) => !/^(logs|sqs):/.test(action);
  /** Only a fleet of more than 800 notebooks makes it go on as another execution: test/sweep.test.ts plays one. */
  const playedElsewhere = 'next-page states:StartExecution';

  it('are all used by some story', () => {
    const used = new Set(
      [...told.values()].flatMap(({ report }) =>
        report.calls.map((call) => `${call.function} ${prefixes[call.service]}:${call.operation}`),
      ),
    );
    const { functions, roles } = played('nobody-does-anything').template;
    const granted = functions.flatMap(({ name, roleArn }) =>
      roles
        .filter(({ arn }) => arn === roleArn)
        .flatMap(({ statements }) => statements.flatMap(({ Action }) => Action ?? []))
        .filter(isItsOwn)
        .map((action) => `${name} ${action}`),
    );
    expect(granted.length).toBeGreaterThan(20);
    expect(granted.filter((permission) => !used.has(permission))).toEqual([playedElsewhere]);
  });
  it('are never missing', () => {
    const refused = [...told.values()].flatMap(({ report }) =>
      report.calls.filter(({ error }) => /Denied|Authorization/.test(error ?? '')),
    );
    expect(refused).toEqual([]);
  });
});

describe('docs/situations.md', () => {
  const table = readFileSync(join(import.meta.dirname, '../../docs/situations.md'), 'utf8');
  const rows = [...table.matchAll(/\| ([^|]+?) \| \[([\w-]+)\]\(\.\.\/test\/situations\/\2\.json\) \|/g)].map(
    ([, outcome, story]) => ({ outcome, story }),
  );
  const stories = readdirSync(import.meta.dirname).flatMap((file) =>
    file.endsWith('.json') ? [file.replace('.json', '')] : [],
  );

  it('has a row for each story', () => {
    expect(rows.map(({ story }) => story).sort()).toEqual(stories.sort());
  });
  it('has no row that is not held here', () => {
    expect(rows.map(({ story }) => story).sort()).toEqual(
      [...Object.keys(expected), ...Object.keys(races), ...Object.keys(fleets)].sort(),
    );
  });
  it.each(rows)('says that $story ends as $outcome', ({ outcome, story }) => {
    const all: Readonly<Record<string, Pick<Seen, 'outcomes'> | undefined>> = { ...expected, ...fleets };
    const held = all[story ?? ''] ?? races[story ?? '']?.[0];
    const outcomes = [...new Set(held?.outcomes)];
    expect(outcomes.join('; ') || 'none').toBe(outcome);
  });
});
