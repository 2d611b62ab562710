/** The console: one sandbox, the scene that is played in it, and the server through which people see it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Sandbox } from '../sandbox.ts';
import { SynthesisFailed } from '../sandbox.ts';
import { MalformedStory, type Story } from '../story.ts';
import { region } from '../template.ts';
import { type Asset, assets } from './assets.ts';
import type { Surroundings, Told } from './messages.ts';
import { Scene } from './scene.ts';
import { Server, Unable } from './server.ts';
import { opening, stories, storyNamed } from './stories.ts';
import { Watchers } from './watchers.ts';

/** Seconds of the world in one of ours: a day passes in 24 minutes, a stop and a start in six seconds. */
const usualSpeed = 60;

const clockOrder = z.union([
  z.strictObject({ do: z.enum(['run', 'pause', 'jump']) }),
  z.strictObject({ do: z.literal('speed'), speed: z.number().min(1).max(100_000) }),
]);
const storyOrder = z.strictObject({ file: z.string().nullable() });

const ordered = <Order>(schema: z.ZodType<Order>, body: unknown): Order => {
  const { success, data, error } = schema.safeParse(body);
  if (!success) throw new Unable(422, z.prettifyError(error));
  return data;
};

export interface ConsoleOptions {
  readonly port: number;
  /** Whether another port will do where that one is taken. */
  readonly orAny: boolean;
  /** What it begins with. @default the opening */
  readonly story?: Story;
}

export class Console {
  readonly #sandbox: Sandbox;
  readonly #server: Server;
  readonly #watchers = new Watchers();
  #assets: ReadonlyMap<string, Asset> = new Map();
  #scene: Scene | undefined;
  /** Scenes begin one after another. */
  #change: Promise<unknown> = Promise.resolve();
  #isWatched = false;

  private constructor(sandbox: Sandbox, server: Server) {
    this.#sandbox = sandbox;
    this.#server = server;
  }

  static async open(sandbox: Sandbox, { port, orAny, story = opening() }: ConsoleOptions): Promise<Console> {
    const server = await Server.open(port, orAny, {
      asset: (path) => opened.#assets.get(path),
      watch: (response) => opened.#watch(response),
      asked: {
        '/stories': stories,
        '/surroundings': async (): Promise<Surroundings> => ({ variables: opened.variables }),
      },
      done: {
        '/clock': (body) => opened.#setClock(body),
        '/happen': (body) => opened.#happen(body),
        '/play': (body) => opened.#play(body),
      },
      page: (request, body, response) => opened.#page(request, body, response),
    });
    const opened: Console = new Console(sandbox, server);
    const begun = opened.#begin(story, { running: false, speed: usualSpeed });
    opened.#change = begun;
    opened.#assets = await assets((await begun).definition);
    return opened;
  }

  get address(): string {
    return `http://127.0.0.1:${this.#server.port}`;
  }

  /** With these the AWS CLI talks to the world. */
  get variables(): Readonly<Record<string, string>> {
    return {
      AWS_ENDPOINT_URL: this.#sandbox.endpoint,
      AWS_REGION: region,
      // The older AWS CLI looks only here.
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: 'operator',
      AWS_SECRET_ACCESS_KEY: 'sandbox',
    };
  }

  async close(): Promise<void> {
    this.#watchers.close();
    await this.#server.close();
    await this.#change.catch(() => undefined);
    await this.#scene?.close();
  }

  get #present(): Scene {
    if (this.#scene === undefined) throw new Unable(503, 'the next world is being made');
    return this.#scene;
  }

  /** The world before stands still from then on. */
  async #begin(story: Story, tempo: { running: boolean; speed: number }): Promise<Scene> {
    await this.#scene?.close();
    this.#scene = undefined;
    const scene = await Scene.open({
      sandbox: this.#sandbox,
      story,
      ...tempo,
      pages: this.address,
      onMessage: (message) => {
        // What it says before anybody knows of it stands in its view.
        if (this.#scene !== undefined) this.#watchers.tell(message);
      },
    });
    this.#scene = scene;
    this.#watchers.tell(scene.view());
    return scene;
  }

  /** A world whose policy the app refuses cannot be made: then it is the opening's. */
  async #beginOrOpen(story: Story, tempo: { running: boolean; speed: number }): Promise<void> {
    try {
      await this.#begin(story, tempo);
    } catch (error) {
      if (!(error instanceof SynthesisFailed)) throw error;
      await this.#begin(opening(), tempo);
      throw new Unable(422, error.message);
    }
  }

  async #watch(response: ServerResponse): Promise<void> {
    // A browser that was turned away would not come back by itself.
    await this.#change.catch(() => undefined);
    const scene = this.#present;
    // Until then nothing happens: the first who watches should miss nothing.
    if (!this.#isWatched) scene.clock.run();
    this.#isWatched = true;
    this.#watchers.join(response, scene.view());
  }

  async #setClock(body: unknown): Promise<unknown> {
    const order = ordered(clockOrder, body);
    const { clock } = this.#present;
    if (order.do === 'speed') clock.speed(order.speed);
    else clock[order.do]();
    return {};
  }

  async #happen(body: unknown): Promise<Told> {
    try {
      return await this.#present.happen(body);
    } catch (error) {
      // What a story cannot say, or the doubles cannot do, is the mistake of whoever asked for it.
      if (error instanceof MalformedStory || error instanceof RangeError)
        throw new Unable(422, error.message);
      throw error;
    }
  }

  async #play(body: unknown): Promise<{ readonly title: string }> {
    const { file } = ordered(storyOrder, body);
    const story = file === null ? opening() : await storyNamed(file);
    if (story === undefined) throw new Unable(404, `expected a story of test/situations, got ${file}`);
    const { speed } = this.#present.clock.view();
    const begun = this.#change
      .catch(() => undefined)
      .then(() => this.#beginOrOpen(story, { running: true, speed }));
    this.#change = begun;
    await begun;
    return { title: story.title };
  }

  async #page(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const answered = await this.#present.page({ method, path: url, headers, body });
    if (answered === null) throw new Unable(404, 'the policy leaves the page out');
    response.writeHead(answered.status, answered.headers);
    response.end(Buffer.from(answered.body, answered.isBase64Encoded ? 'base64' : 'utf8'));
  }
}
