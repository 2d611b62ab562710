/**
 * What a state does, as pure functions: from its definition, input and context to the next step. Time, tasks and
 * history are the runner's (execution.ts).
 */
import { holds } from './choice.ts';
import type {
  ChoiceState,
  FailState,
  FailText,
  MapState,
  Next,
  PassState,
  Seconds,
  State,
  TaskState,
  WaitState,
} from './definition.ts';
import { EvaluationError, StatesError } from './errors.ts';
import { evaluate } from './expression.ts';
import { textOf } from './json.ts';
import { type Path, readPath, type Scope, writePath } from './path.ts';
import { fill } from './payload.ts';
import type { Catcher } from './retry.ts';
import { parseTimestamp } from './timestamp.ts';

export type Step =
  | { readonly do: 'leave'; readonly output: unknown; readonly next: Next }
  | { readonly do: 'fail'; readonly error: StatesError }
  /** `until` in milliseconds since the epoch; what is past is over at once. */
  | { readonly do: 'wait'; readonly until: number }
  | {
      readonly do: 'task';
      readonly request: unknown;
      readonly timeoutSeconds: number | undefined;
      readonly heartbeatSeconds: number | undefined;
    }
  /** A `limit` of 0 means as many at once as there are. */
  | { readonly do: 'map'; readonly items: readonly unknown[]; readonly limit: number };

/** What a state is evaluated in. */
export interface Around {
  readonly input: unknown;
  readonly context: unknown;
  readonly now: number;
  readonly random: () => number;
}

const at = (path: Path, scope: Scope): unknown => {
  const found = readPath(path, scope);
  if (found.found) return found.value;
  throw new EvaluationError(`Invalid path '${path.text}' : ${found.why}`);
};

const filtered = (path: Path | null, data: unknown, around: Around): unknown =>
  path === null ? {} : at(path, { data, context: around.context });

/** The state's input behind InputPath. */
const effective = (state: { readonly inputPath: Path | null }, around: Around): unknown =>
  filtered(state.inputPath, around.input, around);

const placed = (path: Path | null, input: unknown, result: unknown): unknown => {
  if (path === null) return input;
  const output = writePath(path, input, result);
  if (output !== undefined) return output;
  // The error's name is documented; no recording shows the text.
  throw new EvaluationError(
    `Unable to apply ReferencePath ${path.text} to input ${textOf(input)}`,
    'States.ResultPathMatchFailure',
  );
};

const parametersOf = (state: PassState | TaskState, around: Around): unknown => {
  const data = effective(state, around);
  return state.parameters === undefined
    ? data
    : fill(state.parameters, { data, context: around.context }, around.random);
};

/** What a Pass, Task or Map state hands on, given its result. @throws EvaluationError */
export const leave = (state: PassState | TaskState | MapState, result: unknown, around: Around): unknown => {
  const selector = 'resultSelector' in state ? state.resultSelector : undefined;
  const selected =
    selector === undefined
      ? result
      : fill(selector, { data: result, context: around.context }, around.random);
  return filtered(state.outputPath, placed(state.resultPath, around.input, selected), around);
};

/** What a Catch hands on; neither ResultSelector nor OutputPath apply (recorded). @throws EvaluationError */
export const leaveCaught = (catcher: Catcher, input: unknown, error: StatesError): unknown =>
  placed(catcher.resultPath, input, error.output());

/** What a Wait, Choice or Succeed state hands on. @throws EvaluationError */
export const leaveUnchanged = (state: Extract<State, { outputPath: unknown }>, around: Around): unknown =>
  filtered(state.outputPath, effective(state, around), around);

const integerAt = (field: string, path: Path, scope: Scope, least: number): number => {
  const value = at(path, scope);
  if (typeof value === 'number' && Number.isInteger(value) && value >= least) return value;
  // Recorded for MaxConcurrencyPath and its like; taken to hold for the seconds of a Task too.
  const shown = typeof value === 'string' ? value : textOf(value);
  throw new EvaluationError(
    `The ${field} field refers to value "${shown}" which is not a valid integer: ${path.text}`,
  );
};

const secondsOf = (seconds: Seconds | undefined, scope: Scope): number | undefined => {
  if (seconds === undefined) return undefined;
  return 'seconds' in seconds ? seconds.seconds : integerAt(seconds.field, seconds.path, scope, 1);
};

