/** Drives a world in real time: what is due happens when the wall clock gets there, for an engine without a virtual one. */
import type { World } from '../../local/sandbox.ts';

/** Milliseconds that the world may sleep before it looks again whether it is done. */
const longestNap = 200;

export class RealTime {
  readonly #world: World;
  #rouse: (() => void) | undefined;
  #roused = false;

  constructor(world: World) {
    this.#world = world;
  }

  /** Something from outside the world happens in it, now. */
  happen(run: () => void): void {
    this.#world.clock.at(Date.now(), 'world', run);
    this.#roused = true;
    this.#rouse?.();
  }

  async runUntil(done: () => Promise<boolean>): Promise<void> {
    while (!(await done())) {
      this.#roused = false;
      await this.#world.tempo.run(Date.now());
      await this.#nap();
    }
  }

  #nap(): Promise<void> {
    if (this.#roused) return Promise.resolve();
    const next = (this.#world.clock.next() ?? Number.POSITIVE_INFINITY) - Date.now();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(Math.max(next, 0), longestNap));
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
