/** What drives a world: everyone goes on as far as they can, then time moves to the next thing that is due. */
import type { VirtualClock } from '../clock.ts';
import type { Due, Turns } from '../lambda/turns.ts';

/**
 * Lets real time go by before the world goes on to `next`, ms since the epoch; for a person who watches.
 *
 * @param visited aborted when somebody wants something of the world meanwhile
 * @returns where the world has got to: `next`, or the present where somebody visits
 */
export type Pace = (next: number, visited: AbortSignal) => Promise<number>;

export class Tempo {
  readonly #clock: VirtualClock;
  readonly #turns: Turns;
  readonly #inTurn: boolean;
  readonly #busy = new Set<Promise<void>>();
  readonly #visits: (() => Promise<void>)[] = [];
  #chain: Promise<void> = Promise.resolve();
  #failure: unknown;
  #running = false;
  #visited = new AbortController();

  /** @param inTurn whether what is due waits for its turn among the invocations that are in play */
  constructor(clock: VirtualClock, turns: Turns, inTurn = false) {
    this.#clock = clock;
    this.#turns = turns;
    this.#inTurn = inTurn;
  }

  /** Does the work after all that was given before it; time stands still until it is done. */
  inOrder(work: () => Promise<void>): void {
    this.#chain = this.#chain.then(work);
    const done = this.#chain
      .catch((error: unknown) => this.fail(error))
      .finally(() => this.#busy.delete(done));
    this.#chain = done;
    this.#busy.add(done);
  }

  /** The run ends with this error. */
  fail(error: unknown): void {
    this.#failure ??= error;
  }

  /** Somebody from outside wants something of the world: served between two moves of ours. */
  visit(serve: () => Promise<void>): void {
    this.#visits.push(serve);
    this.#visited.abort();
    if (!this.#running) void this.run(this.#clock.now()).catch((error: unknown) => this.fail(error));
  }

  /** @param until ms since the epoch; what is due later does not happen any more */
  async run(until: number, pace?: Pace): Promise<void> {
    if (this.#running) throw new Error('expected a world at rest, got one that is running');
    this.#running = true;
    try {
      for (;;) {
        await this.#settle();
        const next = this.#clock.next();
        if (next === undefined || next > until) return;
        if (pace !== undefined) {
          this.#visited = new AbortController();
          const present = await pace(next, this.#visited.signal);
          if (present < next) this.#clock.pass(present);
          if (present < next || this.#visits.length > 0) continue;
        }
        if (this.#inTurn) {
          this.#clock.advance();
          continue;
        }
        // All that is due at one instant comes about before anybody reacts, so that reactions can interleave.
        while (this.#clock.next() === next) await this.#clock.step();
      }
    } finally {
      this.#running = false;
    }
  }

  async #settle(): Promise<void> {
    do {
      for (const serve of this.#visits.splice(0)) await serve();
      await Promise.all(this.#busy);
      await this.#turns.settle(() => this.#due());
      if (this.#failure !== undefined) throw this.#failure;
    } while (this.#busy.size > 0 || this.#visits.length > 0);
  }

  #due(): readonly Due[] {
    return this.#clock.waiting().map((one) => ({
      actor: one,
      take: async () => {
        await this.#clock.take(one);
        await this.#delivered();
      },
    }));
  }

  async #delivered(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy);
  }
}
