/** A world of plain data around the loop: an account, a post office, files, executions, and time that is only a number. */

import type { Thrown } from '../../functions/core/kill-switch.ts';
import type { Line } from '../../functions/core/line.ts';
import { type Policy, parsePolicy } from '../../functions/core/policy.ts';
import { VirtualClock } from '../../local/clock.ts';
import { Faults, type FaultyCall } from '../../local/faults.ts';
import { notebookIn } from '../../local/http/notebook-of.ts';
import { pageEntry } from '../../local/play/page-entry.ts';
import { type Random, seededRandom } from '../../local/random.ts';
import type { Mail } from '../../local/sns/mail.ts';
import type { Story } from '../../local/story.ts';
import type { Entry } from '../../local/timeline.ts';
import { Account, type Mutation, type Notebook } from './account.ts';
import { Bus, type Receivers } from './bus.ts';
import { type BusEvent, called, ended, statusChanged } from './events.ts';
import { Execution, stateMachineArn } from './execution.ts';
import { type Around, Invocation, type Outcome } from './invocation.ts';
import { Keys, ModelKeys } from './keys.ts';
import { Files, ModelLedger } from './ledger.ts';
import { ModelLines } from './lines.ts';
import type { Hands, Loop } from './loop.ts';
import { ModelMail, PostOffice } from './mail.ts';
import { ModelNotebooks } from './notebooks.ts';
import { ModelOutbox, Waiting } from './outbox.ts';
import { ModelTouches, ModelTrail, Recorded, Touched } from './touches.ts';
import { Turns } from './turns.ts';
import { Visits } from './visits.ts';

/** As the sandbox has it: an ordinary case takes some sixty, one that waits long for its turn a few hundred. */
const mostStates = ({ notebooks }: Story): number => 3_000 + 300 * notebooks.length;

export interface Heard {
  readonly entry: (entry: Entry) => void;
  readonly before: (call: { operation: string; function: string; notebook?: string | undefined }) => void;
  readonly after: (call: { operation: string; function: string; notebook?: string | undefined }) => void;
}

const policies = new Map<string, Policy>();
const policyOf = ({ policy }: Story): Policy => {
  const key = JSON.stringify(policy);
  const known = policies.get(key) ?? parsePolicy(policy);
  policies.set(key, known);
  return known;
};

export class World {
  readonly clock: VirtualClock;
  readonly account: Account;
  readonly office: PostOffice;
  readonly files = new Files();
  readonly waiting = new Waiting();
  readonly lines = new Map<string, Line>();
  readonly touched = new Touched();
  readonly recorded = new Recorded();
  /** How the kill switch was thrown last. */
  thrown: Thrown | null = null;
  readonly visits: Visits;
  readonly faults: Faults;
  readonly bus: Bus;
  readonly executions: Execution[] = [];
  readonly mails: Mail[] = [];
  /** Whether it went on and on, and was ended. */
  isEndless = false;
  readonly #random: Random;
  readonly #turns: Turns;
  readonly #loop: Loop;
  readonly #story: Story;
  readonly #policy: Policy;
  readonly #heard: Heard;
  readonly #around: Around;
  readonly #keys = new Keys();
  #states = 0;

