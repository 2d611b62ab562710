/** One AWS call of a function from its arrival to its answer: who, may they, what goes wrong, what the double says. */
import { randomUUID } from 'node:crypto';
import type { VirtualClock } from '../clock.ts';
import type { Effect, FaultyCall } from '../faults.ts';
import type { WireCall } from '../http.ts';
import { iamRequest, type Place } from '../iam/requests.ts';
import { accessDenied, type Permissions } from '../iam.ts';
import type { Functions, Invocation } from '../lambda/functions.ts';
import type { Random } from '../random.ts';
import { AwsError, type Caller, type Service } from '../service.ts';
import { notebookOf } from './notebook-of.ts';

/** The timeline's entry of the call too: of what there are so many there is one. */
export interface CallRecord {
  readonly kind: 'call';
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** The handler's name. */
  readonly function: string;
  readonly service: string;
  readonly operation: string;
  readonly notebook: string | null;
  /** AWS's name of the refusal, or `timeout`, `response-lost`, `killed-after`. */
  readonly error: string | null;
}

/** A record, and whether the call did what it asked for, whatever the caller learned of it. */
export type OnCall = (record: CallRecord, tookEffect: boolean) => void;

/** What came of a call at the service. */
type Result =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: AwsError };

export class Calls {
  readonly #clock: VirtualClock;
  readonly #random: Random;
  readonly #functions: Functions;
  readonly #permissions: Permissions;
  readonly #place: Place;
  readonly #before: (call: FaultyCall) => Effect;
  readonly #services: Readonly<Record<string, Service>>;
  readonly #refused: (call: WireCall, caller: Caller, error: AwsError) => void;
  readonly #onCall: OnCall;
  readonly #records: CallRecord[] = [];
  readonly #texts = new Map<string, string>();

  /**
   * @param before what goes wrong with a call
   * @param services the doubles by their short names
   * @param refused hears of what was refused before the service saw it
   */
  constructor(options: {
    readonly clock: VirtualClock;
    readonly random: Random;
    readonly functions: Functions;
    readonly permissions: Permissions;
    readonly place: Place;
    readonly before: (call: FaultyCall) => Effect;
    readonly services: Readonly<Record<string, Service>>;
    readonly refused: (call: WireCall, caller: Caller, error: AwsError) => void;
    readonly onCall: OnCall;
  }) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#functions = options.functions;
    this.#permissions = options.permissions;
    this.#place = options.place;
    this.#before = options.before;
    this.#services = options.services;
    this.#refused = options.refused;
    this.#onCall = options.onCall;
  }

  /** Every call that a function made, in the order in which they were answered. */
  records(): readonly CallRecord[] {
    return this.#records;
  }

  /** Serves a function's call when its turn comes. */
  receive(call: WireCall, from: Invocation): void {
    this.#functions.blocked(from, call, () => this.#serve(call, from));
  }

  /** Serves somebody who is none of the template's functions: no turn, no fault, no policy. */
  async receiveGuest(call: WireCall, caller: Caller): Promise<void> {
    // A request id of its own: what a guest looks at must not change what the seed lets happen.
    this.#send(call, await this.#perform(call, caller), randomUUID());
  }

  async #serve(call: WireCall, from: Invocation): Promise<void> {
    const { roleArn, name, functionName } = from.function;
    const arn = this.#permissions.sessionArn(roleArn, functionName);
    const caller: Caller = { arn, roleArn, function: name };
    const denied = await this.#denied(call, from, arn);
    if (denied !== undefined) {
      this.#refused(call, caller, denied);
      this.#answer(call, from, { ok: false, error: denied });
      return;
    }
    const notebook = notebookOf(call.input, from.payload);
    const effect = this.#before({
      service: call.service,
      operation: call.operation,
      function: name,
      notebook: notebook ?? undefined,
      callerArn: arn,
    });
    await this.#suffer(effect, call, from, caller);
  }

  async #suffer(effect: Effect, call: WireCall, from: Invocation, caller: Caller): Promise<void> {
    switch (effect.kind) {
      case 'none':
        this.#answer(call, from, await this.#perform(call, caller));
        return;
      case 'refuse':
        this.#refused(call, caller, effect.error);
        this.#answer(call, from, { ok: false, error: effect.error });
        return;
      case 'timeout':
        this.#record(call, from, 'timeout', false);
        this.#functions.stall(from);
        return;
      case 'lose-response':
        this.#record(call, from, 'response-lost', (await this.#perform(call, caller)).ok);
        this.#functions.proceed(from);
        call.drop();
        return;
      case 'kill':
        // A Lambda that died before it could call has made no call.
        if (effect.when === 'after') {
          this.#record(call, from, 'killed-after', (await this.#perform(call, caller)).ok);
        }
        await this.#functions.kill(from);
        return;
      default:
        effect satisfies never;
    }
  }

  async #denied(call: WireCall, from: Invocation, arn: string): Promise<AwsError | undefined> {
    const request = iamRequest(call.service, call.operation, call.input, this.#place);
    const verdict = await this.#permissions.judge(from.function.roleArn, from.function.functionName, request);
    return verdict === 'Allowed' ? undefined : accessDenied(arn, request, verdict);
  }

  async #perform(call: WireCall, caller: Caller): Promise<Result> {
    const service = this.#services[call.service];
    if (service === undefined) throw new Error(`expected a service of the sandbox, got ${call.service}`);
    try {
      return { ok: true, output: await service.call(call.operation, call.input, caller) };
    } catch (error) {
      if (error instanceof AwsError) return { ok: false, error };
      throw error;
    }
  }

  #answer(call: WireCall, from: Invocation, result: Result): void {
    this.#record(call, from, result.ok ? null : result.error.code, result.ok);
    this.#functions.proceed(from);
    this.#send(call, result, this.#random.uuid());
  }

  #send(call: WireCall, result: Result, requestId: string): void {
    const now = this.#clock.now();
    if (result.ok) call.answer(result.output, requestId, now);
    else call.refuse(result.error, requestId, now);
  }

  #record(call: WireCall, from: Invocation, error: string | null, tookEffect: boolean): void {
    const notebook = notebookOf(call.input, from.payload);
    const record: CallRecord = {
      kind: 'call',
      at: this.#clock.now(),
      function: from.function.name,
      service: call.service,
      operation: this.#once(call.operation),
      notebook: notebook === null ? null : this.#once(notebook),
      error,
    };
    this.#records.push(record);
    this.#onCall(record, tookEffect);
  }

  /** The records of very many calls say the same few things: each text is kept once, not as it came over the wire. */
  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }
}
