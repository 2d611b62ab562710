import { contextObject, type ExecutionContext, type MapItem } from './context.ts';
import type { MapState, TaskState } from './definition.ts';
import { EvaluationError, type StatesError } from './errors.ts';
import { type History, HistoryFull } from './history.ts';
import { tooLarge } from './json.ts';
import { dataLimitExceeded, invocation } from './lambda.ts';
import { MapRun } from './map-run.ts';
import { taskToken } from './random.ts';
import { matches, nextRetry } from './retry.ts';
import { runTask, type TaskWorld } from './task-run.ts';
import type { Thread, Visit } from './thread.ts';
import {
  type Around,
  itemInput,
  leave,
  leaveCaught,
  leaveUnchanged,
  type Step,
  stepOf,
} from './transition.ts';

export interface Watch {
  entered(state: string): void;
  /** The history has no room for another event. */
  full(): void;
}

type Leaving = Extract<Step, { do: 'leave' }>;

export class Runner {
  readonly #world: TaskWorld;
  readonly #history: History;
  readonly #context: () => ExecutionContext;
  readonly #watch: Watch;

  constructor(world: TaskWorld, history: History, context: () => ExecutionContext, watch: Watch) {
    this.#world = world;
    this.#history = history;
    this.#context = context;
    this.#watch = watch;
  }

