/**
 * The sandbox of one process: it synthesizes the app, keeps the functions' environments warm and the HTTP door
 * open, and makes one world after another of what the template says.
 */
import type { Duplex } from 'node:stream';
import { buildFolder, synthesize } from './bundles.ts';
import { type DoorOptions, HttpDoor } from './http.ts';
import { invokeFunction, startExecution } from './iam/requests.ts';
import { Permissions } from './iam.ts';
import { compileRuntime } from './lambda/compile.ts';
import { Pool } from './lambda/pool.ts';
import type { Policy } from './sandbox/environment.ts';
import { type Listeners, World, type WorldSetup } from './sandbox/world.ts';
import { accountId, readTemplate, region, type Template } from './template.ts';

export { SynthesisFailed } from './bundles.ts';
export type { Listeners, WorldSetup } from './sandbox/world.ts';
export { World } from './sandbox/world.ts';

/** The policy's keys that shape the template itself; a story that differs in one of them needs a synth of its own. */
const shaping = ['platformEmail', 'answerPage', 'sweepEvery', 'detectors'];

interface Deployed {
  readonly template: Template;
  readonly permissions: Permissions;
}

/** Where the assembly for a policy is found; @see synthesize */
export type Assemble = (shaping: Policy) => Promise<string>;

export interface SandboxOptions extends DoorOptions {
  /** @default a synth of the repository's app */
  readonly assemble?: Assemble;
  /** How many Lambda environments to keep; @see Pool */
  readonly environments?: number;
}

export class Sandbox {
  readonly #assemble: Assemble;
  readonly #door: HttpDoor;
  readonly #pool: Pool;
  readonly #deployed = new Map<string, Promise<Deployed>>();
  #world: World | undefined;

  private constructor(assemble: Assemble, door: HttpDoor, pool: Pool) {
    this.#assemble = assemble;
    this.#door = door;
    this.#pool = pool;
  }

  static async open(options: SandboxOptions = {}): Promise<Sandbox> {
    const door = await HttpDoor.open((call) => {
      if (sandbox.#world === undefined) call.drop();
      else sandbox.#world.receive(call);
    }, options);
    const runtime = await compileRuntime(buildFolder);
    const host = { runtime, connected: (connection: Duplex) => door.connect(connection) };
    const pool = new Pool(host, options.environments);
    const sandbox: Sandbox = new Sandbox(options.assemble ?? synthesize, door, pool);
    return sandbox;
  }

  /** Where AWS SDK clients and the AWS CLI find the present world's services. */
  get endpoint(): string {
    return this.#door.url;
  }

  /**
   * Makes the next world; the one before is closed.
   * @throws SynthesisFailed when the app refuses the policy
   */
  async world(setup: WorldSetup, listeners: Listeners): Promise<World> {
    await this.#world?.close();
    const { template, permissions } = await this.#deploy(setup.policy);
    this.#world = await World.create({
      template,
      permissions,
      pool: this.#pool,
      endpoint: this.endpoint,
      setup,
      listeners,
    });
    return this.#world;
  }

  async close(): Promise<void> {
    await this.#world?.close();
    this.#world = undefined;
    await this.#pool.close();
    await this.#door.close();
  }

  #deploy(policy: Policy): Promise<Deployed> {
    const shape = Object.fromEntries(
      Object.entries(policy)
        .filter(([key]) => shaping.includes(key))
        .sort(),
    );
    const key = JSON.stringify(shape);
    const known = this.#deployed.get(key) ?? this.#assemble(shape).then(deploy);
    this.#deployed.set(key, known);
    return known;
  }
}

/** What is judged while nobody has the turn: starts by rules and schedules, and the state machines' calls of functions. */
const requestsOutsideTurns = ({ rules, schedules, stateMachines, functions }: Template) => [
  ...schedules.map(({ target }) => ({ roleArn: target.roleArn, ...startExecution(target.arn) })),
  ...rules
    .flatMap(({ targets }) => targets)
    .flatMap(({ roleArn, arn }) => (roleArn === undefined ? [] : [{ roleArn, ...startExecution(arn) }])),
  ...stateMachines.flatMap(({ roleArn }) =>
    functions.map(({ arn }) => ({ roleArn, ...invokeFunction(arn) })),
  ),
];

/** By the assembly's folder, whose name tells its content: what a template says holds for every sandbox of the process. */
const deployments = new Map<string, Promise<Deployed>>();

const deploy = (assembly: string): Promise<Deployed> => {
  const known = deployments.get(assembly) ?? read(assembly);
  deployments.set(assembly, known);
  return known;
};

const read = async (assembly: string): Promise<Deployed> => {
  const template = await readTemplate(assembly);
  const permissions = new Permissions({ accountId, region, roles: template.roles });
  // A first judgement reads IAM's tables from disk, which takes real time; later ones take none.
  for (const request of requestsOutsideTurns(template)) {
    await permissions.judge(request.roleArn, 'sandbox', request);
  }
  return { template, permissions };
};
