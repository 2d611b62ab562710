/** One story's world: everything that the template says is to run, on one clock and one seed. */
import { VirtualClock } from '../clock.ts';
import { CloudTrail } from '../cloudtrail.ts';
import { DynamoDb } from '../dynamodb.ts';
import { type DeadLetter, EventBus } from '../eventbridge/bus.ts';
import { Faults, type FaultyCall } from '../faults.ts';
import { Calls, type OnCall } from '../http/calls.ts';
import type { WireCall } from '../http.ts';
import { type Exchange, HttpApi } from '../http-api.ts';
import type { Permissions } from '../iam.ts';
import { AsynchronousInvocations, type FailedInvocation } from '../lambda/asynchronous.ts';
import { Functions, type LogLine } from '../lambda/functions.ts';
import type { Choose } from '../lambda/moves.ts';
import type { Pool } from '../lambda/pool.ts';
import { Turns } from '../lambda/turns.ts';
import { seededRandom } from '../random.ts';
import { type StatusChange as NotebookStatus, SageMaker } from '../sagemaker/sagemaker.ts';
import { Scheduler } from '../scheduler.ts';
import type { Mail } from '../sns/mail.ts';
import type { Circle } from '../sns/people.ts';
import { Sns } from '../sns.ts';
import {
  type ExecutionView,
  type StateEntered,
  type StatusChange,
  StepFunctions,
} from '../states/step-functions.ts';
import { accountId, region, remediationOf, type Template } from '../template.ts';
import { environmentOf, type Policy } from './environment.ts';
import { startOnSchedule, Targets } from './targets.ts';
import { taskFunctions } from './tasks.ts';
import { Tempo } from './tempo.ts';

export interface WorldSetup {
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly seed: number;
  /** What a story says of the policy, before what is deployed. */
  readonly policy: Policy;
  readonly circle: Circle;
  /** Milliseconds. */
  readonly delays: { readonly cloudtrail: number; readonly stateChange: number };
  /** @default the seed chooses */
  readonly choose?: Choose | undefined;
}

/** Who hears of what happens, at the instant it does. */
export interface Listeners {
  /** A call of ours is about to be served: the moment between what its function looked at and what it does. */
  readonly onBefore?: (call: FaultyCall) => void;
  readonly onCall: OnCall;
  readonly onStateEntered: (entered: StateEntered) => void;
  readonly onExecutionStatus: (change: StatusChange) => void;
  readonly onNotebookStatus: (change: NotebookStatus) => void;
  readonly onMail: (mail: Mail) => void;
  readonly onDelivered: (delivered: {
    readonly rule: string;
    readonly target: string;
    readonly event: unknown;
  }) => void;
  readonly onDeadLetter: (letter: DeadLetter) => void;
  readonly onFailedInvocation: (failed: FailedInvocation) => void;
  readonly onExchange?: (exchange: Exchange) => void;
  readonly onLog: (line: LogLine) => void;
}

export class World {
  readonly clock: VirtualClock;
  readonly sageMaker: SageMaker;
  readonly stepFunctions: StepFunctions;
  readonly dynamoDb: DynamoDb;
  readonly sns: Sns;
  readonly bus: EventBus;
  readonly faults: Faults;
  readonly targets: Targets;
  readonly scheduler: Scheduler;
  readonly calls: Calls;
  readonly functions: Functions;
  readonly invocations: AsynchronousInvocations;
  /** null: the template has none. */
  readonly httpApi: HttpApi | null;
  readonly tempo: Tempo;
  readonly template: Template;

