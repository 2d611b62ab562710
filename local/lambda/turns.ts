/**
 * Whose turn it is. However many invocations are in flight, one runs at a time, until it blocks: it asks AWS
 * for something, sleeps, or ends. Who may go on next is drawn from those that could, so one seed is one
 * interleaving and another seed is another.
 */

import type { Random } from '../random.ts';

interface Move {
  readonly actor: object;
  readonly name: string;
  readonly take: () => void | Promise<void>;
}

interface Running {
  readonly actor: object;
  readonly block: () => void;
}

/** Everything that is due without a wait has happened after this: promise callbacks run before it. */
const afterCallbacks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Turns {
  readonly #random: Random;
  readonly #patience: number;
  readonly #waiting: Move[] = [];
  #running: Running | undefined;

  /** @param patience milliseconds of real time one turn may take before something must be wrong */
  constructor(options: { readonly random: Random; readonly patience?: number }) {
    this.#random = options.random;
    this.#patience = options.patience ?? 30_000;
  }

  /** The actor is blocked, and would go on with `take` when its turn comes. */
  offer(actor: object, name: string, take: () => void | Promise<void>): void {
    this.#waiting.push({ actor, name, take });
    this.#blocked(actor);
  }

  /** The actor is blocked on something that its own turn cannot bring: it sleeps, or has ended. */
  rest(actor: object): void {
    this.#blocked(actor);
  }

  /** The actor is gone: what it was waiting to do is not done. */
  withdraw(actor: object): void {
    const kept = this.#waiting.filter((move) => move.actor !== actor);
    this.#waiting.splice(0, this.#waiting.length, ...kept);
    this.#blocked(actor);
  }

  /** Lets everyone go on until nobody can; only then may time pass. */
  async settle(): Promise<void> {
    for (;;) {
      await afterCallbacks();
      const move = this.#draw();
      if (move === undefined) return;
      await this.#play(move);
    }
  }

  #draw(): Move | undefined {
    const at = this.#waiting.length > 1 ? Math.floor(this.#random() * this.#waiting.length) : 0;
    return this.#waiting.splice(at, 1)[0];
  }

  async #play(move: Move): Promise<void> {
    let guard: NodeJS.Timeout | undefined;
    const blocked = new Promise<void>((resolve, reject) => {
      this.#running = { actor: move.actor, block: resolve };
      guard = setTimeout(
        () =>
          reject(
            new Error(
              `${move.name}: expected a call to AWS, a sleep or an end within ${this.#patience} ms of real time, got none`,
            ),
          ),
        this.#patience,
      );
    });
    try {
      await Promise.all([move.take(), blocked]);
    } finally {
      clearTimeout(guard);
      this.#running = undefined;
    }
  }

  #blocked(actor: object): void {
    if (this.#running?.actor === actor) this.#running.block();
  }
}
