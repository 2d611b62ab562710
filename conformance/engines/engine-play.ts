/** Plays a story in the sandbox's world with another engine in place of its interpreter, in real time. */
import type { CallRecord } from '../../local/http/calls.ts';
import { happen } from '../../local/play/happen.ts';
import type { Listeners, Sandbox, World } from '../../local/sandbox.ts';
import type { Story, When } from '../../local/story.ts';
import { type Invoke, LambdaBridge } from './bridge.ts';
import { EngineExecutions, type Started } from './engine-executions.ts';
import { Moto } from './moto.ts';
import { type Met, withAwsTime } from './quirks.ts';
import { RealTime } from './real-time.ts';

export interface EnginePlayed {
  readonly executions: readonly Started[];
  /** Every AWS call of our functions. */
  readonly calls: readonly CallRecord[];
  /** Milliseconds of real time from the first happening to the end of the last execution. */
  readonly took: number;
}

const deaf: Listeners = {
  onCall: () => undefined,
  onStateEntered: () => undefined,
  onExecutionStatus: () => undefined,
  onNotebookStatus: () => undefined,
  onMail: () => undefined,
  onDelivered: () => undefined,
  onDeadLetter: () => undefined,
  onFailedInvocation: () => undefined,
  onLog: () => undefined,
};

type AfterCall = Extract<When, { kind: 'after' }>;

/** Milliseconds of real time after which a story is not going to end any more. */
const atMost = 180_000;
/** What follows a call of ours, the nth about its notebook that took effect. */
class Followers {
  readonly #waiting: { readonly when: AfterCall; readonly follow: (plus: number) => void; seen: number }[] =
    [];

  add(when: AfterCall, follow: (plus: number) => void): void {
    this.#waiting.push({ when, follow, seen: 0 });
  }

  called({ operation, notebook }: CallRecord): void {
    for (const waiting of this.#waiting) {
      const { when } = waiting;
      if (when.operation !== operation || when.notebook !== notebook) continue;
      waiting.seen += 1;
      if (waiting.seen === when.nth) waiting.follow(when.plus);
    }
  }
}

/** Calls of the state machine's Tasks reach the function when the world gets to it. */
const invoker =
  (world: World, time: RealTime, met: Met): Invoke =>
  (name, payload) =>
    new Promise((resolve, reject) => {
      time.happen(() => {
        const called = world.template.functions.find((one) => one.arn === name || one.functionName === name);
        if (called === undefined) reject(new Error(`expected a function of the template, got ${name}`));
        else world.functions.invoke(called.arn, withAwsTime(payload, met)).then(resolve, reject);
      });
    });

export interface EngineOptions {
  /** The Python that has moto. */
  readonly python: string;
  /** Hears which quirks were met. */
  readonly met: Met;
  /** Makes what the engine executes of the deployed definition; default: nothing is changed. */
  readonly alter?: (deployed: string) => string;
}

/** @throws Error where it does not end in time */
export const playOnMoto = async (
  sandbox: Sandbox,
  story: Story,
  options: EngineOptions,
): Promise<EnginePlayed> => {
  const { met } = options;
  const followers = new Followers();
  const world = await sandbox.world(
    {
      start: Date.now(),
      seed: story.seed,
      policy: { ...story.policy },
      circle: { ...story.policy, people: story.people },
      delays: story.delays,
    },
    { ...deaf, onCall: (record, tookEffect) => tookEffect && followers.called(record) },
  );
  const time = new RealTime(world);
  const bridge = await LambdaBridge.open(invoker(world, time, met), (error) => world.tempo.fail(error));
  const moto = await Moto.start(options.python, bridge.port).catch(async (error: unknown) => {
    await bridge.close();
    throw error;
  });
  try {
    for (const { name, roleArn, definition } of world.template.stateMachines) {
      await moto.call('CreateStateMachine', {
        name,
        roleArn,
        definition: options.alter?.(definition) ?? definition,
      });
    }
    const executions = new EngineExecutions(world, moto.call);
    executions.takeOver();
    return await live(world, story, time, executions, followers);
  } finally {
    await moto.stop();
    await bridge.close();
  }
};

const live = async (
  world: World,
  story: Story,
  time: RealTime,
  executions: EngineExecutions,
  followers: Followers,
): Promise<EnginePlayed> => {
  const start = Date.now();
  for (const notebook of story.notebooks) {
    world.sageMaker.add({ ...notebook, failureReason: notebook.failureReason ?? undefined });
  }
  for (const happening of story.happens) {
    const { when } = happening;
    const run = (): void => happen(world, happening, () => undefined);
    if (when.kind === 'at') world.clock.at(start + when.at, 'happens', run);
    else if (when.kind === 'before') {
      throw new Error(`expected happenings at a time or after a call, got one before ${when.operation}`);
    } else followers.add(when, (plus) => world.clock.at(Date.now() + plus, 'happens', run));
  }
  let ended = start;
  await time.runUntil(async () => {
    const now = Date.now();
    const isRunning = await executions.refresh();
    if (isRunning) ended = now;
    if (now > start + atMost) {
      const open = executions.all().filter(({ status }) => status === 'RUNNING');
      throw new Error(`expected every execution to end within ${atMost} ms, ${open.length} did not`);
    }
    // Statuses and events on their way, happenings to come and running functions all have a timer.
    return !isRunning && world.clock.next() === undefined;
  });
  return { executions: executions.all(), calls: world.calls.records(), took: ended - start };
};
