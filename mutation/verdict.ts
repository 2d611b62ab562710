/** Whether the tests of core notice enough, and whether what they do not notice has been looked at. */
import { keyOf, type Listed, unexplained } from './list.ts';
import { type Report, scoreOf, survivors } from './report.ts';

/** Percent of the mutants that must be killed. */
const least = 90;

/** @returns what is wrong, in words; empty when nothing is */
export function complaints(report: Report, list: readonly Listed[]): readonly string[] {
  const { killed, tried } = scoreOf(report);
  const alive = new Set(survivors(report).map(keyOf));
  const known = new Map(list.map(({ key, why }) => [key, why]));
  return [
    ...(killed * 100 >= least * tried
      ? []
      : [`expected at least ${least} % of the mutants killed, got ${killed} of ${tried}`]),
    ...[...alive].filter((key) => !known.has(key)).map((key) => `lives, and is not listed: ${key}`),
    ...[...known].flatMap(([key, why]) => [
      ...(alive.has(key) ? [] : [`listed, and does not live: ${key}`]),
      ...(why === unexplained ? [`listed without a reason: ${key}`] : []),
    ]),
  ];
}
