/** Several processes that play at once; each has a sandbox of its own, and takes the next cell when it is free. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Done, Ready, Task } from './player.ts';

/** Milliseconds of real time; an ordinary story takes less than one second. */
const longest = 120_000;

/** The verdict on a cell whose process died of it. */
const lost = (task: Task, why: string): Done => ({
  id: task.id,
  violations: [],
  failed: why,
  outcomes: [],
  isLast: true,
});

/** Plays every task, in whatever order they end. @param onDone hears of each */
export async function playAll(
  tasks: readonly Task[],
  players: number,
  onDone: (done: Done) => void,
): Promise<void> {
  const waiting = [...tasks];
  /** One process until there is nothing left or it dies. */
  const player = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child: ChildProcess = fork(join(import.meta.dirname, 'player.ts'), {
        execArgv: ['--import', 'tsx'],
      });
      let present: Task | undefined;
      let isReady = false;
      let patience: NodeJS.Timeout | undefined;
      child.on('message', (done: Done | Ready) => {
        isReady = true;
        if (done !== 'ready') onDone(done);
        clearTimeout(patience);
        present = done !== 'ready' && done.isLast ? undefined : waiting.shift();
        if (present === undefined) {
          // One that is caught in a loop would not hear of a mere disconnect.
          child.kill('SIGKILL');
          return;
        }
        child.send(present);
        patience = setTimeout(() => child.kill('SIGKILL'), longest);
      });
      child.on('exit', (code, signal) => {
        clearTimeout(patience);
        if (present !== undefined)
          onDone(lost(present, `its process ended (${signal ?? code}) before the story did`));
        if (isReady) resolve();
        else reject(new Error(`expected a process that plays, got one that exited with ${code} at once`));
      });
    });
  const post = async (): Promise<void> => {
    while (waiting.length > 0) await player();
  };
  await Promise.all(Array.from({ length: Math.min(players, tasks.length) }, post));
}
