/** One command of an operator, and how its answer is looked at. */
import type { Difference } from '../row.ts';
import type { Answer } from './cli.ts';

export interface Step {
  readonly id: string;
  readonly args: readonly string[];
  /** What the answer lacks. */
  readonly check: (answer: Answer) => readonly Difference[];
  /** Milliseconds of the world's time that pass before. */
  readonly after?: number;
}

/** Compares the members that are expected; an answer may have more. */
export const expectMembers = (answer: Answer, expected: Readonly<Record<string, unknown>>): Difference[] => [
  ...(answer.status === 0
    ? []
    : [{ where: 'exit status', expected: 0, got: `${answer.status}: ${answer.error}` }]),
  ...Object.entries(expected)
    .filter(([name, value]) => JSON.stringify(answer.output?.[name]) !== JSON.stringify(value))
    .map(([name, value]) => ({ where: name, expected: value, got: answer.output?.[name] })),
];

export const expectNothing = ({ status, output, error }: Answer): Difference[] =>
  status === 0 && output === undefined
    ? []
    : [{ where: 'answer', expected: 'exit status 0 and no output', got: `${status}: ${error}` }];

export const expectRefusal =
  (text: string) =>
  ({ status, error }: Answer): Difference[] =>
    status !== 0 && error.endsWith(text)
      ? []
      : [{ where: 'standard error', expected: text, got: `${status}: ${error}` }];
