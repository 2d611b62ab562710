/**
 * Whose turn it is. Invocations compute at the same time, but the world hears one at a time: who is next is drawn
 * from all that are in play, those that still compute too, and then waited for. What an invocation says depends on
 * nothing but what it was answered, so one seed is one interleaving, and any interleaving has its seed.
 *
 * Instead of the seed somebody may choose, who then knows what each would do: all are waited for before each choice,
 * and what is due at this instant is in play too.
 */

import type { Random } from '../random.ts';
import type { Move, Ready } from './moves.ts';

type Take = () => void | Promise<void>;

/** What is due at this instant, and comes about when it is chosen. */
export interface Due {
  readonly actor: object;
  readonly take: () => Promise<void>;
}

interface InPlay {
  name: string;
  /** What it would do when its turn comes; none while it computes. */
  readonly moves: { readonly move: Move; readonly take: Take }[];
}

/** Everything that is due without a wait has happened after this: promise callbacks run before it. */
const afterCallbacks = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export class Turns {
  readonly #random: Random;
  readonly #patience: number;
  readonly #choose: ((ready: readonly Ready[]) => number) | undefined;
  readonly #inPlay = new Map<object, InPlay>();
  #awaited: { readonly actor: object; readonly heard: () => void } | undefined;

  /**
   * @param patience milliseconds of real time one turn may take before something must be wrong
   * @param choose who is next, instead of the seed
   */
  constructor(options: {
    readonly random: Random;
    readonly patience?: number;
    readonly choose?: ((ready: readonly Ready[]) => number) | undefined;
  }) {
    this.#random = options.random;
    this.#patience = options.patience ?? 30_000;
    this.#choose = options.choose;
  }

  /** The actor has come as far as it can, and would go on with `take` when its turn comes; then it is in play until it rests. */
  offer(actor: object, name: string, move: Move, take: Take): void {
    const known = this.#inPlay.get(actor);
    if (known === undefined) this.#inPlay.set(actor, { name, moves: [{ move, take }] });
    else {
      known.name = name;
      known.moves.push({ move, take });
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

  /**
   * Lets everyone go on until nobody can; only then may time pass.
   * @param due what is due now, which somebody who chooses may let wait; the seed knows nothing of it
   */
  async settle(due: () => readonly Due[] = () => []): Promise<void> {
    for (;;) {
      await afterCallbacks();
      const take = this.#choose === undefined ? await this.#drawn() : await this.#chosen(this.#choose, due);
      if (take === undefined) return;
      await take();
    }
  }

  async #drawn(): Promise<Take | undefined> {
    const drawn = this.#draw();
    if (drawn === undefined) return undefined;
    const [actor, { name, moves }] = drawn;
    if (moves.length === 0) await this.#hear(actor, name);
    return () => moves.shift()?.take();
  }

  async #chosen(
    choose: (ready: readonly Ready[]) => number,
    due: () => readonly Due[],
  ): Promise<Take | undefined> {
    for (const [actor, { name, moves }] of this.#inPlay) {
      if (moves.length === 0) await this.#hear(actor, name);
    }
    const ready: (Ready & { readonly take: Take })[] = due().map((one) => ({
      ...one,
      move: { kind: 'due' },
    }));
    for (const [actor, { moves }] of this.#inPlay) {
      const [first] = moves;
      if (first !== undefined) ready.push({ actor, move: first.move, take: () => moves.shift()?.take() });
    }
    if (ready.length === 0) return undefined;
    const at = choose(ready);
    const chosen = ready[at];
    if (chosen === undefined) throw new RangeError(`expected one of ${ready.length} to go on, got ${at}`);
    return chosen.take;
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
