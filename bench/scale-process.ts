/**
 * One scale in a process of its own: what earlier ones left behind in the heap is not its memory. The same file is
 * the process and what starts it.
 */
import { fork } from 'node:child_process';
import { Sandbox } from '../local/sandbox.ts';
import { type Progress, silent } from './progress.ts';
import { measureScale, type Scale } from './scale.ts';

/**
 * Fewer than there are functions, of which few are at work at a time: with very many cases it is the history that needs
 * the memory.
 */
const environments = 12;

type Said = { readonly done: number } | { readonly measured: Scale };

/** Measures in another process. */
export const measureAlone = (cases: number, progress: Progress): Promise<Scale> =>
  progress(
    `${cases} cases at once`,
    cases,
    (advance) =>
      new Promise((resolve, reject) => {
        const child = fork(import.meta.filename, [String(cases)], { execArgv: ['--import', 'tsx'] });
        child.on('message', (said: Said) => {
          if ('done' in said) advance(said.done);
          else resolve(said.measured);
        });
        child.once('error', reject);
        child.once('exit', (code, signal) =>
          reject(
            new Error(`expected the measure of ${cases} cases, got a process that ended (${signal ?? code})`),
          ),
        );
      }),
  );

if (process.argv[1] === import.meta.filename) {
  const sandbox = await Sandbox.open({ environments });
  // Not measured: it starts the environments.
  await measureScale(sandbox, 1, silent);
  const toParent: Progress = (_title, _total, work) =>
    work((done) => process.send?.({ done } satisfies Said));
  const measured = await measureScale(sandbox, Number(process.argv[2]), toParent);
  await sandbox.close();
  process.send?.({ measured } satisfies Said, () => process.disconnect());
}
