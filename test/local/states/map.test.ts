import { expect, it } from 'vitest';
import { Bench, type Json, lambda, raised } from './bench.ts';

const each = (fields: Json): Json => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      End: true,
      ItemProcessor: { StartAt: 'Do', States: { Do: { Type: 'Task', Resource: lambda, End: true } } },
      ...fields,
    },
  },
});

it('a Map calls at most MaxConcurrency at once', async () => {
  const bench = new Bench();
  bench.start(each({ MaxConcurrency: 2 }), [1, 2, 3]);
  await bench.end();
  expect(bench.calls).toHaveLength(2);
});

it('a Map gives its outputs in the order of the items, whoever ends first', async () => {
  const bench = new Bench();
  const arn = bench.start(each({}), ['a', 'b']);
  await bench.end();
  bench.calls[1]?.answer({ ok: true, payload: 'B' });
  await bench.end();
  bench.calls[0]?.answer({ ok: true, payload: 'A' });
  await bench.end();
  expect(bench.describe(arn)['output']).toBe('["A","B"]');
});

it('the first item that fails ends the Map with its error', async () => {
  const bench = new Bench(({ payload }) => (payload === 2 ? raised('Busy') : undefined));
  const arn = bench.start(each({}), [1, 2]);
  await bench.end();
  expect(bench.describe(arn)).toMatchObject({ status: 'FAILED', error: 'Busy' });
});

it('a Map of nothing gives nothing', async () => {
  const bench = new Bench();
  const arn = bench.start(each({}), []);
  await bench.end();
  expect(bench.describe(arn)['output']).toBe('[]');
});

it('a Map of thousands of items that end at once does not deepen the stack', async () => {
  const bench = new Bench();
  const processor = { StartAt: 'Do', States: { Do: { Type: 'Succeed' } } };
  const arn = bench.start(
    each({ MaxConcurrency: 1, ItemProcessor: processor }),
    Array.from({ length: 6000 }, () => 1),
  );
  await bench.end();
  expect(bench.describe(arn)['status']).toBe('SUCCEEDED');
});
