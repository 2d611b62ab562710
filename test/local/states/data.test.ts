import { expect, it } from 'vitest';
import { Bench, type Json } from './bench.ts';

const passed = async (fields: Json, input: unknown): Promise<Json> => {
  const bench = new Bench();
  const arn = bench.start({ StartAt: 'P', States: { P: { Type: 'Pass', End: true, ...fields } } }, input);
  await bench.end();
  const { output, error, cause } = bench.describe(arn);
  return { output: output === undefined ? undefined : JSON.parse(String(output)), error, cause };
};
const template = async (expression: string, input: unknown): Promise<unknown> =>
  ((await passed({ Parameters: { 'x.$': expression } }, input))['output'] as Json)['x'];

it.each([
  ['$.a.b', { a: { b: 1 } }, 1],
  ["$['a b'][0]", { 'a b': [7] }, 7],
  ['$.a[-1]', { a: [1, 2, 3] }, 3],
  ['$.a[1:]', { a: [1, 2, 3] }, [2, 3]],
  ['$.a[*].b', { a: [{ b: 1 }, {}, { b: 3 }] }, [1, 3]],
  ['$.a[0,2]', { a: [1, 2, 3] }, [1, 3]],
  ['$..b', { b: 1, a: { b: 2 } }, [1, 2]],
  ['$.none[*]', {}, []],
  ["States.Format('{} of \\{{}\\}', $.a, 2)", { a: 1 }, '1 of {2}'],
  ["States.ArrayGetItem(States.StringSplit('a-b', '-'), 1)", {}, 'b'],
  ['States.ArrayUnique($.a)', { a: [1, [1], 1, [1]] }, [1, [1]]],
  ['States.ArrayRange(9, 1, -4)', {}, [9, 5, 1]],
  ["States.Base64Decode('w6k=')", {}, 'é'],
  ['States.MathAdd($.a, -0.5)', { a: -1.5 }, -1],
])('%s of %j is %j', async (expression, input, value) => {
  expect(await template(expression, input)).toEqual(value);
});

it('a seeded MathRandom repeats itself', async () => {
  const draw = () => template('States.MathRandom(0, 1000000, 3)', {});
  expect(await draw()).toBe(await draw());
});

it('a path that leads nowhere says which and in what', async () => {
  expect(await passed({ Parameters: { 'x.$': '$.none' } }, { a: 1 })).toMatchObject({
    error: 'States.Runtime',
    cause:
      "An error occurred while executing the state 'P' (entered at the event id #2). The JSONPath '$.none' specified for the field 'x.$' could not be found in the input '{\"a\":1}'",
  });
});

it('an intrinsic that cannot be answered fails as States.IntrinsicFailure', async () => {
  const failed = await passed({ Parameters: { 'x.$': 'States.ArrayGetItem($.a, 5)' } }, { a: [] });
  expect(failed['error']).toBe('States.IntrinsicFailure');
});

it('ResultPath makes the objects on its way', async () => {
  expect((await passed({ Result: 1, ResultPath: '$.a.b' }, { c: 2 }))['output']).toEqual({
    c: 2,
    a: { b: 1 },
  });
});

it('a ResultPath into an input that is no object fails as States.ResultPathMatchFailure', async () => {
  expect((await passed({ Result: 1, ResultPath: '$.a' }, 5))['error']).toBe('States.ResultPathMatchFailure');
});

it('an InputPath of null hides the input', async () => {
  expect((await passed({ InputPath: null }, { a: 1 }))['output']).toEqual({});
});

const chosen = async (rule: Json, input: unknown): Promise<unknown> => {
  const bench = new Bench();
  const states = {
    C: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
    Yes: { Type: 'Succeed' },
    No: { Type: 'Succeed' },
  };
  bench.start({ StartAt: 'C', States: states }, input);
  await bench.end();
  return bench.service.executions()[0]?.path.at(-1);
};

it.each([
  ['log-*.txt', 'log-1.txt', 'Yes'],
  ['log-*.txt', 'log-1.txt.gz', 'No'],
  ['a\\*', 'a*', 'Yes'],
  ['a\\*', 'ab', 'No'],
  ['a.c', 'abc', 'No'],
])('StringMatches %s of %s goes to %s', async (pattern, value, to) => {
  expect(await chosen({ Variable: '$.v', StringMatches: pattern }, { v: value })).toBe(to);
});

it('timestamps are compared as times, whatever their offset', async () => {
  const rule = { Variable: '$.v', TimestampEquals: '2026-01-01T00:00:00Z' };
  expect(await chosen(rule, { v: '2026-01-01T02:00:00+02:00' })).toBe('Yes');
});

it('IsPresent: false takes what is not there', async () => {
  expect(await chosen({ Variable: '$.v', IsPresent: false }, {})).toBe('Yes');
});

it('a Choice about what is not there fails the execution', async () => {
  const bench = new Bench();
  const choice = { Type: 'Choice', Choices: [{ Variable: '$.v', IsNull: true, Next: 'C' }], Default: 'C' };
  const arn = bench.start({ StartAt: 'C', States: { C: choice } });
  await bench.end();
  expect(bench.describe(arn)['error']).toBe('States.Runtime');
});
