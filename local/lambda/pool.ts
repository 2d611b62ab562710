/** Environments are slow to start and know no story, so a process keeps those at rest for whichever invocation needs one. */
import { Environment, type EnvironmentSpec, type Host } from './environment.ts';

interface Idle {
  readonly key: string;
  readonly environment: Environment;
}

export class Pool {
  readonly #host: Host;
  readonly #keep: number;
  /** Longest idle first. */
  #idle: Idle[] = [];
  #leased = 0;
  #started = 0;

  /**
   * @param keep how many environments there may be, idle ones and those at work, before idle ones are ended; each
   * holds about 25 MB
   */
  constructor(host: Host, keep = 32) {
    this.#host = host;
    this.#keep = keep;
  }

  lease(spec: EnvironmentSpec): Environment {
    const key = JSON.stringify(spec);
    // The one used last: it is the warmest.
    const at = this.#idle.findLastIndex((idle) => idle.key === key && idle.environment.alive);
    const found = at < 0 ? undefined : this.#idle.splice(at, 1)[0]?.environment;
    this.#leased += 1;
    if (found !== undefined) return found;
    this.#started += 1;
    return new Environment(spec, `ASIASANDBOX${String(this.#started).padStart(9, '0')}`, this.#host);
  }

  /** Each that was leased comes back, one that has died too. */
  async giveBack(spec: EnvironmentSpec, environment: Environment): Promise<void> {
    this.#leased -= 1;
    if (!environment.alive) return;
    environment.release();
    this.#idle.push({ key: JSON.stringify(spec), environment });
    const surplus = this.#idle.splice(0, Math.max(0, this.#leased + this.#idle.length - this.#keep));
    await Promise.all(surplus.map((idle) => idle.environment.kill()));
  }

  async close(): Promise<void> {
    const all = this.#idle;
    this.#idle = [];
    await Promise.all(all.map((idle) => idle.environment.kill()));
  }
}