  /** Enters a state and goes on as far as nothing has to be waited for. */
  run(thread: Thread, name: string, input: unknown): void {
    this.#guard(() => {
      const step = this.#enter(thread, name, input);
      if (step !== undefined) this.#go(thread, step);
    });
  }

  /** Takes up again a state that was entered before: what a redrive does with all but a Fail state. */
  resume(thread: Thread, visit: Visit): void {
    this.#guard(() => {
      visit.attempts = [];
      visit.retryCount = 0;
      const enters = visit.state.type === 'Fail';
      const step = enters ? this.#enter(thread, visit.name, visit.input) : this.#attempt(thread, visit);
      if (step !== undefined) this.#go(thread, step);
    });
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      if (!(error instanceof HistoryFull)) throw error;
      this.#watch.full();
    }
  }

  #record(
    thread: Thread,
    type: string,
    details?: Readonly<Record<string, unknown>>,
    data?: Readonly<Record<string, unknown>>,
  ): number {
    thread.previous = this.#history.add(type, thread.previous, this.#world.clock.now(), details, data);
    return thread.previous;
  }

  #around(
    thread: Thread,
    visit: Visit,
    token?: string,
    item: MapItem | undefined = thread.owner.item,
  ): Around {
    const attempted = visit.state.type === 'Task' || visit.state.type === 'Map';
    const context = contextObject(this.#context(), {
      name: visit.name,
      enteredTime: visit.enteredTime,
      retryCount: attempted ? visit.retryCount : undefined,
      taskToken: token,
      item,
    });
    return { input: visit.input, context, now: this.#world.clock.now(), random: this.#world.random };
  }

  /** A loop, so that a machine of Choice and Pass states may circle until its history is full. */
  #go(thread: Thread, first: Leaving): void {
    let step: Leaving | undefined = first;
    while (step !== undefined) {
      const { output, next } = step;
      const visit = thread.visit;
      if (visit === undefined)
        throw new Error(`expected a state to leave, got none (output ${JSON.stringify(output)})`);
      if (tooLarge(output)) {
        thread.owner.failed(thread, dataLimitExceeded(visit.name));
        return;
      }
      thread.cancel();
      this.#record(thread, `${visit.state.type}StateExited`, { name: visit.name }, { output });
      if (next === undefined) {
        thread.owner.finished(thread, output);
        return;
      }
      step = this.#enter(thread, next, output);
    }
  }

  #enter(thread: Thread, name: string, input: unknown): Leaving | undefined {
    const state = thread.graph.states.get(name);
    if (state === undefined)
      throw new Error(`expected a state named '${name}', got none; validate should have refused`);
    const enteredEventId = this.#record(thread, `${state.type}StateEntered`, { name }, { input });
    const enteredTime = this.#world.clock.now();
    const visit: Visit = { name, state, input, enteredEventId, enteredTime, attempts: [], retryCount: 0 };
    thread.visit = visit;
    this.#watch.entered(name);
    return this.#attempt(thread, visit);
  }

  /** The step that leaves the state at once; undefined when it waits for something or failed for good. */
  #attempt(thread: Thread, visit: Visit): Leaving | undefined {
    const { state } = visit;
    const waits =
      state.type === 'Task' && state.resource.kind === 'lambda:invoke' && state.resource.waitForTaskToken;
    const token = waits ? taskToken(this.#world.random) : undefined;
    return this.#evaluated(thread, visit, () => {
      const step = stepOf(state, this.#around(thread, visit, token));
      switch (step.do) {
        case 'leave':
          return step;
        case 'fail':
          thread.owner.failed(thread, step.error);
          return undefined;
        case 'wait':
          this.#later(thread, step.until, () => this.#leave(thread, visit, undefined));
          return undefined;
        case 'task':
          if (state.type === 'Task') this.#task(thread, visit, state, step, token);
          return undefined;
        case 'map':
          if (state.type === 'Map') this.#map(thread, visit, state, step.items, step.limit);
          return undefined;
      }
    });
  }

  /** Runs what evaluates the state's fields; an error in them is the state's. */
  #evaluated(thread: Thread, visit: Visit, run: () => Leaving | undefined): Leaving | undefined {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof EvaluationError)) throw error;
      return this.#failed(thread, visit, error.in(visit.name, visit.enteredEventId));
    }
  }

  #later(thread: Thread, time: number, run: () => void): void {
    const { epoch } = thread;
    thread.hold(
      this.#world.clock.at(time, 'timer', () => {
        if (thread.epoch === epoch) this.#guard(run);
      }),
    );
  }

  /** Leaves a state that had something to wait for. */
  #leave(thread: Thread, visit: Visit, result: unknown): void {
    thread.cancel();
    const step = this.#evaluated(thread, visit, () => this.#leaving(thread, visit, result));
    if (step !== undefined) this.#go(thread, step);
  }

  #leaving(thread: Thread, visit: Visit, result: unknown): Leaving {
    const { state } = visit;
    const around = this.#around(thread, visit);
    switch (state.type) {
      case 'Task':
      case 'Map':
      case 'Pass':
        return { do: 'leave', output: leave(state, result, around), next: state.next };
      case 'Wait':
        return { do: 'leave', output: leaveUnchanged(state, around), next: state.next };
      case 'Choice':
      case 'Succeed':
      case 'Fail':
        throw new Error(`expected a state that waits, got ${state.type} '${visit.name}'`);
    }
  }

  /** Retry, else Catch, else the line fails. `given` says it to the history once the attempts are over. */
  #failed(thread: Thread, visit: Visit, error: StatesError, given?: () => void): Leaving | undefined {
    thread.cancel();
    const { state } = visit;
    const retriers = state.type === 'Task' || state.type === 'Map' ? state.retry : [];
    const catchers = state.type === 'Task' || state.type === 'Map' ? state.catch : [];
    const retry = nextRetry(retriers, visit.attempts, error, this.#world.random);
    if (retry !== undefined) {
      visit.attempts[retry.retrier] = (visit.attempts[retry.retrier] ?? 0) + 1;
      visit.retryCount += 1;
      this.#later(thread, this.#world.clock.now() + retry.delay, () => {
        const step = this.#attempt(thread, visit);
        if (step !== undefined) this.#go(thread, step);
      });
      return undefined;
    }
    given?.();
    const catcher = catchers.find(({ errorEquals }) => matches(errorEquals, error));
    if (catcher !== undefined) {
      try {
        return { do: 'leave', output: leaveCaught(catcher, visit.input, error), next: catcher.next };
      } catch (problem) {
        if (!(problem instanceof EvaluationError)) throw problem;
        thread.owner.failed(thread, problem.in(visit.name, visit.enteredEventId));
        return undefined;
      }
    }
    thread.owner.failed(thread, error);
    return undefined;
  }

  #task(
    thread: Thread,
    visit: Visit,
    { resource }: TaskState,
    step: Extract<Step, { do: 'task' }>,
    token: string | undefined,
  ): void {
    const call = invocation(resource, step.request, this.#world);
    const { epoch } = thread;
    runTask(
      this.#world,
      { resource, call, step, token },
      {
        live: () => thread.epoch === epoch,
        say: ({ type, details, data }) => this.#record(thread, type, details, data),
        later: (seconds, run) => this.#later(thread, this.#world.clock.now() + seconds * 1000, run),
        guard: (run) => this.#guard(run),
        onCancel: (run) => thread.onCancel(run),
        succeeded: (result) => this.#leave(thread, visit, result),
        failed: (error) => {
          const next = this.#failed(thread, visit, error);
          if (next !== undefined) this.#go(thread, next);
        },
      },
    );
  }

  #map(thread: Thread, visit: Visit, state: MapState, items: readonly unknown[], limit: number): void {
    const started = this.#record(thread, 'MapStateStarted', { length: items.length });
    const run = new MapRun(state, visit.name, items, limit, started, {
      record: (type, previous, details) =>
        this.#history.add(type, previous, this.#world.clock.now(), details),
      input: (value, index) =>
        itemInput(state, value, this.#around(thread, visit, undefined, { Index: index, Value: value })),
      run: (iteration, input) => {
        const step = this.#enter(iteration, state.processor.startAt, input);
        if (step !== undefined) this.#go(iteration, step);
      },
      succeeded: (outputs, previous) => {
        thread.previous = previous;
        this.#history.add('MapStateSucceeded', previous, this.#world.clock.now());
        this.#leave(thread, visit, outputs);
      },
      failed: (error, previous) => {
        thread.previous = previous;
        const problem = error instanceof EvaluationError ? error.in(visit.name, visit.enteredEventId) : error;
        const step = this.#failed(thread, visit, problem, () => this.#record(thread, 'MapStateFailed'));
        if (step !== undefined) this.#go(thread, step);
      },
    });
    thread.onCancel(() => run.cancel());
    run.start();
  }
}
