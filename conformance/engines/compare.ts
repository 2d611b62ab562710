/** What two engines made of one story, side by side. */

import type { CallRecord } from '../../local/http/calls.ts';
import { notebookIn } from '../../local/http/notebook-of.ts';
import type { Difference } from '../row.ts';
import { type Met, withAwsEnding, withAwsError } from './quirks.ts';

export interface Run {
  readonly executions: readonly {
    readonly input: unknown;
    readonly status: string;
    readonly output: unknown;
    readonly error: string | undefined;
    readonly cause: string | undefined;
    readonly path: readonly string[];
  }[];
  readonly calls: readonly CallRecord[];
}

type Execution = Run['executions'][number];

const stepOf = (output: unknown): unknown =>
  typeof output === 'object' && output !== null && 'step' in output ? output.step : undefined;

const show = ({ path, status, error, step }: ReturnType<typeof seen>): string =>
  `${path} | ${status}${error === null ? '' : ` ${error}`}${step === undefined ? '' : `, step ${step}`}`;

const seen = ({ path, status, error, cause, output }: Execution) => ({
  path: path.join(' '),
  status,
  error: error === undefined ? null : `${error}: ${cause ?? 'no cause'}`,
  step: stepOf(output),
});

/** The ledger's own calls are left out: what they lead to is in every path. */
const judged = ['SageMaker', 'SNS', 'StepFunctions'];

const callsAbout = ({ calls }: Run, notebook: string): readonly CallRecord[] =>
  calls.filter((call) => call.notebook === notebook && judged.includes(call.service));

const words = (call: CallRecord, error: string | null): string =>
  `${call.function} ${call.operation}${error === null ? '' : ` ${error}`}`;

export const differing = (
  where: string,
  expected: string | undefined,
  got: string | undefined,
): Difference[] => (expected === got ? [] : [{ where, expected: expected ?? 'none', got: got ?? 'none' }]);

const executionsOf = (run: Run, notebook: string): readonly Execution[] =>
  run.executions.filter(({ input }) => notebookIn(input) === notebook);

/** Each execution's path, end and step, and each call with its answer, in order. */
export const differencesAbout = (
  notebook: string,
  engine: Run,
  sandbox: Run,
  met: Met,
): readonly Difference[] => {
  const theirs = executionsOf(engine, notebook);
  const ours = executionsOf(sandbox, notebook);
  const theirCalls = callsAbout(engine, notebook);
  const ourCalls = callsAbout(sandbox, notebook);
  if (ours.length === 0) return [{ where: 'executions', expected: 'at least one', got: 'none' }];
  return [
    ...Array.from({ length: Math.max(theirs.length, ours.length) }, (_, at) => {
      const [their, our] = [theirs[at], ours[at]].map((one) => one && seen(one));
      const expected = their && our ? { ...their, ...withAwsEnding(their, our, met) } : their;
      return differing(`execution ${at + 1}`, expected && show(expected), our && show(our));
    }).flat(),
    ...Array.from({ length: Math.max(theirCalls.length, ourCalls.length) }, (_, at) => {
      const [their, our] = [theirCalls[at], ourCalls[at]];
      const error =
        their && our ? withAwsError(their.operation, their.error, our.error, met) : (their?.error ?? null);
      return differing(`call ${at + 1}`, their && words(their, error), our && words(our, our.error));
    }).flat(),
  ];
};
