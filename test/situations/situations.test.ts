/** Each row of docs/situations.md by its story: what was done, in which order, who was told, how it ended. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from '../../local/sandbox.ts';
import { deeds, folded, type Told, tell } from './played.ts';

interface Expected {
  readonly outcomes: readonly string[];
  /** Each execution: status and result, then its path with repeated rounds folded. */
  readonly executions: readonly (readonly string[])[];
  readonly deeds: readonly string[];
  readonly mails: readonly string[];
  /** Status, root access, seconds away because of us. */
  readonly notebook: readonly [string | null, string | null, number | null];
}

const alice = (...notices: string[]) => notices.map((notice) => `${notice} to alice@example.com`);
const stop = 'stop-notebook StopNotebookInstance';
const update = 'disable-root-access UpdateNotebookInstance';
const start = 'start-notebook StartNotebookInstance';
const reminded = ['OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x3'];
const enforced = [
  'NotifyOwner GraceOver',
  'StopNotebook IsStopped AwaitStopped x5',
  'StopNotebook IsStopped',
  'DisableRootAccess IsUpdated AwaitUpdated x4',
  'DisableRootAccess IsUpdated',
  'StartNotebook IsInService AwaitInService x3',
  'StartNotebook IsInService CloseCase Reroute Done',
];
const closedAtOnce = ['SUCCEEDED case', 'OpenCase IsViolation Reroute CloseCase Reroute Done'];
/** What our own update starts, and what an event of nothing starts. */
const none = ['SUCCEEDED none', 'OpenCase IsViolation Reroute Done'];
const joined = ['SUCCEEDED joined', 'OpenCase IsViolation Reroute Done'];

const ordinary: Expected = {
  outcomes: ['remediated'],
  executions: [['SUCCEEDED case', ...reminded, ...enforced], none],
  deeds: [stop, update, start],
  mails: alice('first', 'reminder', 'final', 'outcome'),
  notebook: ['InService', 'Disabled', 352],
};

const expected: Readonly<Record<string, Expected>> = {
  'nobody-does-anything': ordinary,
  'created-while-pending': ordinary,
  'root-access-not-named': ordinary,
  'root-access-absent': ordinary,
  'our-own-calls': {
    ...ordinary,
    executions: [
      ['SUCCEEDED case', 'OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x2', ...enforced],
      none,
    ],
    mails: alice('first', 'final', 'outcome'),
  },
  'disabled-at-the-first-look': {
    outcomes: ['already-compliant'],
    executions: [closedAtOnce],
    deeds: [],
    mails: [],
    notebook: ['InService', 'Disabled', null],
  },
  'stopped-from-the-start': {
    outcomes: ['remediated-left-stopped'],
    executions: [
      [
        'SUCCEEDED case',
        ...reminded,
        'NotifyOwner GraceOver Reroute',
        'DisableRootAccess IsUpdated AwaitUpdated x4',
        'DisableRootAccess IsUpdated Reroute CloseCase Reroute Done',
      ],
      none,
    ],
    deeds: [update],
    mails: alice('first', 'reminder', 'final', 'outcome'),
    notebook: ['Stopped', 'Disabled', null],
  },
  'deleted-in-grace': {
    outcomes: ['gone'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x2',
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
    ],
    deeds: [],
    mails: alice('first'),
    notebook: [null, 'Enabled', null],
  },
  'disabled-by-its-owner': {
    outcomes: ['fixed-meanwhile'],
    executions: [
      [
        'SUCCEEDED case',
        'OpenCase IsViolation',
        'NotifyOwner GraceOver AwaitOwner x4',
        'NotifyOwner GraceOver Reroute CloseCase Reroute Done',
      ],
      joined,
    ],
    deeds: [],
    mails: alice('first', 'outcome'),
    notebook: ['InService', 'Disabled', null],
  },
  'only-observed': {
    outcomes: ['observed'],
    executions: [closedAtOnce],
    deeds: [],
    mails: [],
    notebook: ['InService', 'Enabled', null],
  },
  'not-through-the-door': {
    outcomes: [],
    executions: [],
    deeds: [],
    mails: [],
    notebook: ['InService', 'Enabled', null],
  },
  'malformed-or-missing': {
    outcomes: [],
    executions: [none, none, none, none],
    deeds: [],
    mails: [],
    notebook: ['InService', 'Enabled', null],
  },
};

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
  it('ends as the table says', () => {
    expect(played(name).report.cases.map(({ outcome }) => outcome)).toEqual(expectation.outcomes);
  });
  it('goes its path', () => {
    const went = played(name).report.executions.map(({ status, result, path }) => [
      `${status} ${result}`,
      ...folded(path),
    ]);
    expect(went).toEqual(expectation.executions);
  });
  it('changes what it should, in order', () => {
    expect(deeds(played(name).report)).toEqual(expectation.deeds);
  });
  it('tells whom it should', () => {
    const mailed = played(name).report.mails.map(({ notice, to }) => `${notice} to ${to.join(', ')}`);
    expect(mailed).toEqual(expectation.mails);
  });
  it('leaves the notebook as it should', () => {
    const [notebook, ...others] = played(name).report.notebooks;
    expect(others).toEqual([]);
    expect([notebook?.status, notebook?.rootAccess, notebook?.awaySeconds]).toEqual(expectation.notebook);
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

describe('docs/situations.md', () => {
  const table = readFileSync(join(import.meta.dirname, '../../docs/situations.md'), 'utf8');
  const rows = [...table.matchAll(/\| (\S+) \| \[([\w-]+)\]\(\.\.\/test\/situations\/\2\.json\) \|/g)].map(
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
    expect(expected[story ?? '']?.outcomes[0] ?? 'none').toBe(outcome);
  });
});
