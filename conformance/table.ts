/** What the judges said, as text for people. */
import type { Disagreement, Judged, LeftOut, NotRun, Row } from './row.ts';

const columns = ['belief', 'judge', 'tried', 'agreed', 'left out'] as const;

const cellsOf = (one: Judged): readonly string[] =>
  'missing' in one
    ? [one.belief, one.judge, 'NOT JUDGED', '', '']
    : [one.belief, one.judge, String(one.tried), String(one.agreed), String(one.leftOut.length)];

const grid = (rows: readonly (readonly string[])[]): string => {
  const widths = columns.map((_name, at) => Math.max(...rows.map((cells) => (cells[at] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  ')
      .trimEnd();
  const [head, ...body] = rows;
  return [line(head ?? []), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join(
    '\n',
  );
};

/** Equal reasons are one line; the ids stand with those that are alone. */
const grouped = (leftOut: readonly LeftOut[]): readonly string[] => {
  const ids = new Map<string, string[]>();
  for (const { id, reason } of leftOut) ids.set(reason, [...(ids.get(reason) ?? []), id]);
  return [...ids]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([reason, [id, ...more]]) =>
      more.length === 0 ? `      1  ${reason} (${id})` : `${String(more.length + 1).padStart(7)}  ${reason}`,
    );
};

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text === undefined ? 'nothing' : text;
};

const disagreement = ({ id, differences }: Disagreement): readonly string[] => [
  `  ${id}`,
  ...differences.flatMap(({ where, expected, got }) => [
    `    ${where}`,
    `      the judge says ${shown(expected)}`,
    `      we say         ${shown(got)}`,
  ]),
];

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

const heading = ({ belief, judge }: Judged): string => `  ${belief} (${judge})`;

/** @returns the table, then why cases were left out, what disagrees, and what could not be judged */
export const table = (judged: readonly Judged[]): string => {
  const rows = judged.filter((one): one is Row => !('missing' in one));
  const notRun = judged.filter((one): one is NotRun => 'missing' in one);
  const leftOut = rows.filter((row) => row.leftOut.length > 0);
  const disagreeing = rows.filter((row) => row.disagreements.length > 0);
  return [
    grid([columns, ...judged.map(cellsOf)]),
    ...section(
      'LEFT OUT, AND WHY',
      leftOut.flatMap((row) => [heading(row), ...grouped(row.leftOut)]),
    ),
    ...section(
      'DISAGREEMENTS',
      disagreeing.flatMap((row) => [heading(row), ...row.disagreements.flatMap(disagreement)]),
    ),
    ...section(
      `!!! ${notRun.length} NOT JUDGED: these beliefs were held to nothing !!!`,
      notRun.map((one) => `${heading(one)} for want of ${one.missing}`),
    ),
  ].join('\n');
};
