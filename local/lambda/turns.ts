/**
 * Whose turn it is. Invocations compute at the same time, but the world hears one at a time: who is next is drawn
 * from all that are in play, those that still compute too, and then waited for. What an invocation says depends on
 * nothing but what it was answered, so one seed is one interleaving, and any interleaving has its seed.
 */

import type { Random } from '../random.ts';

type Take = () => void | Promise<void>;

interface InPlay {
  name: string;
  /** What it would do when its turn comes; none while it computes. */
  readonly moves: Take[];
}

/** Everything that is due without a wait has happened after this: promise callbacks run before it. */
const afterCallbacks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Turns {
  readonly #random: Random;
  readonly #patience: number;
  readonly #inPlay = new Map<object, InPlay>();
  #awaited: { readonly actor: object; readonly heard: () => void } | undefined;

  /** @param patience milliseconds of real time one turn may take before something must be wrong */
  constructor(options: { readonly random: Random; readonly patience?: number }) {
    this.#random = options.random;
    this.#patience = options.patience ?? 30_000;
  }

  /** The actor has come as far as it can, and would go on with `take` when its turn comes; then it is in play until it rests. */
  offer(actor: object, name: string, take: Take): void {
    const known = this.#inPlay.get(actor);
    if (known === undefined) this.#inPlay.set(actor, { name, moves: [take] });
    else {
      known.name = name;
      known.moves.push(take);
    }
    this.#heard(actor);
  }

  /** The actor waits for something that its own turn cannot bring: it sleeps, or has ended. */
  rest(actor: object): void {
    if (this.#inPlay.get(actor)?.moves.length === 0) this.withdraw(actor);
  }

  /** The actor is gone: what it was waiting to do is not done. */
  withdraw(actor: object): void {
    this.#inPlay.delete(actor);
    this.#heard(actor);
  }

  /** Lets everyone go on until nobody can; only then may time pass. */
  async settle(): Promise<void> {
    for (;;) {
      await afterCallbacks();
      const drawn = this.#draw();
      if (drawn === undefined) return;
      const [actor, { name, moves }] = drawn;
      if (moves.length === 0) await this.#hear(actor, name);
      await moves.shift()?.();
    }
  }

  #draw(): [object, InPlay] | undefined {
    const { size } = this.#inPlay;
    if (size === 0) return undefined;
    const at = size === 1 ? 0 : Math.floor(this.#random() * size);
    return [...this.#inPlay][at];
  }

  /** Until the actor has something to do, or is gone. */
  #hear(actor: object, name: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const guard = setTimeout(() => {
        this.#awaited = undefined;
        reject(
          new Error(
            `${name}: expected a call to AWS, a sleep or an end within ${this.#patience} ms of real time, got none`,
          ),
        );
      }, this.#patience);
      const heard = (): void => {
        clearTimeout(guard);
        this.#awaited = undefined;
        resolve();
      };
      this.#awaited = { actor, heard };
    });
  }

  #heard(actor: object): void {
    if (this.#awaited?.actor === actor) this.#awaited.heard();
  }
}
