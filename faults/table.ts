/** The matrix as a person reads it: a row for each call, a column for each trouble. */
import type { Cell } from './cells.ts';
import type { Done } from './player.ts';
import { troubles } from './troubles.ts';

export interface Judged {
  readonly cell: Cell;
  readonly done: Done;
}

export const isRight = ({ done }: Judged): boolean => done.failed === null && done.violations.length === 0;
export const isWrong = (judged: Judged): boolean => !isRight(judged);

/** E.g. `6/6`, or a dot where nothing was tried. */
const count = (judged: readonly Judged[]): string =>
  judged.length === 0 ? '.' : `${judged.filter(isRight).length}/${judged.length}`;

export function table(judged: readonly Judged[]): readonly string[] {
  const rowOf = ({ cell }: Judged): string => `${cell.function} ${cell.operation}`;
  const rows = [...new Set(judged.map(rowOf))].sort();
  const columns = troubles.map(({ name }) => name);
  const line = (name: string, of: readonly Judged[]): readonly string[] => [
    name,
    ...columns.map((column) => count(of.filter(({ cell }) => cell.trouble === column))),
  ];
  const lines = [
    ['right/tried', ...columns],
    ...rows.map((row) =>
      line(
        row,
        judged.filter((one) => rowOf(one) === row),
      ),
    ),
    line('all', judged),
  ];
  const widths = ['', ...columns].map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  return lines.map((cells) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}

/** What is wrong, cell by cell. */
export const complaints = (judged: readonly Judged[], fileOf: (cell: Cell) => string): readonly string[] =>
  judged
    .filter(isWrong)
    .flatMap(({ cell, done }) => [
      `${cell.name}  (npm start -- ${fileOf(cell)})`,
      ...(done.failed === null ? [] : [`  could not be played: ${done.failed}`]),
      ...done.violations.map(({ statement, says }) => `  ${statement}. ${says}`),
    ]);
