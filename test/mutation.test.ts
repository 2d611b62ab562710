/** What `npm run mutation` demands, on a report made by hand. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyOf, listed, unexplained, withRows } from '../mutation/list.ts';
import { type Report, survivors } from '../mutation/report.ts';
import { complaints } from '../mutation/verdict.ts';

const source = 'const least = 1;\nexport const isEnough = (many: number) => many >= least || many === 7;\n';

/** @param statuses of mutants of `many >= least` */
const report = (...statuses: readonly string[]): Report => ({
  files: {
    'functions/core/enough.ts': {
      source,
      mutants: statuses.map((status, index) => ({
        mutatorName: 'EqualityOperator',
        replacement: `many > ${index}`,
        status,
        location: { start: { line: 2, column: 43 }, end: { line: 2, column: 56 } },
      })),
    },
  },
});
const [survivor] = survivors(report('Survived'));
const key = survivor === undefined ? '' : keyOf(survivor);
const nineOfTen = report('Survived', ...Array.from({ length: 9 }, () => 'Killed'));
const text = '# Survivors\n\n| file | line | mutant | why it may live |\n|---|---|---|---|\n';

describe('a survivor', () => {
  it('is told by its file, its line and what was changed in it', () => {
    expect(survivor).toEqual({
      file: 'functions/core/enough.ts',
      line: 'export const isEnough = (many: number) => many >= least || many === 7;',
      original: 'many >= least',
      replacement: 'many > 0',
    });
  });
  it('is what no test runs, too', () => expect(survivors(report('NoCoverage'))).toHaveLength(1));
  it('is none that a test stopped, or that was not tried', () =>
    expect(survivors(report('Killed', 'Timeout', 'Ignored', 'CompileError'))).toEqual([]));
});

describe('the verdict', () => {
  it('is good at nine of ten, when the one that lives is listed with a reason', () =>
    expect(complaints(nineOfTen, [{ key, why: 'It may.' }])).toEqual([]));
  it('is bad below that', () =>
    expect(complaints(report('Survived', 'Killed'), [{ key, why: 'It may.' }])).toEqual([
      'expected at least 90 % of the mutants killed, got 1 of 2',
    ]));
  it('does not count what was not tried', () =>
    expect(complaints(report('Killed', 'Ignored', 'Ignored'), [])).toEqual([]));
  it('is bad when one lives that is not listed', () =>
    expect(complaints(nineOfTen, [])).toEqual([`lives, and is not listed: ${key}`]));
  it('is bad when one is listed that does not live', () =>
    expect(complaints(report('Killed'), [{ key, why: 'It may.' }])).toEqual([
      `listed, and does not live: ${key}`,
    ]));
  it('is bad when one is listed without a reason', () =>
    expect(complaints(nineOfTen, [{ key, why: '?' }])).toEqual([`listed without a reason: ${key}`]));
});

describe('the list', () => {
  const alive = survivors(nineOfTen);

  it('reads what it writes, whatever stands in the code', () =>
    expect(listed(withRows(text, alive))).toEqual([{ key, why: '?' }]));
  it('keeps the reason of one that lives on', () => {
    const explained = withRows(text, alive).replace('? |', 'It may. |');
    expect(listed(withRows(explained, alive))).toEqual([{ key, why: 'It may.' }]);
  });
  it('drops one that was killed', () => expect(withRows(withRows(text, alive), [])).toBe(text));
});

describe('docs/mutation.md', () => {
  const root = join(import.meta.dirname, '..');
  const rows = listed(readFileSync(join(root, 'docs', 'mutation.md'), 'utf8'));

  it('has a reason for each', () => {
    expect(rows.filter(({ why }) => why === unexplained)).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });
  it('names files of core', () => {
    const files = rows.map(({ key }) => key.split(' ')[1] ?? '');
    expect(files.filter((file) => !existsSync(join(root, 'functions', 'core', file)))).toEqual([]);
  });
});
