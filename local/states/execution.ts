/** One execution of a state machine: its status from start to end, and what a redrive takes up. */
import type { Timer } from '../clock.ts';
import type { ExecutionContext } from './context.ts';
import { StatesError } from './errors.ts';
import { History, maxEvents } from './history.ts';
import { textOf } from './json.ts';
import { Runner } from './runner.ts';
import type { StateMachine } from './state-machines.ts';
import type { TaskWorld } from './task-run.ts';
import { Thread } from './thread.ts';
import { isoTime } from './timestamp.ts';

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface ExecutionWorld extends Omit<TaskWorld, 'roleArn'> {
  readonly onStateEntered?: (entered: StateEntered) => void;
  readonly onStatus?: (change: StatusChange) => void;
}

export interface StateEntered {
  readonly executionArn: string;
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

export interface StatusChange {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly status: ExecutionStatus;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The detail of the event "Step Functions Execution Status Change", as recorded; its dates in milliseconds. */
  readonly detail: Readonly<Record<string, unknown>>;
}

const redrivableFor = 14 * 24 * 3600 * 1000;

export class Execution {
  readonly arn: string;
  readonly name: string;
  /** As it was when the execution began. */
  readonly machine: StateMachine;
  readonly input: unknown;
  readonly startDate: number;
  readonly history = new History();
  /** Every state entered, in order. */
  readonly path: string[] = [];
  status: ExecutionStatus = 'RUNNING';
  stopDate: number | undefined;
  output: { readonly value: unknown } | undefined;
  error: StatesError | undefined;
  redriveCount = 0;
  redriveDate: number | undefined;

  readonly #world: ExecutionWorld;
  readonly #runner: Runner;
  readonly #root: Thread;
  #context: ExecutionContext;
  #timeout: Timer | undefined;

