/** One line of states: the execution's own, or that of one iteration of a Map state. */
import type { Timer } from '../clock.ts';
import type { MapItem } from './context.ts';
import type { State, StateGraph } from './definition.ts';
import type { StatesError } from './errors.ts';

/** One stay in a state; retries belong to it. */
export interface Visit {
  readonly name: string;
  readonly state: State;
  readonly input: unknown;
  readonly enteredEventId: number;
  readonly enteredTime: number;
  /** How often each retrier has retried. */
  attempts: number[];
  retryCount: number;
}

/** Whose line it is, and whom its end concerns. */
export interface Owner {
  readonly item: MapItem | undefined;
  finished(thread: Thread, output: unknown): void;
  failed(thread: Thread, error: StatesError): void;
}

export class Thread {
  readonly graph: StateGraph;
  readonly owner: Owner;
  /** The id of the event that the next one follows. */
  previous: number;
  visit: Visit | undefined;
  /** Raised whenever something that was under way no longer counts: late answers and timers see it. */
  epoch = 0;
  readonly #timers: Timer[] = [];
  #cancelled: (() => void) | undefined;

  constructor(graph: StateGraph, owner: Owner, previous: number) {
    this.graph = graph;
    this.owner = owner;
    this.previous = previous;
  }

  hold(timer: Timer): void {
    this.#timers.push(timer);
  }

  /** What else must end when this state is left or stopped: a token, a Map's iterations. */
  onCancel(run: () => void): void {
    this.#cancelled = run;
  }

  /** Nothing that was under way counts any longer. */
  cancel(): void {
    this.epoch += 1;
    for (const timer of this.#timers.splice(0)) timer.cancel();
    const cancelled = this.#cancelled;
    this.#cancelled = undefined;
    cancelled?.();
  }
}
