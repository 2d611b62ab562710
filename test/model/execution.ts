/** One execution: the state it is in, what it waits for there, and how it ends. */
import type { VirtualClock } from '../../local/clock.ts';
import { notebookIn } from '../../local/http/notebook-of.ts';
import type { ExecutionStatus, ExecutionView } from '../../local/states/step-functions.ts';
import type { Outcome } from './invocation.ts';
import {
  type Calling,
  calling,
  caught,
  chosen,
  isForNews,
  machine,
  retryAfter,
  type TaskState,
  type Thrown,
} from './machine.ts';

export interface Service {
  readonly clock: VirtualClock;
  readonly random: () => number;
  invoke(name: string, payload: unknown, end: (outcome: Outcome) => void): void;
  /** @throws Error when enough is enough */
  entered(execution: Execution, state: string): void;
  ended(execution: Execution): void;
}

interface Visit {
  readonly name: string;
  readonly input: unknown;
  readonly enteredAt: number;
  readonly retries: number[];
}

export const stateMachineArn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:remediate-root-access';

export class Execution {
  readonly name: string;
  readonly arn: string;
  readonly input: unknown;
  /** The notebook that it was started about. */
  readonly about: string | null;
  readonly path: string[] = [];
  status: ExecutionStatus = 'RUNNING';
  error: string | undefined;
  stopDate: number | undefined;
  readonly #service: Service;
  readonly #startDate: number;
  #visit: Visit | null = null;
  #output: unknown;
  /** Raised by whatever makes late answers and timers of no account. */
  #epoch = 0;
  #token: string | null = null;
  #events = 1;
  #redrives = 0;

  constructor(service: Service, name: string, input: unknown) {
    this.#service = service;
    this.name = name;
    this.arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    this.input = input;
    this.about = notebookIn(input) ?? null;
    this.#startDate = service.clock.now();
    this.#soon(() => this.#enter(machine.StartAt, input));
  }

  /** Kills it; one that has ended stays as it is. */
  die(as: 'ABORTED' | 'FAILED' | 'TIMED_OUT'): void {
    if (this.status === 'RUNNING') this.#end(as, as === 'FAILED' ? 'States.Runtime' : undefined);
  }

  /** Goes on in the state that it died in. */
  redrive(): void {
    const visit = this.#visit;
    this.status = 'RUNNING';
    this.stopDate = undefined;
    this.error = undefined;
    this.#redrives += 1;
    this.#soon(() => {
      if (visit === null) this.#enter(machine.StartAt, this.input);
      else if (machine.States[visit.name]?.Type === 'Fail') this.#enter(visit.name, visit.input);
      else this.#attempt({ ...visit, retries: [] });
    });
  }

  /** @returns whether it was asleep on this token */
  wake(token: string): boolean {
    if (this.status !== 'RUNNING' || this.#token !== token) return false;
    this.#leave(undefined);
    return true;
  }

  view(): ExecutionView {
    const { arn, name, status, input, error, path, stopDate } = this;
    return {
      ...{ arn, stateMachineArn, name, status, input, error, path, stopDate },
      output: this.#output,
      cause: undefined,
      historyLength: this.#events,
      startDate: this.#startDate,
      redriveCount: this.#redrives,
    };
  }

  #enter(name: string, input: unknown): void {
    this.path.push(name);
    this.#events += 2;
    this.#service.entered(this, name);
    const visit: Visit = { name, input, enteredAt: this.#service.clock.now(), retries: [] };
    this.#visit = visit;
    const state = machine.States[name];
    switch (state?.Type) {
      case 'Choice':
        this.#enter(chosen(state, input), input);
        return;
      case 'Succeed':
        this.#output = input;
        this.#end('SUCCEEDED');
        return;
      case 'Fail':
        this.#end('FAILED', 'NotRemediated');
        return;
      case 'Task':
        this.#attempt(visit);
        return;
      default:
        throw new Error(`expected a state of the machine, got ${name}`);
    }
  }

  #attempt(visit: Visit): void {
    const state = machine.States[visit.name] as TaskState;
    const token = isForNews(state) ? `${this.name} ${this.#events}` : null;
    this.#visit = visit;
    this.#token = token;
    this.#epoch += 1;
    this.#events += 3;
    const seconds = state.TimeoutSeconds ?? (visit.input as { readonly waitSeconds: number }).waitSeconds;
    this.#later(seconds * 1000, () => this.#failed({ error: 'States.Timeout', cause: '' }));
    const values: Readonly<Record<string, unknown>> = {
      '$$.Execution.Id': this.arn,
      '$$.State.EnteredTime': new Date(visit.enteredAt).toISOString(),
      '$$.Task.Token': token,
      $: visit.input,
    };
    const { function: called, payload } = calling.get(visit.name) as Calling;
    this.#service.invoke(
      called,
      Object.fromEntries(payload.map(([key, path]) => [key, values[path]])),
      this.#ifStill((outcome) => {
        if (!outcome.ok) {
          const { error: errorType, message: errorMessage } = outcome;
          this.#failed({ error: errorType, cause: JSON.stringify({ errorType, errorMessage }) });
        } else if (token === null) this.#leave(outcome.payload);
      }),
    );
  }

  #failed(thrown: Thrown): void {
    const visit = this.#visit as Visit;
    const state = machine.States[visit.name] as TaskState;
    const wait = retryAfter(state, visit.retries, thrown, this.#service.random);
    this.#epoch += 1;
    this.#token = null;
    if (wait !== null) {
      this.#later(wait, () => this.#attempt(visit));
      return;
    }
    const next = caught(state, visit.input, thrown);
    if (next === null) this.#end('FAILED', thrown.error);
    else this.#enter(next.next, next.input);
  }

  #leave(result: unknown): void {
    const visit = this.#visit as Visit;
    const state = machine.States[visit.name] as TaskState;
    this.#epoch += 1;
    this.#token = null;
    this.#enter(state.Next, state.ResultPath === null ? visit.input : result);
  }

  #end(status: ExecutionStatus, error?: string): void {
    this.#epoch += 1;
    this.#token = null;
    this.status = status;
    this.error = error;
    this.stopDate = this.#service.clock.now();
    this.#service.ended(this);
  }

  #later(milliseconds: number, run: () => void): void {
    this.#service.clock.after(milliseconds, 'timer', this.#ifStill(run));
  }

  #soon(run: () => void): void {
    this.#service.clock.after(0, 'world', this.#ifStill(run));
  }

  #ifStill<Told extends unknown[]>(run: (...told: Told) => void): (...told: Told) => void {
    const epoch = this.#epoch;
    return (...told) => {
      if (this.status === 'RUNNING' && this.#epoch === epoch) run(...told);
    };
  }
}
