import { expect, it } from 'vitest';
import { baseStories } from '../../faults/base-stories.ts';
import { type Cell, cellsOf } from '../../faults/cells.ts';
import { sitesOf } from '../../faults/sites.ts';
import { table } from '../../faults/table.ts';
import { troubles } from '../../faults/troubles.ts';
import { parseStory } from '../../local/story.ts';

const called = (operation: string, at: number) => ({
  kind: 'call' as const,
  at,
  function: 'notify-owner',
  service: 'DynamoDB',
  operation,
  notebook: 'fraud-lab',
  error: null,
});
const site = {
  function: 'stop-notebook',
  service: 'SageMaker',
  operation: 'StopNotebookInstance',
  nth: 1,
  at: 0,
};
const [base] = baseStories;
const cells = base === undefined ? [] : cellsOf(base, [site]);
const right = { id: 0, violations: [], met: [], failed: null, outcomes: [], isLast: false };

const numbers = (calls: readonly ReturnType<typeof called>[], every: boolean): readonly number[] =>
  sitesOf(calls, 0, { from: 0, until: 100 }, every).map(({ nth }) => nth);

it('a fault strikes the first write in each place of an invocation', () => {
  const calls = [0, 0, 5, 5, 9].map((at) => called('UpdateItem', at));
  expect(numbers(calls, false)).toEqual([1, 2]);
});

it('of the reads it strikes the first', () => {
  const calls = [0, 0, 5].map((at) => called('GetItem', at));
  expect(numbers(calls, false)).toEqual([1]);
});

it('where every place is wanted it strikes the later reads too, and the last of all', () => {
  const calls = [0, 0, 5].map((at) => called('GetItem', at));
  expect(numbers(calls, true)).toEqual([1, 2, 3]);
});

it('calls of what comes after it was all over are no place for a fault', () => {
  expect(numbers([called('GetItem', 100)], true)).toEqual([]);
});

it('where a story says from when until when, the first call in that time is struck by its number in the whole story', () => {
  const calls = [0, 7, 9].map((at) => called('Publish', at));
  expect(sitesOf(calls, 0, { from: 5, until: 8 }, false)).toEqual([
    { function: 'notify-owner', service: 'DynamoDB', operation: 'Publish', nth: 2, at: 7 },
  ]);
});

it('where a story names operations, calls of others are no place for a fault', () => {
  const calls = [called('GetItem', 0), called('Publish', 0), called('GetItem', 5)];
  const where = { from: 0, until: 100, operations: ['Publish'] };
  expect(sitesOf(calls, 0, where, true).map(({ operation }) => operation)).toEqual(['Publish']);
});

it('each place meets each trouble', () => {
  expect(cells.map(({ trouble }) => trouble)).toEqual(troubles.map(({ name }) => name));
});

it.each(cells.map((cell): [string, Cell] => [cell.name, cell]))(
  '%s is a story that one can play',
  (name, { story }) => {
    expect(parseStory(story, 'cell.json').title).toBe(name);
  },
);

it('the table counts what was right of what was tried', () => {
  const wrong = { ...right, violations: [{ statement: 1, says: 'it was stopped too soon' }] };
  const judged = cells.map((cell, index) => ({ cell, done: index === 0 ? wrong : right }));
  expect(table(judged).at(-1)?.trim().split(/\s+/)).toEqual([
    'all',
    '0/1',
    ...Array(troubles.length - 1).fill('1/1'),
  ]);
});
