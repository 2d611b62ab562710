/**
 * Asynchronous invocation: the event is accepted at once; what fails is tried again after one minute and then
 * after two, and goes to the function's failure destination when that was the last try.
 * (Lambda developer guide, "Understanding retry behavior in Lambda": asynchronous invocation.)
 */
import type { VirtualClock } from '../clock.ts';
import type { AsyncInvocation } from '../template/functions.ts';
import type { Functions, Outcome } from './functions.ts';

const minute = 60_000;

/** What a function did not manage, as its failure destination gets it. */
export interface FailedInvocation {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly function: string;
  readonly functionArn: string;
  /** Where it went, or null where the function has no destination and the event is lost. */
  readonly queueArn: string | null;
  readonly event: unknown;
  readonly attempts: number;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
  readonly error: Extract<Outcome, { ok: false }>['payload'];
}

export interface AsyncFunction {
  readonly name: string;
  readonly arn: string;
  readonly async: AsyncInvocation;
}

export class AsynchronousInvocations {
  readonly #clock: VirtualClock;
  readonly #functions: Functions;
  readonly #failed: FailedInvocation[] = [];
  readonly #onFailed: (failed: FailedInvocation) => void;

  constructor(options: {
    readonly clock: VirtualClock;
    readonly functions: Functions;
    readonly onFailed: (failed: FailedInvocation) => void;
  }) {
    this.#clock = options.clock;
    this.#functions = options.functions;
    this.#onFailed = options.onFailed;
  }

  failed(): readonly FailedInvocation[] {
    return this.#failed;
  }

  /** Accepts the event; how it ends, nobody waits for. */
  accept(target: AsyncFunction, event: unknown): void {
    this.#attempt(target, event, this.#clock.now(), 1);
  }

  #attempt(target: AsyncFunction, event: unknown, since: number, attempt: number): void {
    void this.#functions.invoke(target.arn, event).then((outcome) => {
      if (outcome.ok) return;
      const { retries, maxAgeSeconds } = target.async;
      const wait = attempt * minute;
      if (attempt > retries) {
        this.#bury(target, event, attempt, 'RetriesExhausted', outcome.payload);
      } else if (this.#clock.now() + wait - since > maxAgeSeconds * 1_000) {
        this.#bury(target, event, attempt, 'EventAgeExceeded', outcome.payload);
      } else {
        this.#clock.after(wait, 'world', () => this.#attempt(target, event, since, attempt + 1));
      }
    });
  }

  #bury(
    target: AsyncFunction,
    event: unknown,
    attempts: number,
    condition: FailedInvocation['condition'],
    error: FailedInvocation['error'],
  ): void {
    const failed: FailedInvocation = {
      at: this.#clock.now(),
      function: target.name,
      functionArn: target.arn,
      queueArn: target.async.onFailureArn,
      event,
      attempts,
      condition,
      error,
    };
    this.#failed.push(failed);
    this.#onFailed(failed);
  }
}
