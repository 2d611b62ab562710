/** Several processes that play at once; each has a sandbox of its own, and takes the next story when it is free. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Done, Ready, Task } from './player.ts';

/** Milliseconds of real time; an ordinary story takes less than one second. */
const longest = 120_000;

/** The verdict on a story whose process died of it. */
const lost = (task: Task, why: string): Done => ({
  id: task.id,
  violations: [],
  met: [],
  failed: why,
  outcomes: [],
  isLast: true,
});

/** A process, and what it has said last. */
class Player {
  readonly #child: ChildProcess;
  #heard: (said: Done | Ready) => void = () => undefined;
  #gone: (why: string) => void = () => undefined;

  private constructor(args: readonly string[]) {
    this.#child = fork(join(import.meta.dirname, 'player.ts'), args, { execArgv: ['--import', 'tsx'] });
    this.#child.on('message', (said: Done | Ready) => this.#heard(said));
    this.#child.on('exit', (code, signal) => this.#gone(String(signal ?? code)));
  }

  static async start(args: readonly string[]): Promise<Player> {
    const player = new Player(args);
    await new Promise<void>((resolve, reject) => {
      player.#heard = () => resolve();
      player.#gone = (why) =>
        reject(new Error(`expected a process that plays, got one that ended (${why}) at once`));
    });
    return player;
  }

  play(task: Task): Promise<Done> {
    return new Promise((resolve) => {
      const patience = setTimeout(() => this.end(), longest);
      const settle = (done: Done): void => {
        clearTimeout(patience);
        resolve(done);
      };
      this.#heard = (said) => {
        if (said !== 'ready') settle(said);
      };
      this.#gone = (why) => settle(lost(task, `its process ended (${why}) before the story did`));
      this.#child.send(task);
    });
  }

  /** One that is caught in a loop would not hear of a mere disconnect. */
  end(): void {
    this.#child.kill('SIGKILL');
  }
}

export class Crew {
  readonly #players: number;
  readonly #args: readonly string[];
  readonly #idle: Player[] = [];

  /** @param assembly the folder of a cloud assembly to play, where it is not the repository's own */
  constructor(players: number, assembly?: string) {
    this.#players = players;
    this.#args = assembly === undefined ? [] : [assembly];
  }

  /** Plays every task, in whatever order they end. @param onDone hears of each */
  async play(tasks: readonly Task[], onDone: (done: Done) => void): Promise<void> {
    const waiting = [...tasks];
    const post = async (): Promise<void> => {
      for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
        const player = this.#idle.pop() ?? (await Player.start(this.#args));
        const done = await player.play(task);
        if (done.isLast) player.end();
        else this.#idle.push(player);
        onDone(done);
      }
    };
    await Promise.all(Array.from({ length: Math.min(this.#players, tasks.length) }, post));
  }

  close(): void {
    for (const player of this.#idle.splice(0)) player.end();
  }
}
