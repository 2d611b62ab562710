import { expect, test } from 'vitest';
import { matches, parsePattern } from '../../../local/eventbridge/matcher.ts';

const says = (pattern: unknown, event: unknown): boolean => matches(parsePattern(pattern), event);

test('a field that is null is anything but a text, a missing field never is', () => {
  const pattern = { detail: { errorCode: [{ 'anything-but': 'AccessDenied' }] } };
  expect(says(pattern, { detail: { errorCode: null } })).toBe(true);
  expect(says(pattern, { detail: {} })).toBe(false);
});

test('errorCode must not exist: a failed call does not match', () => {
  const pattern = { detail: { eventName: ['StopNotebookInstance'], errorCode: [{ exists: false }] } };
  expect(says(pattern, { detail: { eventName: 'StopNotebookInstance' } })).toBe(true);
  expect(says(pattern, { detail: { eventName: 'StopNotebookInstance', errorCode: 'X' } })).toBe(false);
});

test('fields of different elements of an array do not match together', () => {
  const pattern = { tags: { key: ['Owner'], value: ['bob'] } };
  expect(says(pattern, { tags: [{ key: 'Owner', value: 'bob' }] })).toBe(true);
  expect(
    says(pattern, {
      tags: [
        { key: 'Owner', value: 'eve' },
        { key: 'Team', value: 'bob' },
      ],
    }),
  ).toBe(false);
});

test('$or matches by any of its ways, beside what stands outside it', () => {
  const pattern = { source: ['a'], $or: [{ x: [1] }, { y: [{ exists: false }] }] };
  expect(says(pattern, { source: 'a', x: 2 })).toBe(true);
  expect(says(pattern, { source: 'a', x: 2, y: 1 })).toBe(false);
  expect(says(pattern, { source: 'b', x: 1 })).toBe(false);
});

test.each([
  ['*:notebook-instance/*', 'arn:aws:sagemaker:eu-west-1:1:notebook-instance/a', true],
  ['*:notebook-instance/*', 'arn:aws:sagemaker:eu-west-1:1:endpoint/a', false],
  ['a*b*c', 'abc', true],
  ['a*bc', 'abcbc', true],
  ['ab*ba', 'aba', false],
  ['\\*', '*', true],
])('the wildcard %s against %s: %s', (wildcard, value, expected) => {
  expect(says({ x: [{ wildcard }] }, { x: value })).toBe(expected);
});

test.each([
  ['10.0.0.0/24', '10.0.0.255', true],
  ['10.0.0.0/24', '10.0.1.0', false],
  ['2001:db8::/32', '2001:db8:1::1', true],
  ['2001:db8::/32', '10.0.0.1', false],
])('the block %s and the address %s: %s', (cidr, value, expected) => {
  expect(says({ x: [{ cidr }] }, { x: value })).toBe(expected);
});

test.each([
  [{ x: [{ prefixx: 'a' }] }, 'Unrecognized match type prefixx'],
  [{ x: 'a' }, '"x" must be an object or an array'],
  [{ x: [] }, 'Empty arrays are not allowed'],
  [{}, 'Empty objects are not allowed'],
  [{ $or: [{ x: [1] }] }, 'There must have at least 2 Objects in $or relationship.'],
  [{ x: [{ prefix: 'a', suffix: 'b' }] }, 'Only one key allowed in match expression'],
  [{ x: [{ wildcard: '**' }] }, 'Consecutive wildcard characters at pos 0'],
])('the pattern %j is refused: %s', (pattern, reason) => {
  expect(() => parsePattern(pattern)).toThrow(`Event pattern is not valid. Reason: ${reason}`);
});
