import { expect, it } from 'vitest';
import { Bench, oneWait, raised, tokenOf } from './bench.ts';

const taken = { ok: true, payload: 'taken' } as const;
const refused = { code: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'" };

it('a token brings the result, and nothing of what the function answered', async () => {
  const bench = new Bench(() => taken);
  const arn = bench.start(oneWait());
  await bench.end();
  bench.call('SendTaskSuccess', { taskToken: tokenOf(bench.calls[0]), output: '{"news":1}' });
  expect(bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED', output: '{"news":1}' });
});

it('waiting is Scheduled, Started, Submitted, Succeeded', async () => {
  const bench = new Bench(() => taken);
  const arn = bench.start(oneWait());
  await bench.end();
  bench.call('SendTaskSuccess', { taskToken: tokenOf(bench.calls[0]), output: '1' });
  expect(bench.types(arn).slice(2, 6)).toEqual([
    'TaskScheduled',
    'TaskStarted',
    'TaskSubmitted',
    'TaskSucceeded',
  ]);
});

it('a token that comes before its function has answered settles the task', async () => {
  const bench = new Bench();
  const arn = bench.start(oneWait());
  await bench.end();
  bench.call('SendTaskSuccess', { taskToken: tokenOf(bench.calls[0]), output: '1' });
  expect(bench.describe(arn)['status']).toBe('SUCCEEDED');
});

it('the answer of a function whose token was faster is dropped', async () => {
  const bench = new Bench();
  const arn = bench.start(oneWait());
  await bench.end();
  bench.call('SendTaskSuccess', { taskToken: tokenOf(bench.calls[0]), output: '1' });
  bench.calls[0]?.answer(raised('Late'));
  await bench.end();
  expect(bench.types(arn)).not.toContain('TaskFailed');
});

it('a token used twice is refused the second time', async () => {
  const bench = new Bench(() => taken);
  bench.start(oneWait());
  await bench.end();
  const taskToken = tokenOf(bench.calls[0]);
  bench.call('SendTaskSuccess', { taskToken, output: '1' });
  expect(() => bench.call('SendTaskSuccess', { taskToken, output: '1' })).toThrow(
    expect.objectContaining(refused),
  );
});

it('a token after its timeout is refused', async () => {
  const bench = new Bench(() => taken);
  bench.start(oneWait({ TimeoutSeconds: 30 }));
  await bench.end();
  const taskToken = tokenOf(bench.calls[0]);
  expect(() => bench.call('SendTaskFailure', { taskToken })).toThrow(expect.objectContaining(refused));
});

it('a token of a stopped execution is refused', async () => {
  const bench = new Bench(() => taken);
  const executionArn = bench.start(oneWait());
  await bench.end();
  bench.call('StopExecution', { executionArn });
  const taskToken = tokenOf(bench.calls[0]);
  expect(() => bench.call('SendTaskHeartbeat', { taskToken })).toThrow(expect.objectContaining(refused));
});

it('a token of a task whose function failed is refused', async () => {
  const bench = new Bench(() => raised('NewsArrived'));
  bench.start(oneWait());
  await bench.end();
  const taskToken = tokenOf(bench.calls[0]);
  expect(() => bench.call('SendTaskSuccess', { taskToken, output: '1' })).toThrow(
    expect.objectContaining(refused),
  );
});

it('a text that never was a token is an invalid one', () => {
  const message = "Invalid Token: 'Invalid token'";
  const send = () => new Bench().call('SendTaskSuccess', { taskToken: 'made-up', output: '1' });
  expect(send).toThrow(expect.objectContaining({ code: 'InvalidToken', message }));
});

it('an output that is no JSON is refused and leaves the token usable', async () => {
  const bench = new Bench(() => taken);
  const arn = bench.start(oneWait());
  await bench.end();
  const taskToken = tokenOf(bench.calls[0]);
  expect(() => bench.call('SendTaskSuccess', { taskToken, output: 'oops' })).toThrow('Unrecognized token');
  bench.call('SendTaskSuccess', { taskToken, output: '1' });
  expect(bench.describe(arn)['status']).toBe('SUCCEEDED');
});

it('each attempt has a token of its own', async () => {
  const retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }];
  const bench = new Bench(() => taken);
  bench.start(oneWait({ TimeoutSeconds: 30, Retry: retry }));
  await bench.end();
  expect(new Set(bench.calls.map(tokenOf)).size).toBe(2);
});
