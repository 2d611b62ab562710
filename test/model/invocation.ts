/** One invocation of a function: its turns, its calls to AWS, and how it ends. */
import {
  AccessRefused,
  LimitReached,
  RequestRefused,
  ServiceUnavailable,
  Throttled,
} from '../../functions/core/errors.ts';
import type { VirtualClock } from '../../local/clock.ts';
import type { Effect, FaultyCall } from '../../local/faults.ts';
import type { Turns } from './turns.ts';

export type Outcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly error: string; readonly message: string };

export interface Call {
  readonly service: 'SageMaker' | 'DynamoDB' | 'SNS' | 'StepFunctions' | 'CloudTrail';
  readonly operation: string;
}

export interface Around {
  readonly clock: VirtualClock;
  readonly turns: Turns;
  /** What goes wrong with a call; asked once for each. */
  readonly before: (call: FaultyCall) => Effect;
  /** @param error what its function heard in place of an answer */
  readonly made: (call: FaultyCall, error: string | null, tookEffect: boolean) => void;
}

/** As functions/aws/call.ts has it, and the template. */
const attempts = 3;
const pauseOf = ({ operation }: Call, tried: number): number =>
  operation === 'Publish' ? 1_000 : 300 * 2 ** (tried - 1);
const lambdaTimeout = 30_000;

/** What functions/aws/call.ts makes of AWS's names. */
function translated(name: string, message: string): Error {
  if (/^(AccessDenied|AuthorizationError)/.test(name)) return new AccessRefused(message);
  if (/^Throttl/.test(name)) return new Throttled(message);
  if (name === 'ResourceLimitExceeded') return new LimitReached(message);
  return /^Internal|Unavailable/.test(name) ? new ServiceUnavailable(message) : new RequestRefused(message);
}

export class Invocation {
  readonly function: string;
  readonly notebook: string | undefined;
  readonly #around: Around;
  readonly #end: (outcome: Outcome) => void;
  #isOver = false;

  constructor(
    around: Around,
    name: string,
    notebook: string | undefined,
    run: (self: Invocation) => Promise<unknown>,
    end: (outcome: Outcome) => void,
  ) {
    this.function = name;
    this.notebook = notebook;
    this.#around = around;
    this.#end = end;
    around.turns.offer(() => this.#run(run));
  }

  #run(run: (self: Invocation) => Promise<unknown>): void {
    run(this).then(
      (payload) => this.#over({ ok: true, payload }),
      (error: Error) => this.#over({ ok: false, error: error.name, message: error.message }),
    );
  }

  #over(outcome: Outcome): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#end(outcome);
    }
    this.#around.turns.rest();
  }

  /**
   * A call to AWS, repeated as functions/aws/call.ts does. `serve` is what AWS does, or throws as our adapters do.
   * @throws the errors of functions/core/errors.ts
   */
  async call<Answer>(call: Call, serve: () => Answer, notebook = this.notebook): Promise<Answer> {
    const faulty: FaultyCall = {
      ...call,
      function: this.function,
      ...(notebook === undefined ? {} : { notebook }),
    };
    for (let tried = 1; ; tried += 1) {
      await this.#turn();
      const heard = this.#once(faulty, serve);
      if (heard === null) return this.#neverMore();
      if ('answer' in heard) return heard.answer;
      const { error } = heard;
      const mayHeal = error instanceof Throttled || error instanceof ServiceUnavailable;
      if (!mayHeal || tried === attempts) throw error;
      await this.#sleep(pauseOf(call, tried));
    }
  }

  /** @returns `null` where it is never heard of again */
  #once<Answer>(call: FaultyCall, serve: () => Answer): { answer: Answer } | { error: unknown } | null {
    const { before, clock, made } = this.#around;
    const effect = before(call);
    switch (effect.kind) {
      case 'none': {
        const served = attempt(serve);
        made(call, 'error' in served ? nameOf(served.error) : null, !('error' in served));
        return served;
      }
      case 'refuse': {
        const { code, message } = effect.error;
        made(call, code, false);
        return { error: translated(code, `${call.operation} was refused: ${code}: ${message}`) };
      }
      case 'lose-response':
        made(call, 'response-lost', !('error' in attempt(serve)));
        return { error: new ServiceUnavailable(`${call.operation} was not answered`) };
      case 'timeout':
        made(call, 'timeout', false);
        clock.after(lambdaTimeout, 'timer', () => this.#die('Sandbox.Timedout'));
        return null;
      case 'kill':
        if (effect.when === 'after') made(call, 'killed-after', !('error' in attempt(serve)));
        this.#die('Runtime.ExitError');
        return null;
      default:
        return effect satisfies never;
    }
  }

  #die(error: string): void {
    this.#over({ ok: false, error, message: `RequestId: 0 Error: ${error}` });
  }

  #neverMore(): Promise<never> {
    this.#around.turns.rest();
    return new Promise(() => undefined);
  }

  #turn(): Promise<void> {
    return new Promise((resolve) => {
      this.#around.turns.offer(resolve);
      this.#around.turns.rest();
    });
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#around.clock.after(milliseconds, 'timer', () => this.#around.turns.offer(resolve));
      this.#around.turns.rest();
    });
  }
}

function attempt<Answer>(serve: () => Answer): { answer: Answer } | { error: unknown } {
  try {
    return { answer: serve() };
  } catch (error) {
    return { error };
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : String(error));
