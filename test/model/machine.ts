/** The state machine's own text, as far as it is used: which state follows, who is called with what, what is caught. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TaskState {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Parameters: { readonly FunctionName: string; readonly Payload: Readonly<Record<string, string>> };
  readonly ResultPath?: null;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: '$.waitSeconds';
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
  readonly Next: string;
}
interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL';
}
interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath: '$.error' | null;
  readonly Next: string;
}
interface Rule {
  readonly StringEquals?: string;
  readonly Or?: readonly Rule[];
  readonly Next: string;
}
interface ChoiceState {
  readonly Type: 'Choice';
  readonly Choices: readonly Rule[];
  readonly Default: string;
}
export type State = TaskState | ChoiceState | { readonly Type: 'Succeed' | 'Fail' };

export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

const file = join(import.meta.dirname, '../../statemachine/remediate-root-access.asl.json');
export const machine: Machine = JSON.parse(readFileSync(file, 'utf8'));

/** E.g. `notify-owner` of `${NotifyOwnerFunction}`. */
const functionOf = ({ Parameters: { FunctionName } }: TaskState): string =>
  FunctionName.replace(/^\$\{(\w+)Function\}$/, '$1')
    .replaceAll(/(?<!^)[A-Z]/g, '-$&')
    .toLowerCase();

export interface Calling {
  readonly function: string;
  /** Each member of the payload with the path that it is read from. */
  readonly payload: readonly (readonly [string, string])[];
}

/** Whom each Task calls, with what. */
export const calling: ReadonlyMap<string, Calling> = new Map(
  Object.entries(machine.States).flatMap(([name, state]) =>
    state.Type === 'Task'
      ? [
          [
            name,
            {
              function: functionOf(state),
              payload: Object.entries(state.Parameters.Payload).map(([key, path]) => [
                key.replace(/\.\$$/, ''),
                path,
              ]),
            },
          ],
        ]
      : [],
  ),
);

export const isForNews = ({ Resource }: TaskState): boolean => Resource.endsWith('.waitForTaskToken');

export interface Thrown {
  readonly error: string;
  /** What it says as JSON, as a Lambda's error does; none where it timed out. */
  readonly cause: string;
}

const names = (equals: readonly string[], error: string): boolean =>
  equals.some(
    (name) =>
      name === error || name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout'),
  );

/**
 * @param made how often each retrier has retried, which is counted here
 * @returns milliseconds, or `null`: not again
 */
export function retryAfter(
  { Retry }: TaskState,
  made: number[],
  { error }: Thrown,
  random: () => number,
): number | null {
  const which = Retry.findIndex(({ ErrorEquals }) => names(ErrorEquals, error));
  const retrier = Retry[which];
  const before = made[which] ?? 0;
  if (retrier === undefined || before >= retrier.MaxAttempts) return null;
  made[which] = before + 1;
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds, JitterStrategy } = retrier;
  const grown = Math.min(
    IntervalSeconds * BackoffRate ** before,
    MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
  );
  return Math.round((JitterStrategy === 'FULL' ? random() * grown : grown) * 1000);
}

/** The state that goes on after an error, and its input; `null`: the execution fails of it. */
export function caught(
  { Catch }: TaskState,
  input: unknown,
  { error, cause }: Thrown,
): { readonly next: string; readonly input: unknown } | null {
  const catcher = Catch.find(({ ErrorEquals }) => names(ErrorEquals, error));
  if (catcher === undefined) return null;
  const handed =
    catcher.ResultPath === null ? input : { ...(input as object), error: { Error: error, Cause: cause } };
  return { next: catcher.Next, input: handed };
}

export function chosen({ Choices, Default }: ChoiceState, input: unknown): string {
  const { step } = input as { readonly step: string };
  const holds = ({ Or, StringEquals }: Rule): boolean => Or?.some(holds) ?? StringEquals === step;
  return Choices.find(holds)?.Next ?? Default;
}
