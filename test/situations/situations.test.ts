/** Each row of docs/situations.md by its story: what was done, in which order, who was told, how it ended. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from '../../local/sandbox.ts';
import { expected } from './expected.ts';
import { type Seen, seen, type Told, tell } from './played.ts';

let sandbox: Sandbox;
const told = new Map<string, Told>();
beforeAll(async () => {
  sandbox = await Sandbox.open();
  for (const name of Object.keys(expected)) told.set(name, await tell(sandbox, name));
}, 120_000);
afterAll(() => sandbox.close());

const played = (name: string): Told => {
  const of = told.get(name);
  if (of === undefined) throw new Error(`expected the story ${name} to have been played`);
  return of;
};

describe.each(Object.entries(expected))('%s', (name, expectation) => {
  const facts: readonly (readonly [string, keyof Seen])[] = [
    ['ends as the table says', 'outcomes'],
    ['goes its path', 'executions'],
    ['changes what it should, in order', 'deeds'],
    ['tells whom it should', 'mails'],
    ['leaves the notebooks as it should', 'notebooks'],
  ];
  it.each(facts)('%s', (_fact, key) => {
    expect(seen(played(name).report)[key]).toEqual(expectation[key]);
  });
  it('leaves nothing undelivered', () => {
    expect(played(name).report.deadLetters).toEqual([]);
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
  const aboutCases = () => lines().filter((line) => !('_aws' in line) && !('why' in line));

  it('name the case and the notebook in every line about a case', () => {
    expect(aboutCases().length).toBeGreaterThan(100);
    expect(aboutCases().filter(({ caseId, notebook }) => !caseId || !notebook)).toEqual([]);
  });
  it('count how cases end', () => {
    const closed = lines().filter((line) => '_aws' in line && line['CasesClosed'] === 1);
    const cases = [...told.values()].flatMap(({ report }) => report.cases);
    expect(closed.map(({ outcome }) => outcome).sort()).toEqual(cases.map(({ outcome }) => outcome).sort());
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
  };
  /** Its log, and where Lambda puts what it failed on, are written for a function, not by it. */
  const isItsOwn = (action: string) => !/^(logs|sqs):/.test(action);

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
    expect(granted.filter((permission) => !used.has(permission))).toEqual([]);
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
    expect(rows.map(({ story }) => story).sort()).toEqual(Object.keys(expected).sort());
  });
  it.each(rows)('says that $story ends as $outcome', ({ outcome, story }) => {
    const outcomes = [...new Set(expected[story ?? '']?.outcomes)];
    expect(outcomes.join('; ') || 'none').toBe(outcome);
  });
});
