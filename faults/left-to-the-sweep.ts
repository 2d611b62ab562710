/**
 * What only the scheduled sweep can finish, once AWS works again: whoever should have done it was refused for days.
 * Until then it waits where an operator sees it. Such cells are counted by themselves, not as right.
 */
import type { Violation } from './always-true.ts';
import type { Cell } from './cells.ts';

const lasting = ['throttled for good', 'denied'];

/** How far a cell may be from right for that reason, by whose calls are refused for days. */
const waits: readonly { readonly where: (cell: Cell) => boolean; readonly says: RegExp }[] = [
  { where: ({ operation }) => operation === 'Publish', says: /is still owed to people$/ },
  {
    where: ({ function: name }) => name === 'reap-case',
    says: /is still owed to people$|never ended|opened no case$|nobody was told$/,
  },
];

export const isLeftToTheSweep = (cell: Cell, violations: readonly Violation[]): boolean =>
  lasting.includes(cell.trouble) &&
  violations.length > 0 &&
  waits.some(({ where, says }) => where(cell) && violations.every((violation) => says.test(violation.says)));
