import { expect, it } from 'vitest';
import { Bench, oneTask, oneWait, raised, tokenOf } from './bench.ts';

it('a redrive goes on at the state that failed, in the same history', async () => {
  const bench = new Bench((_, count) => (count === 1 ? raised('Busy') : { ok: true, payload: 'done' }));
  const executionArn = bench.start(oneTask({}));
  await bench.end();
  bench.call('RedriveExecution', { executionArn });
  await bench.end();
  expect(bench.types(executionArn).slice(4)).toEqual([
    'LambdaFunctionFailed',
    'ExecutionFailed',
    'ExecutionRedriven',
    'LambdaFunctionScheduled',
    'LambdaFunctionStarted',
    'LambdaFunctionSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

it('a redriven execution shows its count and no error', async () => {
  const bench = new Bench((_, count) => (count === 1 ? raised('Busy') : { ok: true, payload: 'done' }));
  const executionArn = bench.start(oneTask({}));
  await bench.end();
  bench.call('RedriveExecution', { executionArn });
  await bench.end();
  const described = bench.describe(executionArn);
  expect(described).toMatchObject({ status: 'SUCCEEDED', redriveCount: 1, output: '"done"' });
  expect(described).not.toHaveProperty('error');
});

it('a redriven task gets a new token and its whole timeout', async () => {
  const bench = new Bench(() => ({ ok: true, payload: null }));
  const executionArn = bench.start(oneWait({ TimeoutSeconds: 30 }));
  await bench.end();
  await bench.until(1000);
  bench.call('RedriveExecution', { executionArn });
  await bench.end();
  expect(new Set(bench.calls.map(tokenOf)).size).toBe(2);
  expect(bench.seconds()).toBe(1030);
});

it('a redrive gives a state all its retries again', async () => {
  const bench = new Bench(() => raised('Busy'));
  const executionArn = bench.start(oneTask({ Retry: [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }] }));
  await bench.end();
  bench.call('RedriveExecution', { executionArn });
  await bench.end();
  expect(bench.calls).toHaveLength(4);
});

it.each([
  ['running', undefined, 'Execution is RUNNING and cannot be redriven'],
  ['succeeded', { ok: true, payload: 1 } as const, 'Execution is SUCCEEDED and cannot be redriven'],
])('an execution that is %s is not redriven', async (_, answer, message) => {
  const bench = new Bench(() => answer);
  const executionArn = bench.start(oneTask({}));
  await bench.end();
  const redrive = () => bench.call('RedriveExecution', { executionArn });
  expect(redrive).toThrow(expect.objectContaining({ code: 'ExecutionNotRedrivable', message }));
});

it('after 14 days an execution is not redriven', async () => {
  const bench = new Bench(() => raised('Busy'));
  const executionArn = bench.start(oneTask({}));
  await bench.end();
  await bench.until(14 * 86_400 + 1);
  const redrive = () => bench.call('RedriveExecution', { executionArn });
  expect(redrive).toThrow('Execution redrivable period exceeded');
});
