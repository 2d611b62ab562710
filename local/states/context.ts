/** The context object (`$$`), member by member as recorded. */
import { isoTime } from './timestamp.ts';

/** What stays the same through one run of an execution; a redrive makes a new one. */
export interface ExecutionContext {
  readonly Execution: {
    readonly Id: string;
    readonly Input: unknown;
    readonly StartTime: string;
    readonly Name: string;
    readonly RoleArn: string;
    readonly RedriveCount: number;
    readonly RedriveTime?: string;
  };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
}

/** The item that an iteration of a Map state works on. */
export interface MapItem {
  readonly Index: number;
  readonly Value: unknown;
}

export interface StateContext {
  readonly name: string;
  /** Milliseconds since the epoch; a retry does not move it. */
  readonly enteredTime: number;
  /** Task and Map states have it. */
  readonly retryCount: number | undefined;
  /** Only while the state waits for one. */
  readonly taskToken: string | undefined;
  readonly item: MapItem | undefined;
}

export const contextObject = (execution: ExecutionContext, state: StateContext): unknown => ({
  ...execution,
  State: {
    Name: state.name,
    EnteredTime: isoTime(state.enteredTime),
    ...(state.retryCount === undefined ? {} : { RetryCount: state.retryCount }),
  },
  ...(state.taskToken === undefined ? {} : { Task: { Token: state.taskToken } }),
  ...(state.item === undefined ? {} : { Map: { Item: state.item } }),
});
