import { expect, test } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { Faults } from '../../local/faults.ts';
import type { CallFault } from '../../local/story.ts';

const fault = (given: Partial<CallFault>): CallFault => ({
  kind: 'call',
  operation: undefined,
  function: undefined,
  error: 'ThrottlingException',
  times: undefined,
  notebook: undefined,
  for: undefined,
  ...given,
});

const stop = {
  service: 'SageMaker',
  operation: 'StopNotebookInstance',
  function: 'stop-notebook',
  notebook: 'fraud-lab',
};

const with1 = (given: Partial<CallFault>) => {
  const clock = new VirtualClock(0);
  const faults = new Faults(clock);
  faults.add(fault(given));
  return { clock, faults };
};

test('without a fault nothing happens to a call', () => {
  expect(new Faults(new VirtualClock(0)).before(stop)).toEqual({ kind: 'none' });
});

test('the next times calls are refused as AWS refuses', () => {
  const { faults } = with1({ operation: 'StopNotebookInstance', times: 2 });
  const refusal = {
    kind: 'refuse',
    error: { code: 'ThrottlingException', status: 400, message: 'Rate exceeded' },
  };
  expect([faults.before(stop), faults.before(stop), faults.before(stop)]).toMatchObject([
    refusal,
    refusal,
    { kind: 'none' },
  ]);
});

test.each([
  ['another operation', { operation: 'StartNotebookInstance' }],
  ['another function', { function: 'start-notebook' }],
  ['another notebook', { notebook: 'other' }],
])('a fault of %s does not hit', (_of, given) => {
  expect(with1(given).faults.before(stop)).toEqual({ kind: 'none' });
});

test('a fault that lasts is over when its time is', async () => {
  const { clock, faults } = with1({ for: 600_000 });
  clock.at(599_999, 'happens', () => expect(faults.before(stop).kind).toBe('refuse'));
  clock.at(600_000, 'happens', () => expect(faults.before(stop).kind).toBe('none'));
  while (await clock.step());
  expect.assertions(2);
});

test.each([
  ['timeout', { kind: 'timeout' }],
  ['response-lost', { kind: 'lose-response' }],
  ['killed-before', { kind: 'kill', when: 'before' }],
  ['killed-after', { kind: 'kill', when: 'after' }],
])('%s is %j', (error, effect) => {
  expect(with1({ error }).faults.before(stop)).toEqual(effect);
});

test.each([
  ['InternalFailure', 500],
  ['ServiceUnavailable', 503],
  ['NotFound', 404],
  ['SomethingNew', 400],
])('%s has the status %i', (error, status) => {
  expect(with1({ error }).faults.before(stop)).toMatchObject({ error: { code: error, status } });
});

test('a denied call says which permission is missing', () => {
  expect(with1({ error: 'AccessDeniedException' }).faults.before(stop)).toMatchObject({
    error: {
      message: expect.stringContaining('is not authorized to perform: sagemaker:StopNotebookInstance'),
    },
  });
});
