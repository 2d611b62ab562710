/** Plain tables: words to the left, figures to the right, aligned by the widest. */

export type Cell = string | number;

const isFigure = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' || /^[\d.]+( \S+)?$/.test(cell ?? '');

const pad = (cell: Cell | undefined, width: number, right: boolean): string =>
  right ? String(cell ?? '').padStart(width) : String(cell ?? '').padEnd(width);

/** @returns lines: the head, a rule and the rows, indented by two spaces */
export const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): readonly string[] => {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const right = head.map((_, column) => column > 0 && rows.every((row) => isFigure(row[column])));
  const line = (cells: readonly Cell[]): string =>
    `  ${widths.map((width, column) => pad(cells[column], width, right[column] ?? false)).join('  ')}`.trimEnd();
  return [line(head), `  ${widths.map((width) => '-'.repeat(width)).join('  ')}`, ...rows.map(line)];
};
