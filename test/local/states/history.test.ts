import { expect, it } from 'vitest';
import { Bench, oneTask } from './bench.ts';

it('event 25,000 is the failure of an execution that goes round in circles', async () => {
  const bench = new Bench();
  const executionArn = bench.start({ StartAt: 'Round', States: { Round: { Type: 'Pass', Next: 'Round' } } });
  await bench.end();
  const { events } = bench.call('GetExecutionHistory', { executionArn, reverseOrder: true, maxResults: 1 });
  expect(events).toEqual([
    expect.objectContaining({
      id: 25_000,
      previousEventId: 24_999,
      type: 'ExecutionFailed',
      executionFailedEventDetails: {
        error: 'States.Runtime',
        cause: 'The execution reached the maximum number of history events (25000).',
      },
    }),
  ]);
});

it('a history is read page by page', async () => {
  const bench = new Bench(() => ({ ok: true, payload: 1 }));
  const executionArn = bench.start(oneTask({}));
  await bench.end();
  const first = bench.call('GetExecutionHistory', { executionArn, maxResults: 3 });
  const second = bench.call('GetExecutionHistory', {
    executionArn,
    maxResults: 100,
    nextToken: first['nextToken'],
  });
  const ids = [first, second].flatMap(({ events }) => (events as { id: number }[]).map(({ id }) => id));
  expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(second).not.toHaveProperty('nextToken');
});

it('the second event follows event 0', async () => {
  const bench = new Bench();
  const arn = bench.start(oneTask({}));
  await bench.end();
  expect(bench.events(arn).map((event) => event['previousEventId'])).toEqual([0, 0, 2, 3]);
});

it('an aborted execution says so after event 0', async () => {
  const bench = new Bench();
  const executionArn = bench.start(oneTask({}));
  await bench.end();
  bench.call('StopExecution', { executionArn, error: 'Enough', cause: 'a person said so' });
  expect(bench.events(executionArn).at(-1)).toMatchObject({
    type: 'ExecutionAborted',
    previousEventId: 0,
    executionAbortedEventDetails: { error: 'Enough', cause: 'a person said so' },
  });
});
