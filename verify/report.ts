/** What a check has to say, for people and for programs. */

import { CannotGoOn, refusalOf } from '../cli/refused.ts';
import type { Row } from './observations.ts';
import type { Verified } from './verify.ts';

const count = (rows: readonly Row[], verdict: Row['verdict']): number =>
  rows.filter((row) => row.verdict === verdict).length;

/** 0 all as believed, 1 something differs or was not seen, 2 it could not be finished. */
export const exitStatus = ({ rows, stopped, leftBehind }: Verified): number => {
  if (stopped !== null || leftBehind !== null) return 2;
  return count(rows, 'as believed') === rows.length ? 0 : 1;
};

/** One line for what was foreseen, a stack for what was not. */
export const words = (error: unknown): string => {
  if (error instanceof CannotGoOn) return error.message;
  return error instanceof Error && !('$metadata' in error)
    ? (error.stack ?? error.message)
    : refusalOf(error);
};

export const json = (verified: Verified): string => {
  const { stopped, leftBehind, ...rest } = verified;
  const why = (error: unknown) => (error === null ? null : words(error));
  return `${JSON.stringify({ ...rest, stopped: why(stopped), leftBehind: why(leftBehind) }, null, 2)}\n`;
};

const table = (rows: readonly Row[]): readonly string[] =>
  rows.flatMap(({ id, belief, expected, seen, verdict }) => [
    '',
    `${verdict === 'differs' ? 'DIFFERS ' : 'NOT SEEN'}  ${belief} (${id})`,
    `  believed  ${expected}`,
    ...(seen === null ? [] : [`  seen      ${seen}`]),
  ]);

export const report = (verified: Verified): string => {
  const { rows, measurements, stopped, leftBehind, notebook } = verified;
  const lines = [
    `${count(rows, 'as believed')} of ${rows.length} beliefs as believed, ${count(rows, 'differs')} differ, ${count(rows, 'not seen')} not seen`,
    ...table(rows.filter(({ verdict }) => verdict !== 'as believed')),
    '',
    ...Object.entries(measurements).map(([what, value]) => `${what}: ${value}`),
    leftBehind === null
      ? `${notebook} is deleted.`
      : `${notebook} MAY STILL BE THERE AND COST MONEY: ${words(leftBehind)}`,
    ...(stopped === null ? [] : [`The check could not be finished: ${words(stopped)}`]),
  ];
  return `${lines.join('\n')}\n`;
};
