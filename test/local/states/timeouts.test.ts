import { expect, it } from 'vitest';
import { Bench, oneTask, oneWait, tokenOf } from './bench.ts';

const taken = { ok: true, payload: null } as const;

it('a task times out at its very instant, not before', async () => {
  const bench = new Bench();
  const arn = bench.start(oneTask({ TimeoutSeconds: 5 }));
  await bench.until(4.999);
  expect(bench.describe(arn)['status']).toBe('RUNNING');
  await bench.until(5);
  expect(bench.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
});

it('a timeout has no cause', async () => {
  const bench = new Bench();
  const arn = bench.start(oneTask({ TimeoutSeconds: 5 }));
  await bench.end();
  expect(bench.describe(arn)).not.toHaveProperty('cause');
});

it('a caught timeout has an empty cause', async () => {
  const bench = new Bench();
  const caught = { ErrorEquals: ['States.Timeout'], Next: 'Late' };
  const machine = oneTask({ TimeoutSeconds: 5, Catch: [caught] });
  const states = { ...(machine['States'] as object), Late: { Type: 'Succeed' } };
  const arn = bench.start({ ...machine, States: states });
  await bench.end();
  expect(bench.describe(arn)['output']).toBe('{"Error":"States.Timeout","Cause":""}');
});

it('TimeoutSecondsPath takes the seconds from the input', async () => {
  const bench = new Bench();
  const arn = bench.start(oneTask({ TimeoutSecondsPath: '$.wait' }), { wait: 90_000 });
  await bench.end();
  expect(bench.describe(arn)['stopDate']).toBe(Number(bench.describe(arn)['startDate']) + 90_000);
});

it.each([
  ['a text', '"soon"'],
  ['a fraction', 1.5],
  ['zero', 0],
])('a timeout of %s fails before anything is called', async (_, wait) => {
  const bench = new Bench();
  const arn = bench.start(oneTask({ TimeoutSecondsPath: '$.wait' }), { wait });
  await bench.end();
  expect([bench.describe(arn)['error'], bench.calls.length]).toEqual(['States.Runtime', 0]);
});

it('an answer after the timeout is dropped', async () => {
  const bench = new Bench();
  const arn = bench.start(oneTask({ TimeoutSeconds: 5 }));
  await bench.end();
  const before = bench.types(arn);
  bench.calls[0]?.answer(taken);
  await bench.end();
  expect(bench.types(arn)).toEqual(before);
});

it('a heartbeat moves the heartbeat timeout, and leaves no event', async () => {
  const bench = new Bench(() => taken);
  const arn = bench.start(oneWait({ HeartbeatSeconds: 10, TimeoutSeconds: 600 }));
  await bench.until(9);
  bench.call('SendTaskHeartbeat', { taskToken: tokenOf(bench.calls[0]) });
  await bench.until(18.9);
  expect(bench.types(arn).at(-1)).toBe('TaskSubmitted');
  await bench.until(19);
  expect(bench.describe(arn)['error']).toBe('States.Timeout');
});

it("a machine's own timeout ends it with neither error nor cause", async () => {
  const bench = new Bench();
  const arn = bench.start({ ...oneTask({}), TimeoutSeconds: 60 });
  await bench.end();
  const { status, error, cause } = bench.describe(arn);
  expect([status, error, cause]).toEqual(['TIMED_OUT', undefined, undefined]);
});

it('a Wait of 24 hours ends when they are over', async () => {
  const bench = new Bench();
  const arn = bench.start({
    StartAt: 'Sleep',
    States: { Sleep: { Type: 'Wait', Seconds: 86_400, End: true } },
  });
  await bench.until(86_399);
  expect(bench.describe(arn)['status']).toBe('RUNNING');
  await bench.until(86_400);
  expect(bench.describe(arn)['status']).toBe('SUCCEEDED');
});

it('a Wait until a time that is past is over at once', async () => {
  const bench = new Bench();
  bench.start({
    StartAt: 'S',
    States: { S: { Type: 'Wait', Timestamp: '2020-01-01T00:00:00+02:00', End: true } },
  });
  await bench.end();
  expect(bench.seconds()).toBe(0);
});