  private constructor(
    template: Template,
    dynamoDb: DynamoDb,
    permissions: Permissions,
    pool: Pool,
    endpoint: string,
    setup: WorldSetup,
    listeners: Listeners,
  ) {
    this.template = template;
    const clock = new VirtualClock(setup.start);
    const random = seededRandom(setup.seed);
    const { choose } = setup;
    const turns = new Turns({
      random,
      choose: choose === undefined ? undefined : (ready) => choose(ready, clock.now()),
    });
    const tempo = new Tempo(clock, turns, choose !== undefined);
    const faults = new Faults(clock);
    const place = { clock, random, accountId, region };

    const functions = new Functions({
      clock,
      random,
      turns,
      pool,
      functions: template.functions.map((described) => ({
        ...described,
        env: environmentOf(described, setup.policy, endpoint),
      })),
      onLog: listeners.onLog,
      onFailure: (error) => tempo.fail(error),
      // One that waited for another's environment would have its order given.
      ...(choose === undefined ? {} : { most: 6 }),
    });
    const stepFunctions = new StepFunctions({
      ...place,
      functions: taskFunctions(functions, permissions),
      onStateEntered: listeners.onStateEntered,
      onStatus: (change) => {
        listeners.onExecutionStatus(change);
        if (change.status !== 'RUNNING') {
          clock.after(setup.delays.stateChange, 'world', () => tempo.inOrder(() => bus.put(ended(change))));
        }
      },
    });
    /** What Step Functions tells EventBridge of an execution that ended (EventBridge's reference, events-ref-step-functions). */
    const ended = ({ executionArn, detail }: StatusChange) => ({
      version: '0',
      id: random.uuid(),
      'detail-type': 'Step Functions Execution Status Change',
      source: 'aws.states',
      account: accountId,
      time: `${new Date(clock.now()).toISOString().slice(0, 19)}Z`,
      region,
      resources: [executionArn],
      detail,
    });
    const cloudTrail = new CloudTrail({ clock, random });
    const sageMaker = new SageMaker({
      ...place,
      delays: setup.delays,
      emit: (event) =>
        tempo.inOrder(async () => {
          if (event['detail-type'] === 'AWS API Call via CloudTrail') cloudTrail.add(event.detail);
          await bus.put({ ...event });
        }),
      onStatus: listeners.onNotebookStatus,
    });
    const sns = new Sns({ ...place, ...setup.circle, onMail: listeners.onMail });
    const invocations = new AsynchronousInvocations({
      clock,
      functions,
      onFailed: listeners.onFailedInvocation,
    });
    const httpApi =
      template.httpApi === null
        ? null
        : new HttpApi({
            ...place,
            description: template.httpApi,
            permissions: template.permissions,
            functions,
            onExchange: listeners.onExchange,
          });
    const targets = new Targets({
      template,
      permissions,
      stepFunctions,
      invocations,
      now: () => clock.now(),
    });
    const bus = new EventBus({
      clock,
      rules: template.rules,
      deliver: async (target, event, rule) => {
        await targets.deliver(target, event, rule);
        listeners.onDelivered({ rule: rule.name, target: target.arn, event });
      },
      onDeadLetter: listeners.onDeadLetter,
    });
    const scheduler = new Scheduler({
      clock,
      schedules: template.schedules,
      start: (schedule) =>
        tempo.inOrder(async () => {
          await startOnSchedule(schedule, permissions, stepFunctions);
        }),
    });
    const calls = new Calls({
      clock,
      random,
      functions,
      permissions,
      place: {
        accountId,
        region,
        tagsOf: (arn) => sageMaker.tagsOf(arn),
        partitionKeyOf: (table) => partitionKeyOf(template, table),
      },
      before: (call) => {
        listeners.onBefore?.(call);
        return faults.before(call);
      },
      services: {
        SageMaker: sageMaker,
        StepFunctions: stepFunctions,
        DynamoDB: dynamoDb,
        SNS: sns,
        CloudTrail: cloudTrail,
      },
      refused: (call, caller, error) => {
        if (call.service === 'SageMaker') sageMaker.refused(call.operation, call.input, caller, error);
      },
      onCall: listeners.onCall,
    });

    for (const { name, definition, roleArn } of template.stateMachines) {
      stepFunctions.call('CreateStateMachine', { name, definition, roleArn });
    }
    for (const { name } of template.topics) sns.declareTopic(name);
    for (const { topicArn, protocol, endpoint: address } of template.subscriptions) {
      sns.declareSubscription(topicArn, protocol, address);
    }

    this.clock = clock;
    this.sageMaker = sageMaker;
    this.stepFunctions = stepFunctions;
    this.dynamoDb = dynamoDb;
    this.sns = sns;
    this.bus = bus;
    this.faults = faults;
    this.targets = targets;
    this.scheduler = scheduler;
    this.calls = calls;
    this.functions = functions;
    this.invocations = invocations;
    this.httpApi = httpApi;
    this.tempo = tempo;
  }

  static async create(options: {
    readonly template: Template;
    readonly permissions: Permissions;
    readonly pool: Pool;
    readonly endpoint: string;
    readonly setup: WorldSetup;
    readonly listeners: Listeners;
  }): Promise<World> {
    const { template, permissions, pool, endpoint, setup, listeners } = options;
    const dynamoDb = new DynamoDb();
    for (const table of template.tables) await dynamoDb.createTable(table);
    const world = new World(template, dynamoDb, permissions, pool, endpoint, setup, listeners);
    await world.functions.warm();
    return world;
  }

  /** A request at the HTTP door, of a function or of anybody else. */
  receive(call: WireCall): void {
    const from = call.accessKeyId === undefined ? undefined : this.functions.caller(call.accessKeyId);
    if (from !== undefined) {
      this.calls.receive(call, from);
      return;
    }
    const caller = { arn: `arn:aws:iam::${accountId}:root`, through: call.userAgent };
    this.tempo.visit(() => this.calls.receiveGuest(call, caller));
  }

  /** Executions that handle cases: those of the state machine that rules start, in order of their start. */
  executions(): readonly ExecutionView[] {
    return this.stepFunctions
      .executions()
      .filter(({ stateMachineArn }) => this.handlesCases(stateMachineArn));
  }

  /** Whether it is no sweep's. */
  handlesCases(stateMachineArn: string): boolean {
    return remediationOf(this.template).arn === stateMachineArn;
  }

  /** Gives the functions' environments back; the world stands still from then on. */
  async close(): Promise<void> {
    await this.functions.close();
  }
}

const partitionKeyOf = ({ tables }: Template, name: string): string | undefined => {
  const schema = tables.find((table) => table.name === name)?.definition['KeySchema'] as
    | readonly { readonly AttributeName: string; readonly KeyType: string }[]
    | undefined;
  return schema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
};
