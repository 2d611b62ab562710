/** A state machine as the interpreter runs it: checked, with every path and template read once. */
import type { Rule } from './choice.ts';
import type { Expression } from './expression.ts';
import type { Path } from './path.ts';
import type { Template } from './payload.ts';
import type { Catcher, Retrier } from './retry.ts';

/** Where the execution goes after a state: the next state's name, or undefined for End. */
export type Next = string | undefined;

interface Filters {
  /** Null (`"InputPath": null`): the state sees `{}`. */
  readonly inputPath: Path | null;
  readonly outputPath: Path | null;
}

interface Results extends Filters {
  readonly parameters: Template | undefined;
  /** Null: the result is dropped and the input goes on. */
  readonly resultPath: Path | null;
  readonly next: Next;
}

export type Seconds = { readonly seconds: number } | { readonly field: string; readonly path: Path };

export interface PassState extends Results {
  readonly type: 'Pass';
  readonly result: { readonly value: unknown } | undefined;
}

interface Attempted extends Results {
  readonly resultSelector: Template | undefined;
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export type Resource =
  | { readonly kind: 'function'; readonly arn: string }
  | { readonly kind: 'lambda:invoke'; readonly waitForTaskToken: boolean };

export interface TaskState extends Attempted {
  readonly type: 'Task';
  readonly resource: Resource;
  readonly timeout: Seconds | undefined;
  readonly heartbeat: Seconds | undefined;
}

export interface MapState extends Attempted {
  readonly type: 'Map';
  /** Undefined: the effective input itself. */
  readonly itemsPath: Path | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: { readonly limit: number } | { readonly path: Path };
  readonly processor: StateGraph;
}

export interface ChoiceState extends Filters {
  readonly type: 'Choice';
  readonly choices: readonly { readonly rule: Rule; readonly next: string }[];
  readonly otherwise: Next;
}

export interface WaitState extends Filters {
  readonly type: 'Wait';
  readonly until:
    | { readonly kind: 'seconds'; readonly seconds: number }
    | { readonly kind: 'secondsPath'; readonly path: Path }
    | { readonly kind: 'timestamp'; readonly time: number }
    | { readonly kind: 'timestampPath'; readonly path: Path };
  readonly next: Next;
}

export interface SucceedState extends Filters {
  readonly type: 'Succeed';
}

export interface FailState {
  readonly type: 'Fail';
  readonly error: FailText | undefined;
  readonly cause: FailText | undefined;
}
export type FailText =
  | { readonly text: string }
  | { readonly field: string; readonly expression: Expression };

export type State = PassState | TaskState | MapState | ChoiceState | WaitState | SucceedState | FailState;

export interface StateGraph {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export interface Definition extends StateGraph {
  readonly timeoutSeconds: number | undefined;
}
