/** The survivors that a person has looked at: the table in docs/mutation.md. */
import type { Survivor } from './report.ts';

export interface Listed {
  /** A survivor as the table writes it. */
  readonly key: string;
  readonly why: string;
}

const heading = ['| file | line | mutant | why it may live |', '|---|---|---|---|'];

/** Longer text is cut: it is to be recognized, not repeated. */
const longest = 90;

const code = (text: string): string => {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  const fence = cut.includes('`') ? '``' : '`';
  const [before, after] = fence === '`' ? ['', ''] : [' ', ' '];
  return `${fence}${before}${cut.replaceAll('|', '\\|')}${after}${fence}`;
};

export const keyOf = ({ file, line, original, replacement }: Survivor): string =>
  `| ${file.replace('functions/core/', '')} | ${code(line)} | ${code(original)} → ${code(replacement)} |`;

const row = /^(\| .* \| .* \| .* → .* \|) (.*) \|$/;

/** @param text of docs/mutation.md */
export const listed = (text: string): readonly Listed[] =>
  text.split('\n').flatMap((line) => {
    const [, key, why = ''] = row.exec(line) ?? [];
    return key === undefined ? [] : [{ key, why }];
  });

/** What stands for a reason until somebody has written one. */
export const unexplained = '?';

/** @returns the text with a row for each of these survivors; what was said of one stays */
export function withRows(text: string, alive: readonly Survivor[]): string {
  const said = new Map(listed(text).map(({ key, why }) => [key, why]));
  const keys = [...new Set(alive.map(keyOf))].sort();
  const rows = keys.map((key) => `${key} ${said.get(key) ?? unexplained} |`);
  const begins = text.indexOf(heading[0] ?? '');
  if (begins < 0) throw new Error(`expected a table that begins with ${heading[0]}, got none`);
  return `${text.slice(0, begins)}${[...heading, ...rows].join('\n')}\n`;
}
