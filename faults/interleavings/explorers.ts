/** Several processes that explore at once; each has a sandbox of its own, and takes the next scenario when it is free. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Explored } from './explore.ts';
import type { Heard, Task } from './explorer.ts';

/** @param onFurther hears how much of all is done, from 0 to 1 */
export async function exploreAll(
  tasks: readonly Task[],
  players: number,
  onFurther: (share: number) => void,
): Promise<readonly Explored[]> {
  const waiting = [...tasks];
  const all = new Map<string, Explored>();
  const shares = new Map<string, number>();
  const further = (task: Task, share: number): void => {
    shares.set(task.scenario, share);
    onFurther([...shares.values()].reduce((sum, one) => sum + one, 0) / tasks.length);
  };
  const explorer = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(join(import.meta.dirname, 'explorer.ts'), { execArgv: ['--import', 'tsx'] });
      let present: Task | undefined;
      child.on('message', (heard: Heard) => {
        if (heard.is === 'ready') {
          present = waiting.shift();
          if (present === undefined) child.disconnect();
          else child.send(present);
        } else if (present !== undefined) {
          if (heard.is === 'explored') all.set(present.scenario, heard.explored);
          further(present, heard.is === 'explored' ? 1 : heard.share);
        }
      });
      child.on('exit', (code, signal) => {
        if (present === undefined && code === 0) resolve();
        else
          reject(
            new Error(`expected ${present?.scenario ?? 'scenarios'} to be explored, got ${signal ?? code}`),
          );
      });
    });
  await Promise.all(Array.from({ length: Math.min(players, tasks.length) }, explorer));
  return tasks.flatMap(({ scenario }) => all.get(scenario) ?? []);
}
