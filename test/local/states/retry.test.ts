import { expect, it } from 'vitest';
import { Bench, type Json, oneTask, raised } from './bench.ts';

const failing = () => new Bench(() => raised('Busy'));

it('a retry does not enter the state again', async () => {
  const bench = failing();
  const arn = bench.start(oneTask({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 2 }] }));
  await bench.end();
  expect(bench.types(arn).filter((type) => type === 'TaskStateEntered')).toHaveLength(1);
});

it('$$.State.EnteredTime does not move while a task is retried, and RetryCount does', async () => {
  const bench = failing();
  const parameters = { 'time.$': '$$.State.EnteredTime', 'count.$': '$$.State.RetryCount' };
  bench.start(oneTask({ Parameters: parameters, Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] }));
  await bench.end();
  expect(bench.calls.map(({ payload }) => payload)).toEqual([
    { time: '2026-11-23T09:00:00.123Z', count: 0 },
    { time: '2026-11-23T09:00:00.123Z', count: 1 },
  ]);
});

it('delays grow by the backoff rate up to the longest', async () => {
  const bench = failing();
  const retry = {
    ErrorEquals: ['Busy'],
    IntervalSeconds: 2,
    BackoffRate: 3,
    MaxAttempts: 4,
    MaxDelaySeconds: 20,
  };
  bench.start(oneTask({ Retry: [retry] }));
  await bench.end();
  expect(bench.calls.map(({ at }) => at)).toEqual([0, 2, 8, 26, 46]);
});

it('full jitter waits anything up to the delay', async () => {
  const bench = failing();
  const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 100, MaxAttempts: 1, JitterStrategy: 'FULL' };
  bench.start(oneTask({ Retry: [retry] }));
  await bench.end();
  expect(bench.seconds()).toBeGreaterThan(0);
  expect(bench.seconds()).toBeLessThan(100);
});

it('each retrier counts its own attempts', async () => {
  const bench = new Bench((_, count) => raised(count % 2 === 1 ? 'Busy' : 'Gone'));
  const retry = (name: string) => ({ ErrorEquals: [name], MaxAttempts: 2 });
  bench.start(oneTask({ Retry: [retry('Busy'), retry('Gone')] }));
  await bench.end();
  expect(bench.calls).toHaveLength(5);
});

const caughtBy = async (bench: Bench, ...matchers: readonly string[]): Promise<unknown> => {
  const ends = Object.fromEntries(matchers.map((name) => [`to ${name}`, { Type: 'Succeed' }]));
  const machine = oneTask({
    TimeoutSeconds: 5,
    Catch: matchers.map((name) => ({ ErrorEquals: [name], Next: `to ${name}` })),
  });
  bench.start({ ...machine, States: { ...(machine['States'] as Json), ...ends } });
  await bench.end();
  return bench.service.executions()[0]?.path.at(-1);
};

it('catchers are tried in order', async () => {
  expect(await caughtBy(failing(), 'Other', 'States.TaskFailed', 'Busy')).toBe('to States.TaskFailed');
});

it('States.TaskFailed does not catch a timeout', async () => {
  expect(await caughtBy(new Bench(), 'States.TaskFailed', 'States.ALL')).toBe('to States.ALL');
});

it('nothing catches States.Runtime', async () => {
  const bench = new Bench(() => ({ ok: true, payload: {} }));
  const machine = oneTask({ OutputPath: '$.none', Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Work' }] });
  const arn = bench.start(machine);
  await bench.end();
  expect(bench.describe(arn)['error']).toBe('States.Runtime');
});

it('a Catch with a ResultPath of null hands the input on', async () => {
  const bench = failing();
  const machine = oneTask({ Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'End' }] });
  const arn = bench.start(
    { ...machine, States: { ...(machine['States'] as Json), End: { Type: 'Succeed' } } },
    { a: 1 },
  );
  await bench.end();
  expect(bench.describe(arn)['output']).toBe('{"a":1}');
});

it('a retrier without numbers retries three times, after 1, 2 and 4 seconds', async () => {
  const bench = failing();
  bench.start(oneTask({ Retry: [{ ErrorEquals: ['States.ALL'] }] }));
  await bench.end();
  expect(bench.calls.map(({ at }) => at)).toEqual([0, 1, 3, 7]);
});
