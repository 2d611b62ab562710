/** The Lambda service of one world: invocations, their turns, their time, and how they end. */
import type { VirtualClock } from '../clock.ts';
import type { Parsed } from '../http/protocol.ts';
import type { Random } from '../random.ts';
import type { Environment, EnvironmentSpec, Listener } from './environment.ts';
import type { ErrorPayload } from './messages.ts';
import type { Pool } from './pool.ts';
import type { Turns } from './turns.ts';

export interface LambdaFunction extends EnvironmentSpec {
  /** The handler's name, e.g. `stop-notebook`. */
  readonly name: string;
  /** The name in AWS, which its role's session is called by. */
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly timeoutSeconds: number;
}

export type Outcome =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly payload: ErrorPayload };

export interface LogLine {
  readonly at: number;
  readonly function: string;
  readonly requestId: string;
  readonly line: string;
}

/** One running invocation; what the HTTP door needs to know about who calls. */
export interface Invocation {
  readonly requestId: string;
  readonly function: LambdaFunction;
  readonly payload: unknown;
}

interface Waiting {
  readonly payload: unknown;
  readonly end: (outcome: Outcome) => void;
}

interface Fleet {
  readonly function: LambdaFunction;
  readonly queue: Waiting[];
  /** Environments at work. */
  busy: number;
}

interface Live extends Invocation {
  readonly environment: Environment;
  readonly end: (outcome: Outcome) => void;
  output: string;
}

const nameOf = (invocation: Invocation): string => `${invocation.function.name} (${invocation.requestId})`;

export class Functions {
  readonly #clock: VirtualClock;
  readonly #turns: Turns;
  readonly #random: Random;
  readonly #pool: Pool;
  readonly #most: number;
  readonly #fleets: ReadonlyMap<string, Fleet>;
  /** By request id, and by the access key of the environment. */
  readonly #live = new Map<string, Live>();
  readonly #callers = new Map<string, Live>();
  readonly #logs: LogLine[] = [];
  readonly #onLog: (line: LogLine) => void;
  readonly #onFailure: (error: Error) => void;

  /**
   * @param most how many environments of a function may be at work; further invocations wait for one. Two already
   * race, and each more costs every story memory and the time to start it
   * @param onFailure hears when a handler breaks a rule of the sandbox
   */
  constructor(options: {
    readonly clock: VirtualClock;
    readonly turns: Turns;
    readonly random: Random;
    readonly pool: Pool;
    readonly functions: readonly LambdaFunction[];
    readonly onLog?: (line: LogLine) => void;
    readonly onFailure: (error: Error) => void;
    readonly most?: number;
  }) {
    this.#clock = options.clock;
    this.#turns = options.turns;
    this.#random = options.random;
    this.#pool = options.pool;
    this.#most = options.most ?? 2;
    this.#onLog = options.onLog ?? (() => undefined);
    this.#onFailure = options.onFailure;
    this.#fleets = new Map(options.functions.map((one) => [one.arn, { function: one, queue: [], busy: 0 }]));
  }

  /**
   * Invokes a function and resolves when it has ended, well or not.
   * @throws Error when the template has no such function
   */
  invoke(functionArn: string, payload: unknown): Promise<Outcome> {
    const fleet = this.#fleets.get(functionArn);
    if (fleet === undefined) throw new Error(`expected a function of the template, got ${functionArn}`);
    return new Promise((resolve) => {
      fleet.queue.push({ payload, end: resolve });
      this.#fill(fleet);
    });
  }

