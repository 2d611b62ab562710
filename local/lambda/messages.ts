/** What a function's environment and its host tell each other. */

/** What an environment is, for as long as it lives. */
export interface Boot {
  /** The bundle's file. */
  readonly file: string;
  /** The export to call. */
  readonly handler: string;
  /** The folder that traces show as /var/task. */
  readonly folder: string;
  /** Virtual time, written by the host before it lets the environment go on: one float64, ms since the epoch. */
  readonly time: SharedArrayBuffer;
}

/** What went over a connection to the endpoint, or that it is closed; each has a number of its own. */
export type Wired =
  | { readonly type: 'bytes'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly type: 'closed'; readonly connection: number };

export type ToEnvironment =
  | Wired
  | {
      readonly type: 'invoke';
      readonly requestId: string;
      readonly payload: string;
      /** Seeds all of the environment's randomness for this invocation. */
      readonly seed: number;
      /** When Lambda ends the invocation, ms since the epoch. */
      readonly deadline: number;
      readonly functionArn: string;
    }
  | { readonly type: 'wake' }
  /** The call in flight will not be answered. */
  | { readonly type: 'stall' };

/** An error as Node's Lambda runtime reports it. */
export interface ErrorPayload {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: string[];
}

export type FromEnvironment =
  | Wired
  /** The bundle is loaded, or has failed to: an invocation would begin at once. */
  | { readonly type: 'loaded' }
  | { readonly type: 'output'; readonly text: string }
  /** Nothing comes by itself any more but the next timer, due at `until`; null: there is none. */
  | { readonly type: 'sleeping'; readonly until: number | null }
  | { readonly type: 'returned'; readonly payload: string }
  | { readonly type: 'threw'; readonly error: ErrorPayload }
  /** The order of two calls in flight at once is nobody's choice, so runs would not repeat. */
  | { readonly type: 'concurrent'; readonly calls: number };
