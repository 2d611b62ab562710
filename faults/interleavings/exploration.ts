/**
 * Every order of moves, by playing one after another: stateless model checking with source sets and sleep sets
 * (Abdulla, Aronis, Jonsson, Sagonas: Optimal dynamic partial order reduction, POPL 2014, algorithm 1). Each order is
 * played from the start along the choices so far; the moves that it turns out to consist of show where conflicting
 * ones could have come the other way round, and only there other choices are tried. Orders that differ only in moves
 * that commute are equal, and one of them is played.
 */
import { conflict, everything, type Footprint } from './footprint.ts';
import { type Event, racesOf } from './races.ts';

/** A choice among several: the actors that could go on, in an order that depends on the choices before alone. */
interface Point {
  readonly ready: readonly string[];
  taken: string;
  /** What the move taken touched; known once it is made. */
  footprint: Footprint;
  /** Choices to be tried here, those that were tried included. */
  readonly wanted: Set<string>;
  readonly tried: Map<string, Footprint>;
  /** Whose move here would begin an order that is equal to one that was played. */
  readonly asleep: ReadonlyMap<string, Footprint>;
}

export interface Tally {
  /** Orders played, each different from all the others. */
  readonly orders: number;
  /** Orders begun that turned out to be equal to one played before. */
  readonly repeated: number;
  /** Choices that were not tried because each order that begins with them is equal to one that was played. */
  readonly pruned: number;
  /** Places at which there was a choice, in all orders together. */
  readonly points: number;
}

/** One order, as it is played. */
export interface Walk {
  /**
   * @param ready who could go on, at least one; in the same order whenever the choices before were the same
   * @returns who goes on
   */
  choose(ready: readonly string[]): string;
  /** What the move of the one who was chosen last touched. */
  moved(footprint: Footprint): void;
  /** The choices made, for whoever wants to play it again. */
  readonly choices: readonly number[];
}

export class Exploration {
  readonly #isReduced: boolean;
  readonly #stack: Point[] = [];
  #orders = 0;
  #repeated = 0;
  #pruned = 0;
  #points = 0;
  #isOver = false;

  /** @param every plays orders that are equal too, for whoever does not believe that they are */
  constructor(options: { readonly every?: boolean } = {}) {
    this.#isReduced = options.every !== true;
  }

  get tally(): Tally {
    return {
      orders: this.#orders,
      repeated: this.#repeated,
      pruned: this.#pruned,
      points: this.#points,
    };
  }

  /** Whether there is no order left that was not played. */
  get isComplete(): boolean {
    return this.#isOver;
  }

  /** How much of all that is wanted so far is done, from 0 to 1; it may turn out that there is more to do. */
  get share(): number {
    let share = 0;
    let each = 1;
    for (const { wanted, tried } of this.#stack) {
      each /= new Set([...wanted, ...tried.keys()]).size;
      share += each * tried.size;
    }
    return this.#isOver ? 1 : share;
  }

  /** Begins the next order. The one before must have been ended. */
  begin(): Walk & { end(): void; readonly isRepetition: boolean } {
    const stack = this.#stack;
    const exploration = this;
    const known = stack.length;
    const choices: number[] = [];
    let at = -1;
    let isRepetition = false;
    return {
      choices,
      get isRepetition() {
        return isRepetition;
      },
      choose(ready) {
        const chosen = pick();
        if (ready.length > 1) choices.push(ready.indexOf(chosen));
        return chosen;

        function pick(): string {
          if (isRepetition) return ready[0] as string;
          at += 1;
          if (at >= known) {
            const point = exploration.#arrive(ready);
            if (point === undefined) {
              isRepetition = true;
              return ready[0] as string;
            }
          }
          const { ready: expected, taken } = stack[at] as Point;
          if (expected.join() === ready.join()) return taken;
          throw new Error(
            `expected ${expected.join()} to be ready at choice ${at} as before, got ${ready.join()}`,
          );
        }
      },
      moved(footprint) {
        if (isRepetition) return;
        const point = stack[at] as Point;
        point.footprint = footprint;
      },
      end() {
        if (isRepetition) exploration.#repeated += 1;
        else exploration.#orders += 1;
        exploration.#backtrack(isRepetition);
      },
    };
  }

  /** A point that no order has come to yet; `undefined` where each way on was played in another order. */
  #arrive(ready: readonly string[]): Point | undefined {
    const last = this.#stack.at(-1);
    const asleep = new Map<string, Footprint>();
    if (last !== undefined && this.#isReduced) {
      for (const [actor, footprint] of [...last.asleep, ...last.tried]) {
        if (actor !== last.taken && !conflict(footprint, last.footprint)) asleep.set(actor, footprint);
      }
      wantTheGone(last, ready);
    }
    const awake = ready.filter((actor) => !asleep.has(actor));
    // Whoever went on goes on, so that an order reads as few things at once as it can.
    const taken = last !== undefined && awake.includes(last.taken) ? last.taken : awake[0];
    if (taken === undefined) return undefined;
    if (ready.length > 1) this.#points += 1;
    const point: Point = {
      ready,
      taken,
      footprint: everything,
      wanted: new Set(this.#isReduced ? [taken] : ready),
      tried: new Map(),
      asleep,
    };
    this.#stack.push(point);
    return point;
  }

  #backtrack(isRepetition: boolean): void {
    const stack = this.#stack;
    const last = stack.at(-1);
    if (this.#isReduced) {
      this.#wantOthers();
      if (last !== undefined && !isRepetition) wantTheGone(last, []);
    }
    for (let point = stack.at(-1); point !== undefined; point = stack.at(-1)) {
      const { tried, wanted, asleep, ready } = point;
      tried.set(point.taken, point.footprint);
      const next = [...wanted].find((actor) => !tried.has(actor) && !asleep.has(actor));
      if (next !== undefined) {
        point.taken = next;
        return;
      }
      this.#pruned += ready.length - tried.size;
      stack.pop();
    }
    this.#isOver = true;
  }

  /** Where moves of this order could have come the other way round, that is wanted too. */
  #wantOthers(): void {
    const stack = this.#stack;
    for (const { at, first } of racesOf(stack.map((point, place) => this.#made(point, place)))) {
      const { wanted, tried, asleep } = stack[at] as Point;
      const isKnown = first.some((actor) => wanted.has(actor) || tried.has(actor) || asleep.has(actor));
      if (!isKnown) wanted.add(first[0] as string);
    }
  }

  #made({ taken, footprint }: Point, place: number): Event {
    let since = place;
    // It could go on ever since; what came right before that brought it about.
    while (since > 0) {
      const earlier = this.#stack[since - 1] as Point;
      if (earlier.taken === taken || !earlier.ready.includes(taken)) break;
      since -= 1;
    }
    return { actor: taken, footprint, broughtBy: since - 1 };
  }
}

/**
 * Somebody could have gone on and cannot any more: what they would have touched is not known, so whatever else could
 * have happened first is wanted.
 */
const wantTheGone = (last: Point, ready: readonly string[]): void => {
  const isGone = (actor: string): boolean => actor !== last.taken && !ready.includes(actor);
  if (last.ready.some(isGone)) for (const actor of last.ready) last.wanted.add(actor);
};
