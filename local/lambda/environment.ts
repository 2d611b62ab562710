/** One execution environment of a function: a worker thread with the bundle loaded, used by one invocation at a time. */
import { Worker } from 'node:worker_threads';
import type { Boot, FromEnvironment, ToEnvironment } from './messages.ts';

/** What of a function its environments depend on; two functions alike in this could share one. */
export interface EnvironmentSpec {
  /** Absolute path of the bundle's file. */
  readonly file: string;
  readonly folder: string;
  readonly handler: string;
  readonly env: Readonly<Record<string, string>>;
}

export type Listener = (
  message: Exclude<FromEnvironment, { type: 'ready' }> | { readonly type: 'exited'; readonly code: number },
) => void;

export class Environment {
  /** Signs every request of this environment, and so tells who makes it. */
  readonly accessKeyId: string;
  readonly #worker: Worker;
  readonly #time = new SharedArrayBuffer(8);
  readonly #ready: Promise<void>;
  #listener: Listener | undefined;
  #alive = true;

  /** @param runtime path of the compiled worker runtime */
  constructor(spec: EnvironmentSpec, accessKeyId: string, runtime: string) {
    this.accessKeyId = accessKeyId;
    const boot: Boot = { file: spec.file, folder: spec.folder, handler: spec.handler, time: this.#time };
    this.#worker = new Worker(runtime, {
      workerData: boot,
      env: { ...spec.env, AWS_ACCESS_KEY_ID: accessKeyId },
      // What the main thread was started with (loaders, inspectors) is not the function's business.
      execArgv: [],
      // Handlers are short-lived: V8's own 48 MB of nursery, times dozens of environments, is memory for nothing.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
      stdout: true,
      stderr: true,
    });
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromEnvironment) => {
        if (message.type === 'ready') resolve();
        else this.#listener?.(message);
      });
      this.#worker.once('error', (error) => {
        this.#alive = false;
        reject(error);
      });
      this.#worker.once('exit', (code) => {
        this.#alive = false;
        reject(new Error(`${spec.file}: expected the environment to become ready, it exited with ${code}`));
        this.#listener?.({ type: 'exited', code });
      });
    });
    // Whoever invokes awaits it; an environment nobody uses may fail unseen.
    this.#ready.catch(() => undefined);
    this.#worker.unref();
  }

  get alive(): boolean {
    return this.#alive;
  }

  /** Sets what the environment's clock shows once it goes on. */
  tellTime(now: number): void {
    new Float64Array(this.#time)[0] = now;
  }

  async invoke(message: Omit<ToEnvironment & { type: 'invoke' }, 'type'>, listener: Listener): Promise<void> {
    this.#listener = listener;
    await this.#ready;
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
    this.#alive = false;
    this.#listener = undefined;
    await this.#worker.terminate();
  }

  #post(message: ToEnvironment): void {
    this.#worker.postMessage(message);
  }
}
