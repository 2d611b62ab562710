/** How many cases agreed before: what agreed once must go on agreeing, and none may be dropped unseen. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Judged, Row } from './row.ts';

/** By judge, then by belief. */
export type Agreed = Readonly<Record<string, Readonly<Record<string, number>>>>;

const file = path.join(import.meta.dirname, 'agreed.json');

export const readAgreed = (): Agreed => JSON.parse(readFileSync(file, 'utf8')) as Agreed;

export const writeAgreed = (agreed: Agreed): void =>
  writeFileSync(file, `${JSON.stringify(agreed, null, 2)}\n`);

const rowsOf = (judged: readonly Judged[]): readonly Row[] =>
  judged.flatMap((one) => ('missing' in one ? [] : [one]));

export const countsOf = (judged: readonly Judged[]): Readonly<Record<string, number>> =>
  Object.fromEntries(rowsOf(judged).map(({ belief, agreed }) => [belief, agreed]));

/**
 * @param kept what agreed before, by belief
 * @returns what has shrunk since, in words; a belief that was not judged this time is not compared
 */
export const shrunk = (
  kept: Readonly<Record<string, number>>,
  judged: readonly Judged[],
): readonly string[] => {
  if (judged.some((one) => 'missing' in one)) return [];
  const now = countsOf(judged);
  return Object.entries(kept)
    .filter(([belief, count]) => (now[belief] ?? 0) < count)
    .map(([belief, count]) => `${belief}: expected at least ${count} agreed cases, got ${now[belief] ?? 0}`);
};
