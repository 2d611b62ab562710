/** An error of the Amazon States Language: what Retry and Catch match, and what a failed execution shows. */
export class StatesError extends Error {
  override readonly name = 'StatesError';
  /** E.g. `States.Timeout` or a function's `errorType`; absent when SendTaskFailure named none. */
  readonly error: string | undefined;
  /** Absent where AWS sends none, e.g. for a timeout. */
  readonly causeText: string | undefined;

  constructor(error: string | undefined, causeText: string | undefined) {
    super(`${error ?? '(no error)'}: ${causeText ?? '(no cause)'}`);
    this.error = error;
    this.causeText = causeText;
  }

  /** `{Error, Cause}` as a Catch hands it on (recorded: a timeout's absent cause becomes the empty string). */
  output(): { readonly Error: string | null; readonly Cause: string | null } {
    const absent = this.error === 'States.Timeout' ? '' : null;
    return { Error: this.error ?? null, Cause: this.causeText ?? absent };
  }
}

/** An error in evaluating a state's fields; the runner puts the state's name and event id before the text. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  readonly error: string;

  constructor(message: string, error = 'States.Runtime') {
    super(message);
    this.error = error;
  }

  in(state: string, enteredEventId: number): StatesError {
    return new StatesError(
      this.error,
      `An error occurred while executing the state '${state}' (entered at the event id #${enteredEventId}). ${this.message}`,
    );
  }
}

/** No error matcher, not even its own name or States.ALL, catches this one (recorded). */
export const uncatchable = 'States.Runtime';
