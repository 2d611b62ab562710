import { beforeAll, describe, expect, test } from 'vitest';
import { differencesAbout, type Run } from '../../conformance/engines/compare.ts';
import { judgeEngines, quirksRow } from '../../conformance/engines/judge.ts';
import { findMoto } from '../../conformance/engines/moto.ts';
import { Met, withAwsTime } from '../../conformance/engines/quirks.ts';
import { judgeSweep } from '../../conformance/engines/sweep.ts';
import { Missing, python } from '../../conformance/environment.ts';
import type { Row } from '../../conformance/row.ts';

const interpreter = await python()
  .then(({ bin }) => bin('python'))
  .then(async (path) => {
    const moto = await findMoto(path);
    if ('missing' in moto) throw new Missing(moto.missing);
    return path;
  })
  .catch((error: unknown) => {
    if (!(error instanceof Missing)) throw error;
    console.warn(`SKIPPED, moto judges nothing here: ${error.message}`);
    return undefined;
  });

interface State {
  Catch?: { Next: string }[];
  Choices?: { Variable?: string }[];
}

const broken = (deployed: string): string => {
  const definition = JSON.parse(deployed) as { States: Record<string, State> };
  // A failed update goes past giving the notebook back.
  for (const catcher of definition.States['DisableRootAccess']?.Catch ?? []) catcher.Next = 'CloseCase';
  // A Choice looks at what no function answers.
  for (const choice of definition.States['IsUpdated']?.Choices ?? []) choice.Variable = '$.stepp';
  return JSON.stringify(definition);
};

describe.skipIf(interpreter === undefined)('moto, given a definition with two mistakes in it', () => {
  let row: Row;
  const whereNot = (id: string): readonly string[] =>
    row.disagreements.find((one) => one.id === id)?.differences.map(({ where }) => where) ?? [];

  beforeAll(async () => {
    const stories = ['already-disabled', 'stopped', 'update-denied'];
    const [first] = await judgeEngines({ python: interpreter ?? '', stories, alter: broken });
    if (first === undefined || !('tried' in first)) throw new Error(`expected a row, got ${first?.missing}`);
    row = first;
  }, 180_000);

  test('disagrees about a Catch that leads elsewhere', () => {
    expect(whereNot('update-denied')).toContain('execution 1');
  });

  test('disagrees about a Choice on a variable that is not there', () => {
    expect(whereNot('stopped')).toContain('execution 1');
  });

  test('agrees about the story that does not come to either', () => {
    expect(whereNot('already-disabled')).toEqual([]);
  });
});

describe.skipIf(interpreter === undefined)('moto, given a sweep with a mistake in it', () => {
  test('disagrees about a Catch that leads elsewhere', { timeout: 180_000 }, async () => {
    const alter = (deployed: string) => deployed.replace('"Next":"NotSeen"', '"Next":"KeepPace"');
    const [row] = await judgeSweep({ python: interpreter ?? '', alter });
    if (row === undefined || !('tried' in row)) throw new Error(`expected a row, got ${row?.missing}`);
    const where = row.disagreements.flatMap(({ differences }) => differences.map((one) => one.where));
    expect(where).toContain('states of sweep 1');
  });
});

test('without moto the belief is named as not judged', async () => {
  await expect(judgeEngines({ python: '/nowhere/python' })).resolves.toMatchObject([
    { judge: 'moto', missing: expect.stringContaining('/nowhere/python') },
  ]);
});

const call = {
  kind: 'call' as const,
  at: 0,
  function: 'stop-notebook',
  service: 'SageMaker',
  operation: 'StopNotebookInstance',
  notebook: 'a',
  error: null,
};

const execution = {
  input: { notebook: 'a' },
  status: 'SUCCEEDED',
  output: { step: 'closed' },
  error: undefined,
  cause: undefined,
  path: ['OpenCase', 'Done'],
};

const run: Run = {
  executions: [execution],
  calls: [call, { ...call, function: 'wake-case', service: 'StepFunctions', operation: 'SendTaskSuccess' }],
};

describe('two runs differ', () => {
  test.each<[string, Run, string]>([
    ['in the path', { ...run, executions: [{ ...execution, path: ['OpenCase'] }] }, 'execution 1'],
    ['in the status', { ...run, executions: [{ ...execution, status: 'FAILED' }] }, 'execution 1'],
    ['in the step', { ...run, executions: [{ ...execution, output: {} }] }, 'execution 1'],
    ['in an execution that is missing', { ...run, executions: [] }, 'execution 1'],
    ['in a call that is missing', { ...run, calls: run.calls.slice(0, 1) }, 'call 2'],
    ['in the order of calls', { ...run, calls: run.calls.toReversed() }, 'call 1'],
    ["in a call's error", { ...run, calls: run.calls.map((one) => ({ ...one, error: 'Oops' })) }, 'call 1'],
  ])('%s', (_what, engine, where) => {
    expect(differencesAbout('a', engine, run, new Met()).map((one) => one.where)).toContain(where);
  });
});

test('two runs that are alike differ in nothing', () => {
  expect(differencesAbout('a', run, run, new Met())).toEqual([]);
});

test('a story that nobody played is no agreement', () => {
  expect(differencesAbout('b', run, run, new Met())).toHaveLength(1);
});

test('an error of another call than a late callback is not waived', () => {
  const failing = (error: string): Run => ({ ...run, calls: [{ ...call, error }] });
  const differences = differencesAbout('a', failing('InvalidToken'), failing('TaskTimedOut'), new Met());
  expect(differences).toHaveLength(1);
});

test('a quirk that occurs no more is a disagreement', () => {
  const met = new Met();
  met.note('entered-time-form');
  const row = quirksRow('moto', met, ['entered-time-form', 'late-callback-invalid-token']);
  expect(row.disagreements.map(({ id }) => id)).toEqual(['late-callback-invalid-token']);
});

test('a time in the form of AWS is none of the quirks', () => {
  const met = new Met();
  withAwsTime({ now: '2026-11-23T09:00:00.000Z' }, met);
  expect(met.missing(['entered-time-form'])).toEqual(['entered-time-form']);
});

test("a time in moto's form is the same instant in the form of AWS", () => {
  expect(withAwsTime({ now: '2026-11-24T13:10:33.014225+00:00' }, new Met())).toEqual({
    now: '2026-11-24T13:10:33.014Z',
  });
});
