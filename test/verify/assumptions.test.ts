import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { beliefs } from '../../verify/beliefs.ts';

const document = readFileSync(join(import.meta.dirname, '../../docs/assumptions.md'), 'utf8');
const rows = document
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| belief '))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
/** The ids in the last column; `*` stands for anything. */
const named = rows.flatMap((cells) =>
  [...(cells.at(-1) ?? '').matchAll(/`([^`]+)`/g)]
    .map(([, id]) => id ?? '')
    .filter((id) => !id.startsWith('--')),
);
const fits = (pattern: string, id: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.+')}$`).test(id);

describe('docs/assumptions.md', () => {
  it('says of each belief why, what if not, how to check it, and whether verify-in-aws does', () => {
    expect(rows.filter((cells) => cells.length !== 5 || cells.includes(''))).toEqual([]);
  });
  it.each(named)('names %s, which verify-in-aws checks', (pattern) => {
    expect(beliefs.some(({ id }) => fits(pattern, id))).toBe(true);
  });
  it.each(beliefs.map(({ id }) => id))('has a row for %s', (id) => {
    expect(named.some((pattern) => fits(pattern, id))).toBe(true);
  });
});

describe('beliefs', () => {
  it('have ids of their own', () => {
    expect(new Set(beliefs.map(({ id }) => id)).size).toBe(beliefs.length);
  });
});