const task = (state: TaskState, around: Around): Step => {
  const scope = { data: effective(state, around), context: around.context };
  const timeoutSeconds = secondsOf(state.timeout, scope);
  const heartbeatSeconds = secondsOf(state.heartbeat, scope);
  return { do: 'task', request: parametersOf(state, around), timeoutSeconds, heartbeatSeconds };
};

const map = (state: MapState, around: Around): Step => {
  const scope = { data: effective(state, around), context: around.context };
  const limit =
    'limit' in state.maxConcurrency
      ? state.maxConcurrency.limit
      : integerAt('MaxConcurrencyPath', state.maxConcurrency.path, scope, 0);
  const items = state.itemsPath === undefined ? scope.data : at(state.itemsPath, scope);
  if (Array.isArray(items)) return { do: 'map', items, limit };
  // No recording shows the text for JSONPath.
  const place = state.itemsPath?.text ?? '$';
  throw new EvaluationError(`Reference path "${place}" must point to array.`);
};

/** The input of one iteration. @throws EvaluationError */
export const itemInput = (state: MapState, item: unknown, around: Around): unknown =>
  state.itemSelector === undefined
    ? item
    : fill(state.itemSelector, { data: effective(state, around), context: around.context }, around.random);

const choice = (state: ChoiceState, around: Around): Step => {
  const scope = { data: effective(state, around), context: around.context };
  const next = state.choices.find(({ rule }) => holds(rule, scope))?.next ?? state.otherwise;
  if (next === undefined) {
    // Documented as States.NoChoiceMatched; public suites checked against AWS saw States.Runtime with this text.
    throw new EvaluationError(
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  }
  return { do: 'leave', output: leaveUnchanged(state, around), next };
};

const referenced = (field: string, path: Path, scope: Scope): unknown => {
  const found = readPath(path, scope);
  if (found.found) return found.value;
  // No recording shows the text.
  throw new EvaluationError(`The ${field} parameter does not reference an input value: ${path.text}`);
};

const wait = ({ until, ...state }: WaitState, around: Around): Step => {
  const scope = { data: effective(state, around), context: around.context };
  switch (until.kind) {
    case 'seconds':
      return { do: 'wait', until: around.now + until.seconds * 1000 };
    case 'timestamp':
      return { do: 'wait', until: until.time };
    case 'secondsPath': {
      const value = referenced('SecondsPath', until.path, scope);
      const shown = `${until.path.text} == ${textOf(value)}`;
      if (typeof value !== 'number' || !Number.isInteger(value)) {
        throw new EvaluationError(`The SecondsPath parameter cannot be parsed as a long value: ${shown}`);
      }
      if (value < 0)
        throw new EvaluationError(`The SecondsPath parameter references a negative value: ${shown}`);
      return { do: 'wait', until: around.now + value * 1000 };
    }
    case 'timestampPath': {
      const value = referenced('TimestampPath', until.path, scope);
      const time = typeof value === 'string' ? parseTimestamp(value) : undefined;
      if (time !== undefined) return { do: 'wait', until: time };
      const shown = typeof value === 'string' ? value : textOf(value);
      throw new EvaluationError(
        `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${until.path.text} == ${shown}`,
      );
    }
  }
};

const fail = (state: FailState, around: Around): Step => {
  const text = (part: FailText | undefined): string | undefined => {
    if (part === undefined || 'text' in part) return part?.text;
    const scope = { data: around.input, context: around.context };
    const value = evaluate(part.expression, part.field, scope, around.random);
    if (typeof value === 'string') return value;
    // No recording shows the text.
    throw new EvaluationError(`The ${part.field} parameter does not reference a string: ${textOf(value)}`);
  };
  return { do: 'fail', error: new StatesError(text(state.error), text(state.cause)) };
};

/** The state's first step, or its next attempt. @throws EvaluationError */
export const stepOf = (state: State, around: Around): Step => {
  switch (state.type) {
    case 'Pass': {
      const result = state.result === undefined ? parametersOf(state, around) : state.result.value;
      return { do: 'leave', output: leave(state, result, around), next: state.next };
    }
    case 'Task':
      return task(state, around);
    case 'Map':
      return map(state, around);
    case 'Choice':
      return choice(state, around);
    case 'Wait':
      return wait(state, around);
    case 'Succeed':
      return { do: 'leave', output: leaveUnchanged(state, around), next: undefined };
    case 'Fail':
      return fail(state, around);
  }
};