  constructor(story: Story, loop: Loop, heard: Heard) {
    this.#story = story;
    this.#loop = loop;
    this.#heard = heard;
    this.#policy = policyOf(story);
    this.#random = seededRandom(story.seed);
    this.#turns = new Turns(this.#random);
    this.clock = new VirtualClock(story.start);
    this.faults = new Faults(this.clock);
    this.account = new Account(this.clock, (notebook, before) => this.#changed(notebook, before));
    const circle = { ...story.policy, people: story.people };
    const now = (): number => this.clock.now();
    this.office = new PostOffice(circle, now, ({ topic, letter, about }) =>
      this.#mailed({
        ...{ at: now(), to: [topic], subject: letter.subject, body: letter.body },
        ...{ notice: about.notice, case: about.case ?? null, notebook: about.notebook ?? null },
      }),
    );
    const receivers: Receivers = {
      start: (event) => void this.start(`execution-${this.executions.length + 1}`, event),
      invoke: (name, event, end) => this.#invoke(name, event, end),
      entry: heard.entry,
    };
    this.bus = new Bus(this.clock, receivers, this.#policy.detectors);
    this.#around = {
      clock: this.clock,
      turns: this.#turns,
      before: (call) => {
        heard.before(call);
        return this.faults.before(call);
      },
      made: (call, error, tookEffect) => this.#made(call, error, tookEffect),
    };
    this.visits = new Visits(
      this.clock,
      (payload, end) => this.#invoke('answer-page', payload, end),
      (exchange) => heard.entry(pageEntry(exchange, this.mails)),
    );
    for (const notebook of story.notebooks) this.account.add(notebook);
  }

  /** Until nothing is left to happen. */
  async run(): Promise<void> {
    while (!this.isEndless) {
      if ((await this.visits.read()) || (await this.#turns.take())) continue;
      const next = this.clock.next();
      if (next === undefined) return;
      while (this.clock.next() === next) await this.clock.step();
    }
  }

  /** One of a name that was there before starts nothing. */
  start(name: string, input: unknown): void {
    if (this.executions.some((one) => one.name === name)) return;
    this.executions.push(
      new Execution(
        {
          clock: this.clock,
          random: this.#random,
          invoke: (by, payload, end) => this.#invoke(by, payload, end),
          entered: (execution, state) => this.#entered(execution, state),
          ended: (execution) => this.#ended(execution),
        },
        name,
        input,
      ),
    );
  }

  /** Who lifts the switch wakes those that it held back. */
  throwSwitch(to: Thrown['to'], why: string): void {
    this.thrown = { to, why, by: 'paula', at: this.clock.now() };
    if (to === 'paused') return;
    for (const { case: held, ...of } of this.files.records()) {
      if (held.stand.at === 'closed' || held.pausedAt === undefined) continue;
      const wakes = held.wakes + 1;
      const resumes = (held.resumes ?? held.wakes) + 1;
      this.files.put({ ...of, case: { ...held, wakes, resumes } });
      for (const execution of this.executions) execution.wake(held.sleeper ?? '');
    }
  }

  /** CloudTrail tells of a call, later. */
  tell(event: BusEvent): void {
    const told = this.recorded.number(event, this.clock.now());
    this.clock.after(this.#story.delays.cloudtrail, 'world', () => {
      this.recorded.add(told);
      this.bus.put(told, 'aws');
    });
  }

  #invoke(name: string, payload: unknown, end: (outcome: Outcome) => void): void {
    const run = (self: Invocation) => this.#loop.handlerOf(name, this.#handsOf(self))(payload);
    new Invocation(this.#around, name, notebookIn(payload), run, end);
  }

  #made(call: FaultyCall, error: string | null, tookEffect: boolean): void {
    const { function: by, service, operation, notebook = null } = call;
    const at = this.clock.now();
    this.#heard.entry({ at, kind: 'call', function: by, service, operation, notebook, error });
    if (tookEffect) this.#heard.after(call);
  }

  #handsOf(by: Invocation): Hands {
    const tellOfOurs = (operation: Mutation, name: string): void =>
      this.tell(
        called(`${operation}NotebookInstance`, { NotebookInstanceName: name }, callerOf(by.function)),
      );
    const executions = {
      start: (_: string, name: string, input: string) =>
        by.call({ service: 'StepFunctions', operation: 'StartExecution' }, () =>
          this.start(name, JSON.parse(input)),
        ),
      wake: (token: string) =>
        by.call({ service: 'StepFunctions', operation: 'SendTaskSuccess' }, () =>
          this.executions.some((execution) => execution.wake(token)),
        ),
    };
    return {
      ledger: new ModelLedger(this.files, by) as unknown as Hands['ledger'],
      killSwitch: {
        read: () => by.call({ service: 'DynamoDB', operation: 'GetItem' }, () => this.thrown),
      },
      lines: new ModelLines(this.lines, by) as unknown as Hands['lines'],
      notebooks: new ModelNotebooks(this.account, by, tellOfOurs) as unknown as Hands['notebooks'],
      touches: new ModelTouches(this.touched, by) as unknown as Hands['touches'],
      trail: new ModelTrail(this.recorded, by) as unknown as Hands['trail'],
      clock: () => this.clock.now(),
      outbox: new ModelOutbox(this.waiting, by) as unknown as Hands['outbox'],
      mail: new ModelMail(this.office, by, this.#policy.platformEmail) as unknown as Hands['mail'],
      keys: new ModelKeys(this.#keys, by) as unknown as Hands['keys'],
      executions: executions as unknown as Hands['executions'],
      policy: this.#policy,
      ownRoles,
      stateMachineArn,
    };
  }

  #changed(notebook: Notebook, before: string | null): void {
    const { name, status } = notebook;
    const at = this.clock.now();
    this.#heard.entry({
      at,
      kind: 'status',
      notebook: name,
      before,
      status: notebook.isGone ? null : status,
    });
    const event = statusChanged(notebook);
    this.clock.after(this.#story.delays.stateChange, 'world', () => this.bus.put(event, 'aws'));
  }

  #mailed(mail: Mail): void {
    this.mails.push(mail);
    this.#heard.entry({ kind: 'mail', ...mail });
  }

  #entered({ name, about: notebook }: Execution, state: string): void {
    const at = this.clock.now();
    this.#heard.entry({ at, kind: 'state-entered', execution: name, state, notebook });
    this.#states += 1;
    if (this.#states > mostStates(this.#story)) this.isEndless = true;
  }

  #ended(execution: Execution): void {
    const { name, about: notebook, status, error = null } = execution;
    const at = this.clock.now();
    this.#heard.entry({ at, kind: 'execution-ended', execution: name, status, notebook, error });
    const event = ended(execution, at);
    this.clock.after(this.#story.delays.stateChange, 'world', () => this.bus.put(event, 'aws'));
  }
}

/** A function in its own role. */
const callerOf = (name: string) => {
  const role = name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return {
    arn: `arn:aws:sts::111122223333:assumed-role/${role}Role/guard`,
    roleArn: `arn:aws:iam::111122223333:role/${role}Role`,
  };
};

/** Those of the functions that change notebooks. */
const ownRoles = ['stop-notebook', 'disable-root-access', 'start-notebook'].map(
  (name) => callerOf(name).roleArn,
);
