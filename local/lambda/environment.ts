/** One execution environment of a function: a worker thread with the bundle loaded, used by one invocation at a time. */
import type { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { Boot, FromEnvironment, ToEnvironment, Wired } from './messages.ts';
import { Wire } from './wire.ts';

/** What of a function its environments depend on; two functions alike in this could share one. */
export interface EnvironmentSpec {
  /** Absolute path of the bundle's file. */
  readonly file: string;
  readonly folder: string;
  readonly handler: string;
  readonly env: Readonly<Record<string, string>>;
}

export type Listener = (
  message:
    | Exclude<FromEnvironment, Wired | { type: 'loaded' }>
    | { readonly type: 'exited'; readonly code: number }
    /** Not the function's doing: the environment itself broke. */
    | { readonly type: 'broken'; readonly error: Error },
) => void;

/** What all environments of a process have in common. */
export interface Host {
  /** Path of the compiled worker runtime. */
  readonly runtime: string;
  /** Takes a connection to the endpoint, as a server does. */
  readonly connected: (connection: Duplex) => void;
}

export class Environment {
  /** Signs every request of this environment, and so tells who makes it. */
  readonly accessKeyId: string;
  /** Resolves when an invocation would begin at once, or never could. */
  readonly loaded: Promise<void>;
  readonly #worker: Worker;
  readonly #connected: Host['connected'];
  readonly #wires = new Map<number, Wire>();
  readonly #time = new SharedArrayBuffer(8);
  #listener: Listener | undefined;
  #alive = true;

  constructor(spec: EnvironmentSpec, accessKeyId: string, host: Host) {
    this.accessKeyId = accessKeyId;
    this.#connected = host.connected;
    const boot: Boot = { file: spec.file, folder: spec.folder, handler: spec.handler, time: this.#time };
    this.#worker = new Worker(host.runtime, {
      workerData: boot,
      env: { ...spec.env, AWS_ACCESS_KEY_ID: accessKeyId },
      // What the main thread was started with (loaders, inspectors) is not the function's business.
      execArgv: [],
      // V8 grows towards what it may have before it collects; handlers live on 15 MB, and there are dozens of them.
      resourceLimits: { maxYoungGenerationSizeMb: 3, maxOldGenerationSizeMb: 64 },
      stdout: true,
      stderr: true,
    });
    let resolve = (): void => undefined;
    this.loaded = new Promise((done) => {
      resolve = done;
    });
    this.#worker.on('message', (message: FromEnvironment) => {
      if (message.type === 'bytes' || message.type === 'closed') this.#wired(message);
      else if (message.type === 'loaded') resolve();
      else this.#listener?.(message);
    });
    this.#worker.once('exit', () => resolve());
    this.#worker.once('error', (error) => this.#listener?.({ type: 'broken', error }));
    this.#worker.once('exit', (code) => {
      this.#gone();
      this.#listener?.({ type: 'exited', code });
    });
    this.#worker.unref();
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Sets what the environment's clock shows once it goes on. */
  tellTime(now: number): void {
    new Float64Array(this.#time)[0] = now;
  }

  /** One that is still loading begins when it has. */
  invoke(message: Omit<ToEnvironment & { type: 'invoke' }, 'type'>, listener: Listener): void {
    this.#listener = listener;
    this.#post({ type: 'invoke', ...message });
  }

  wake(): void {
    this.#post({ type: 'wake' });
  }

  stall(): void {
    this.#post({ type: 'stall' });
  }

  /** Nobody hears it any more; it may be used again. */
  release(): void {
    this.#listener = undefined;
  }

  /** Ends it at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.#gone();
    this.#listener = undefined;
    await this.#worker.terminate();
  }

  #gone(): void {
    this.#alive = false;
    for (const wire of this.#wires.values()) wire.destroy();
  }

  #wired(message: Wired): void {
    const wire = this.#wires.get(message.connection);
    if (message.type === 'closed') wire?.destroy();
    else if (this.#alive) (wire ?? this.#connect(message.connection)).arrived(message.bytes);
  }

  #connect(connection: number): Wire {
    const wire = new Wire({
      send: (bytes) => this.#post({ type: 'bytes', connection, bytes }),
      close: () => {
        if (this.#wires.delete(connection)) this.#post({ type: 'closed', connection });
      },
    });
    this.#wires.set(connection, wire);
    this.#connected(wire);
    return wire;
  }

  #post(message: ToEnvironment): void {
    this.#worker.postMessage(message);
  }
}
