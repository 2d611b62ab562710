/**
 * Discrete-event virtual time. Nothing passes by itself: whoever drives the world takes the next thing that
 * is due and time jumps to it, so a grace window of 24 h costs no real time and every run is repeatable.
 */

/** What happens first at one instant: the world, then what the story says, then timers. */
export const ranks = ['world', 'happens', 'timer'] as const;
export type Rank = (typeof ranks)[number];

export interface Timer {
  cancel(): void;
}

export interface Due {
  readonly time: number;
  readonly rank: number;
  readonly order: number;
  run: () => void | Promise<void>;
  /** Whether it keeps no world going by itself. */
  readonly isBackground: boolean;
  cancelled: boolean;
}

const before = (a: Due, b: Due): boolean =>
  a.time !== b.time ? a.time < b.time : a.rank !== b.rank ? a.rank < b.rank : a.order < b.order;

const nothing = (): void => undefined;

export class VirtualClock {
  #now: number;
  #order = 0;
  /** How many wait of those that keep a world going. */
  #awaited = 0;
  /** A binary heap, so that a thousand sleeping cases cost no more per step than one. */
  readonly #heap: Due[] = [];

  /** @param start milliseconds since the epoch */
  constructor(start: number) {
    this.#now = start;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.#now;
  }

  /** Runs `run` at `time` (never before now); things due at one instant run by rank, then as they were set. */
  at(time: number, rank: Rank, run: () => void | Promise<void>): Timer {
    return this.#add(time, rank, run, false);
  }

  /** The same, but when only such things are left, nothing is due any more. */
  inBackground(time: number, rank: Rank, run: () => void | Promise<void>): Timer {
    return this.#add(time, rank, run, true);
  }

  after(milliseconds: number, rank: Rank, run: () => void | Promise<void>): Timer {
    return this.at(this.#now + milliseconds, rank, run);
  }

  /** When the next thing is due, if anything is that does not only run in the background. */
  next(): number | undefined {
    if (this.#awaited === 0) return undefined;
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (!top.cancelled) return top.time;
      this.#pop();
    }
    return undefined;
  }

  /** Lets time go by without anything happening: to `time`, or to the next thing that is due if that comes first. */
  pass(time: number): void {
    this.#now = Math.max(this.#now, Math.min(time, this.next() ?? time));
  }

  /** Moves time to the next thing that is due, and lets it wait. */
  advance(): void {
    this.#now = this.next() ?? this.#now;
  }

  /** What waits at this instant, in the order in which it would be run. */
  waiting(): readonly Due[] {
    return this.#heap
      .filter(({ cancelled, time }) => !cancelled && time <= this.#now)
      .sort((a, b) => (before(a, b) ? -1 : 1));
  }

  /** Runs what waits, out of its order. */
  async take(due: Due): Promise<void> {
    const { run } = due;
    this.#cancel(due);
    await run();
  }

  /** Takes the next thing that is due and runs it; false when there is none. */
  async step(): Promise<boolean> {
    if (this.next() === undefined) return false;
    const due = this.#pop();
    this.#now = due.time;
    await this.take(due);
    return true;
  }

  #add(time: number, rank: Rank, run: () => void | Promise<void>, isBackground: boolean): Timer {
    const due: Due = {
      time: Math.max(time, this.#now),
      rank: ranks.indexOf(rank),
      order: this.#order++,
      run,
      isBackground,
      cancelled: false,
    };
    if (!isBackground) this.#awaited += 1;
    this.#push(due);
    return { cancel: () => this.#cancel(due) };
  }

  /** It does not wait any more: cancelled, or its turn has come. */
  #cancel(due: Due): void {
    if (!due.cancelled && !due.isBackground) this.#awaited -= 1;
    due.cancelled = true;
    // It stays in the heap until its time comes; what it would have run need not.
    due.run = nothing;
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent] as Due;
      if (!before(due, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = due;
  }

  #pop(): Due {
    const heap = this.#heap;
    const top = heap[0] as Due;
    const last = heap.pop() as Due;
    if (heap.length > 0) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1] as Due, heap[child] as Due)) child += 1;
        if (!before(heap[child] as Due, last)) break;
        heap[at] = heap[child] as Due;
        at = child;
      }
      heap[at] = last;
    }
    return top;
  }
}
