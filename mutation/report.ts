/** What Stryker's JSON report says (mutation-testing-report-schema 3), as far as it is used. */

export interface Mutant {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

/** Both count from 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Report {
  readonly files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
}

/** A mutant that no test noticed, by what it is and not by a line number, which every edit above it moves. */
export interface Survivor {
  readonly file: string;
  /** The line on which it begins. */
  readonly line: string;
  readonly original: string;
  readonly replacement: string;
}

const killed = ['Killed', 'Timeout'];
const alive = ['Survived', 'NoCoverage'];

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function textBetween(lines: readonly string[], { start, end }: Mutant['location']): string {
  if (start.line === end.line) return (lines[start.line - 1] ?? '').slice(start.column - 1, end.column - 1);
  return [
    (lines[start.line - 1] ?? '').slice(start.column - 1),
    ...lines.slice(start.line, end.line - 1),
    (lines[end.line - 1] ?? '').slice(0, end.column - 1),
  ].join(' ');
}

/** In order of files and lines. */
export const survivors = ({ files }: Report): readonly Survivor[] =>
  Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants
      .filter(({ status }) => alive.includes(status))
      .map(({ location, replacement, mutatorName }) => ({
        file,
        line: oneLine(lines[location.start.line - 1] ?? ''),
        original: oneLine(textBetween(lines, location)),
        replacement: oneLine(replacement ?? mutatorName),
      }));
  });

export interface Score {
  readonly killed: number;
  /** Those that were tried: what is ignored, or does not run at all, says nothing of the tests. */
  readonly tried: number;
}

export function scoreOf({ files }: Report): Score {
  const all = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (statuses: readonly string[]) => all.filter((status) => statuses.includes(status)).length;
  return { killed: count(killed), tried: count([...killed, ...alive]) };
}
