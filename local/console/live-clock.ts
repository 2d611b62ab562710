/**
 * Virtual time for a person who watches: it follows real time at a chosen speed, can be paused, and jumps to the next
 * thing that happens. While the world works at something its time stands still.
 */
import type { Pace } from '../sandbox/tempo.ts';
import type { Clock } from './messages.ts';

/** The world is to end; whoever runs it stops here. */
export class WorldEnds extends Error {
  override readonly name = 'WorldEnds';
}

/** Milliseconds of real time that a timer of Node can hold are fewer than a slow clock may have to wait. */
const longestWait = 3_600_000;

export class LiveClock {
  readonly #world: { now(): number };
  readonly #onChange: () => void;
  #running: boolean;
  #speed: number;
  #jumping = false;
  #ended = false;
  #next: number | null = null;
  /** While nothing happens: from when, since when in real milliseconds, and how fast time passes. */
  #passing: { readonly at: number; readonly since: number; readonly rate: number } | undefined;
  #wake: () => void = () => undefined;

  /** @param onChange hears of everything but the passing of time */
  constructor(
    world: { now(): number },
    options: { readonly running: boolean; readonly speed: number; readonly onChange: () => void },
  ) {
    this.#world = world;
    this.#running = options.running;
    this.#speed = options.speed;
    this.#onChange = options.onChange;
  }

  run(): void {
    this.#change(() => {
      this.#running = true;
    });
  }

  pause(): void {
    this.#change(() => {
      this.#running = false;
      this.#jumping = false;
    });
  }

  /** @param speed seconds of the world in one second */
  speed(speed: number): void {
    this.#change(() => {
      this.#speed = speed;
    });
  }

  /** Goes on without a wait until something is told, or nothing is due. */
  jump(): void {
    this.#change(() => {
      this.#jumping = true;
    });
  }

  /** Something happened that a person is told of: a jump has arrived. */
  arrive(): void {
    if (this.#jumping) this.#change(() => (this.#jumping = false));
  }

  /** The next wait fails with {@link WorldEnds}. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  view(): Clock {
    return {
      now: Math.min(this.#passed(), this.#next ?? Number.POSITIVE_INFINITY),
      running: this.#running,
      speed: this.#speed,
      jumping: this.#jumping,
      passing: (this.#passing?.rate ?? 0) > 0,
      next: this.#next,
    };
  }

  /** @throws WorldEnds */
  readonly pace: Pace = async (next, visited) => {
    let at = this.#world.now();
    this.#next = Number.isFinite(next) ? next : null;
    const wake = (): void => this.#wake();
    visited.addEventListener('abort', wake);
    try {
      for (;;) {
        if (this.#ended) throw new WorldEnds();
        if (this.#jumping && this.#next === null) this.arrive();
        if (visited.aborted) return at;
        if (this.#jumping || at >= next) return next;
        this.#passFrom(at);
        this.#onChange();
        await this.#woken((next - at) / this.#speed);
        // The world counts whole milliseconds.
        at = Math.min(next, Math.floor(this.#passed()));
        this.#passing = undefined;
      }
    } finally {
      visited.removeEventListener('abort', wake);
    }
  };

  /** @param milliseconds of real time after which nobody needs to wake it, if time passes at all */
  #woken(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#running ? setTimeout(resolve, Math.min(milliseconds, longestWait)) : undefined;
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #passFrom(at: number): void {
    this.#passing = { at, since: performance.now(), rate: this.#running ? this.#speed : 0 };
  }

  #passed(): number {
    if (this.#passing === undefined) return this.#world.now();
    const { at, since, rate } = this.#passing;
    return at + (performance.now() - since) * rate;
  }

  #change(how: () => void): void {
    how();
    this.#wake();
    this.#onChange();
  }
}