  /** Starts environments ahead of their first invocation; what happens and in which order is the same without. */
  async warm(): Promise<void> {
    // Environments keep no process alive; whoever waits for them has to.
    const alive = setInterval(() => undefined, 1_000);
    const loaded = [...this.#fleets.values()].map(async ({ function: each }) => {
      const environment = this.#pool.lease(each);
      await environment.loaded;
      await this.#pool.giveBack(each, environment);
    });
    await Promise.all(loaded);
    clearInterval(alive);
  }

  /** Whose request this is, by the access key that signed it. */
  caller(accessKeyId: string): Invocation | undefined {
    return this.#callers.get(accessKeyId);
  }

  logs(): readonly LogLine[] {
    return this.#logs;
  }

  /** The invocation waits for AWS, and would go on with `take` when its turn comes. */
  blocked(invocation: Invocation, call: Parsed, take: () => void | Promise<void>): void {
    const live = this.#liveOne(invocation);
    if (live === undefined) return;
    const { service, operation, input } = call;
    this.#turns.offer(
      live.environment,
      nameOf(live),
      { kind: 'call', by: live, service, operation, input },
      () => {
        this.#writeLines(live);
        return take();
      },
    );
  }

  /** The invocation waits for AWS, and AWS takes time: others go on meanwhile. */
  rest(invocation: Invocation): void {
    const live = this.#liveOne(invocation);
    if (live !== undefined) this.#turns.rest(live.environment);
  }

  /** The call that the invocation waits for is never answered: it goes on as far as its own timers bring it. */
  stall(invocation: Invocation): void {
    const live = this.#liveOne(invocation);
    live?.environment.tellTime(this.#clock.now());
    live?.environment.stall();
  }

  /** The answer to a call of this invocation is on its way: it goes on, at the present virtual time. */
  proceed(invocation: Invocation): void {
    this.#liveOne(invocation)?.environment.tellTime(this.#clock.now());
  }

  /** The environment dies in the middle of the invocation, as Lambda kills one that is out of memory. */
  async kill(invocation: Invocation): Promise<void> {
    await this.#destroy(invocation, {
      errorType: 'Runtime.ExitError',
      errorMessage: `RequestId: ${invocation.requestId} Error: Runtime exited with error: signal: killed`,
    });
  }

  /** Gives back the environments in the middle of something, which are not fit to be used again. */
  async close(): Promise<void> {
    for (const live of this.#live.values()) {
      await live.environment.kill();
      await this.#pool.giveBack(live.function, live.environment);
    }
    this.#live.clear();
    this.#callers.clear();
  }

  #fill(fleet: Fleet): void {
    while (fleet.busy < this.#most) {
      const waiting = fleet.queue.shift();
      if (waiting === undefined) return;
      fleet.busy += 1;
      const environment = this.#pool.lease(fleet.function);
      const requestId = this.#random.uuid();
      const live: Live = { ...waiting, requestId, function: fleet.function, environment, output: '' };
      this.#live.set(requestId, live);
      this.#callers.set(environment.accessKeyId, live);
      this.#turns.offer(environment, nameOf(live), { kind: 'begin', by: live }, () => this.#start(live));
    }
  }

  #start(live: Live): void {
    const { environment, function: called, requestId } = live;
    const deadline = this.#clock.now() + called.timeoutSeconds * 1_000;
    const timeout = this.#clock.at(deadline, 'timer', () =>
      this.#destroy(live, {
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${called.timeoutSeconds.toFixed(2)} seconds`,
      }),
    );
    const seed = Math.floor(this.#random() * 2 ** 32);
    const payload = JSON.stringify(live.payload) ?? 'null';
    /** What it says is heard when its turn comes, or the world would depend on which thread was faster. */
    const hear = (kind: 'sleep' | 'end', act: () => void | Promise<void>): void =>
      this.#turns.offer(environment, nameOf(live), { kind, by: live }, () => {
        this.#writeLines(live);
        return act();
      });
    const listener: Listener = (message) => {
      switch (message.type) {
        case 'output':
          live.output += message.text;
          return;
        case 'sleeping':
          hear('sleep', () => this.#sleep(live, message.until));
          return;
        case 'returned':
          hear('end', () => {
            timeout.cancel();
            this.#finish(live, { ok: true, payload: JSON.parse(message.payload) });
          });
          return;
        case 'threw':
          hear('end', () => {
            timeout.cancel();
            this.#finish(live, { ok: false, payload: message.error });
          });
          return;
        case 'exited':
          hear('end', () => {
            timeout.cancel();
            return this.#destroy(live, {
              errorType: 'Runtime.ExitError',
              errorMessage: `RequestId: ${requestId} Error: Runtime exited ${message.code === 0 ? 'without providing a reason' : `with error: exit status ${message.code}`}`,
            });
          });
          return;
        case 'concurrent':
          this.#onFailure(
            new Error(`${called.name}: expected one AWS call at a time, got ${message.calls} in flight`),
          );
          return;
        case 'broken':
          this.#onFailure(message.error);
          return;
        default:
          message satisfies never;
      }
    };
    environment.tellTime(this.#clock.now());
    environment.invoke({ requestId, payload, seed, deadline, functionArn: called.arn }, listener);
  }

  /** @param until null: only Lambda's own timeout will end it */
  #sleep(live: Live, until: number | null): void {
    if (until !== null) this.#wakeAt(live, until);
    this.#turns.rest(live.environment);
  }

  #wakeAt(live: Live, until: number): void {
    this.#clock.at(until, 'timer', () => {
      if (this.#liveOne(live) === undefined) return;
      this.#turns.offer(live.environment, nameOf(live), { kind: 'go-on', by: live }, () => {
        live.environment.tellTime(this.#clock.now());
        live.environment.wake();
      });
    });
  }

  #finish(live: Live, outcome: Outcome): void {
    const fleet = this.#forget(live);
    if (fleet === undefined) return;
    void this.#pool.giveBack(live.function, live.environment);
    this.#end(live, fleet, outcome);
  }

  async #destroy(invocation: Invocation, error: ErrorPayload): Promise<void> {
    const live = this.#liveOne(invocation);
    const fleet = live && this.#forget(live);
    if (live === undefined || fleet === undefined) return;
    this.#turns.withdraw(live.environment);
    await live.environment.kill();
    await this.#pool.giveBack(live.function, live.environment);
    this.#end(live, fleet, { ok: false, payload: error });
  }

  #end(live: Live, fleet: Fleet, outcome: Outcome): void {
    if (live.output !== '' && !live.output.endsWith('\n')) live.output += '\n';
    this.#writeLines(live);
    live.end(outcome);
    this.#turns.rest(live.environment);
    this.#fill(fleet);
  }

  #forget(live: Live): Fleet | undefined {
    if (this.#liveOne(live) === undefined) return undefined;
    this.#live.delete(live.requestId);
    this.#callers.delete(live.environment.accessKeyId);
    const fleet = this.#fleets.get(live.function.arn);
    if (fleet !== undefined) fleet.busy -= 1;
    return fleet;
  }

  #liveOne(invocation: Invocation): Live | undefined {
    return this.#live.get(invocation.requestId);
  }

  #writeLines(live: Live): void {
    if (live.output === '') return;
    const lines = live.output.split('\n');
    live.output = lines.pop() ?? '';
    for (const line of lines) {
      const { requestId } = live;
      const written: LogLine = { at: this.#clock.now(), function: live.function.name, requestId, line };
      this.#logs.push(written);
      this.#onLog(written);
    }
  }
}