  constructor(world: ExecutionWorld, machine: StateMachine, arn: string, name: string, input: unknown) {
    this.#world = world;
    this.machine = machine;
    this.arn = arn;
    this.name = name;
    this.input = input;
    this.startDate = world.clock.now();
    this.#context = this.#contextNow();
    this.#runner = new Runner({ ...world, roleArn: machine.roleArn }, this.history, () => this.#context, {
      entered: (state) => {
        this.path.push(state);
        world.onStateEntered?.({ executionArn: arn, state, time: world.clock.now() });
      },
      full: () => {
        const cause = `The execution reached the maximum number of history events (${maxEvents}).`;
        this.#fail(new StatesError('States.Runtime', cause), this.history.length);
      },
    });
    this.#root = new Thread(
      machine.definition,
      {
        item: undefined,
        finished: (thread, output) => {
          this.output = { value: output };
          this.#end('SUCCEEDED', 'ExecutionSucceeded', thread.previous, {}, { output });
        },
        failed: (thread, error) => this.#fail(error, thread.previous),
      },
      0,
    );
  }

  /** The first state is entered once the caller has its answer, as AWS does. */
  start(): void {
    const { roleArn } = this.machine;
    this.history.add('ExecutionStarted', 0, this.startDate, { roleArn }, { input: this.input });
    this.#changed('RUNNING');
    this.#startTimeout();
    this.#soon(() => this.#runner.run(this.#root, this.machine.definition.startAt, this.input));
  }

  /** Ends it from outside; one that has ended stays as it is. */
  stop(error: string | undefined, cause: string | undefined): void {
    if (this.status !== 'RUNNING') return;
    this.error = new StatesError(error, cause);
    // Recorded: previousEventId is 0.
    this.#end('ABORTED', 'ExecutionAborted', 0, { error, cause });
  }

  /** What no caller can do but a story: the execution dies of Step Functions' own trouble, or of its timeout. */
  die(as: 'FAILED' | 'TIMED_OUT'): void {
    if (this.status !== 'RUNNING') return;
    if (as === 'FAILED') this.#fail(new StatesError('States.Runtime', 'Internal Error'), 0);
    else this.#timeOut();
  }

  /** Why a redrive would be refused, in AWS's words; undefined when it would not be. */
  notRedrivable(): string | undefined {
    if (this.status === 'RUNNING' || this.status === 'SUCCEEDED') {
      return `Execution is ${this.status} and cannot be redriven`;
    }
    if (this.history.length >= maxEvents - 1) return 'Execution history event limit exceeded';
    const over = this.#world.clock.now() - (this.stopDate ?? 0) > redrivableFor;
    return over ? 'Execution redrivable period exceeded' : undefined;
  }

  /**
   * Goes on at the state that did not succeed, with the same input. A Task is scheduled anew (with a new token),
   * its retries and every timeout start over. The state is not entered again, so `$$.State.EnteredTime` stays:
   * no public source says whether AWS does the same.
   */
  redrive(): void {
    const visit = this.#root.visit;
    this.redriveCount += 1;
    this.redriveDate = this.#world.clock.now();
    this.#context = this.#contextNow();
    this.stopDate = undefined;
    this.error = undefined;
    const { redriveCount } = this;
    this.#root.previous = this.history.add('ExecutionRedriven', this.history.length, this.redriveDate, {
      redriveCount,
    });
    this.#changed('RUNNING');
    this.#startTimeout();
    this.#soon(() => {
      if (visit === undefined) this.#runner.run(this.#root, this.machine.definition.startAt, this.input);
      else this.#runner.resume(this.#root, visit);
    });
  }

  /** The state that the execution is in, or ended in. */
  get state(): string | undefined {
    return this.#root.visit?.name;
  }

  get stoppedInMap(): boolean {
    return this.#root.visit?.state.type === 'Map';
  }

  #contextNow(): ExecutionContext {
    return {
      Execution: {
        Id: this.arn,
        Input: this.input,
        StartTime: isoTime(this.startDate),
        Name: this.name,
        RoleArn: this.machine.roleArn,
        RedriveCount: this.redriveCount,
        ...(this.redriveDate === undefined ? {} : { RedriveTime: isoTime(this.redriveDate) }),
      },
      StateMachine: { Id: this.machine.arn, Name: this.machine.name },
    };
  }

  #soon(run: () => void): void {
    const { epoch } = this.#root;
    this.#world.clock.after(0, 'world', () => {
      if (this.status === 'RUNNING' && this.#root.epoch === epoch) run();
    });
  }

  #startTimeout(): void {
    const seconds = this.machine.definition.timeoutSeconds;
    if (seconds === undefined) return;
    this.#timeout = this.#world.clock.after(seconds * 1000, 'timer', () => this.#timeOut());
  }

  /** Seen on AWS: the event names States.Timeout and follows 0; DescribeExecution shows neither error nor cause. */
  #timeOut(): void {
    this.#end('TIMED_OUT', 'ExecutionTimedOut', 0, { error: 'States.Timeout' });
  }

  #fail(error: StatesError, previous: number): void {
    this.error = error;
    this.#end('FAILED', 'ExecutionFailed', previous, { error: error.error, cause: error.causeText });
  }

  #end(
    status: ExecutionStatus,
    type: string,
    previous: number,
    details: Readonly<Record<string, unknown>>,
    data?: Readonly<Record<string, unknown>>,
  ): void {
    this.#timeout?.cancel();
    this.#root.cancel();
    this.stopDate = this.#world.clock.now();
    this.history.add(type, previous, this.stopDate, details, data, true);
    this.#changed(status);
  }

  #changed(status: ExecutionStatus): void {
    this.status = status;
    if (this.#world.onStatus === undefined) return;
    const reason = this.notRedrivable();
    this.#world.onStatus({
      executionArn: this.arn,
      stateMachineArn: this.machine.arn,
      status,
      time: this.#world.clock.now(),
      detail: {
        executionArn: this.arn,
        stateMachineArn: this.machine.arn,
        name: this.name,
        status,
        startDate: this.startDate,
        stopDate: this.stopDate ?? null,
        input: textOf(this.input),
        output: this.output === undefined ? null : textOf(this.output.value),
        stateMachineVersionArn: null,
        stateMachineAliasArn: null,
        redriveCount: this.redriveCount,
        redriveDate: this.redriveDate ?? null,
        redriveStatus: reason === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
        redriveStatusReason: reason ?? null,
        inputDetails: { included: true },
        outputDetails: this.output === undefined ? null : { included: true },
        error: this.error?.error ?? null,
        cause: this.error?.causeText ?? null,
      },
    });
  }
}
