/** Task tokens: which task waits for which, and what AWS says about one that nobody waits for. */
import { AwsError } from '../service.ts';
import type { StatesError } from './errors.ts';

/** A task that waits for its token. */
export interface Waiting {
  succeed(output: unknown): void;
  fail(error: StatesError): void;
  heartbeat(): void;
}

export class Tokens {
  /** Closed ones stay, because AWS tells them apart from ones that never were. */
  readonly #tasks = new Map<string, Waiting | 'closed'>();

  open(token: string, task: Waiting): void {
    this.#tasks.set(token, task);
  }

  close(token: string): void {
    this.#tasks.set(token, 'closed');
  }

  /**
   * @throws AwsError InvalidToken for a text that is no token; TaskTimedOut for one that was used, or whose task
   * timed out or was stopped. TaskDoesNotExist, which the API also names, was met by nobody in public.
   */
  find(token: string): Waiting {
    const task = this.#tasks.get(token);
    if (task === undefined) throw new AwsError('InvalidToken', `Invalid Token: 'Invalid token'`);
    if (task === 'closed') {
      throw new AwsError('TaskTimedOut', `Task Timed Out: 'Provided task does not exist anymore'`);
    }
    return task;
  }
}
