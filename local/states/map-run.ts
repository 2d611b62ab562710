/** The iterations of an inline Map state; the event order with one at a time is recorded, with several it is not. */
import type { MapState } from './definition.ts';
import { EvaluationError, type StatesError } from './errors.ts';
import { Thread } from './thread.ts';

/** What a Map state needs of the runner. */
export interface MapWorld {
  record(type: string, previous: number, details: Readonly<Record<string, unknown>>): number;
  input(item: unknown, index: number): unknown;
  run(thread: Thread, input: unknown): void;
  succeeded(outputs: readonly unknown[], previous: number): void;
  failed(error: StatesError | EvaluationError, previous: number): void;
}

export class MapRun {
  readonly #state: MapState;
  readonly #name: string;
  readonly #items: readonly unknown[];
  readonly #limit: number;
  readonly #world: MapWorld;
  readonly #outputs: unknown[] = [];
  readonly #running = new Map<Thread, number>();
  #started = 0;
  #finished = 0;
  /** What the next iteration's first event follows. */
  #previous: number;
  #pumping = false;
  #over = false;

  constructor(
    state: MapState,
    name: string,
    items: readonly unknown[],
    limit: number,
    startedId: number,
    world: MapWorld,
  ) {
    this.#state = state;
    this.#name = name;
    this.#items = items;
    this.#limit = limit === 0 ? items.length : limit;
    this.#previous = startedId;
    this.#world = world;
  }

  start(): void {
    if (this.#items.length === 0) {
      this.#over = true;
      this.#world.succeeded([], this.#previous);
    } else this.#pump();
  }

  /** Its execution or state ended: no iteration goes on. */
  cancel(): void {
    this.#over = true;
    for (const thread of this.#running.keys()) thread.cancel();
  }

  /** A loop, not a recursion: an iteration that ends at once must not deepen the stack. */
  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      while (!this.#over && this.#started < this.#items.length && this.#running.size < this.#limit) {
        this.#iterate(this.#started++);
      }
    } finally {
      this.#pumping = false;
    }
  }

  #iterate(index: number): void {
    const value = this.#items[index];
    let input: unknown;
    try {
      input = this.#world.input(value, index);
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      this.cancel();
      this.#world.failed(error, this.#previous);
      return;
    }
    const started = this.#world.record('MapIterationStarted', this.#previous, { name: this.#name, index });
    const thread = new Thread(
      this.#state.processor,
      {
        item: { Index: index, Value: value },
        finished: (_, output) => this.#iterated(thread, index, output),
        failed: (_, error) => this.#broken(thread, index, error),
      },
      started,
    );
    this.#running.set(thread, index);
    this.#world.run(thread, input);
  }

  #iterated(thread: Thread, index: number, output: unknown): void {
    this.#running.delete(thread);
    this.#outputs[index] = output;
    this.#finished += 1;
    const id = this.#world.record('MapIterationSucceeded', thread.previous, { name: this.#name, index });
    if (this.#finished === this.#items.length) {
      this.#over = true;
      this.#world.succeeded(this.#outputs, id);
      return;
    }
    this.#previous = thread.previous;
    this.#pump();
  }

  #broken(thread: Thread, index: number, error: StatesError): void {
    this.#running.delete(thread);
    this.#over = true;
    this.#world.record('MapIterationFailed', thread.previous, { name: this.#name, index });
    for (const [other, at] of this.#running) {
      other.cancel();
      this.#world.record('MapIterationAborted', other.previous, { name: this.#name, index: at });
    }
    this.#running.clear();
    this.#world.failed(error, thread.previous);
  }
}
