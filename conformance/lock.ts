/** One process at a time, across processes: a folder that only one can make. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const take = async (lock: string): Promise<boolean> => {
  try {
    await mkdir(lock);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
  await writeFile(path.join(lock, 'pid'), String(process.pid));
  return true;
};

/** Runs `work` while no other process runs work under the same lock; a dead process holds nothing. */
export const alone = async (lock: string, work: () => Promise<void>): Promise<void> => {
  await mkdir(path.dirname(lock), { recursive: true });
  while (!(await take(lock))) {
    await wait(500);
    const pid = await readFile(path.join(lock, 'pid'), 'utf8').catch(() => '');
    if (pid !== '' && !isAlive(Number(pid))) await rm(lock, { recursive: true, force: true });
  }
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
};
