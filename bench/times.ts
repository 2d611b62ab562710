/** Real times: from nothing to the end of the built-in story, and what of it goes where. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { repository, sources, synthesize, synthesizeInto } from '../local/bundles.ts';
import { play } from '../local/play.ts';
import { report } from '../local/report.ts';
import { Sandbox } from '../local/sandbox.ts';
import { builtInStory } from './away.ts';
import { storyPolicy } from './notebooks.ts';
import type { Progress } from './progress.ts';

/** Seconds. */
export interface Times {
  /** `npm start` in a copy of the repository in which nothing was ever built. */
  readonly firstStart: number;
  /** The same once more. */
  readonly secondStart: number;
  readonly synth: number;
  readonly sandboxStart: number;
  /** From its first entry to its report, in a new sandbox whose environments have run nothing yet. */
  readonly firstStory: number;
  /** Mean of those that follow in the same process. */
  readonly nextStory: number;
  readonly storiesPerSecond: number;
}

const timed = async <T>(work: () => Promise<T>): Promise<readonly [seconds: number, result: T]> => {
  const start = performance.now();
  const result = await work();
  return [(performance.now() - start) / 1_000, result];
};

/** A copy that shares nothing with the repository but the installed packages. */
const withCopy = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'notebook-root-guard-'));
  try {
    for (const source of [...sources, 'local']) {
      await cp(path.join(repository, source), path.join(folder, source), { recursive: true });
    }
    await symlink(path.join(repository, 'node_modules'), path.join(folder, 'node_modules'));
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** TMPDIR is where tsx keeps what it has compiled. */
const npmStart = (folder: string): Promise<unknown> =>
  promisify(execFile)('npm', ['start'], { cwd: folder, env: { ...process.env, TMPDIR: folder } });

const repetitions = 10;

const inOneProcess = async (): Promise<Omit<Times, 'firstStart' | 'secondStart' | 'synth'>> => {
  const story = builtInStory('arrive');
  // Measured for itself: the first story is not to wait for it.
  await synthesize(storyPolicy);
  const opened = performance.now();
  const sandbox = await Sandbox.open();
  /** When its first entry was told: by then the world stood and its environments were loaded. */
  const once = async (): Promise<number> => {
    let began: number | undefined;
    const onEntry = (): void => {
      began ??= performance.now();
    };
    await report(await play(sandbox, story, { onEntry }), sandbox.endpoint);
    return began ?? performance.now();
  };
  try {
    const began = await once();
    const firstStory = (performance.now() - began) / 1_000;
    const sandboxStart = (began - opened) / 1_000;
    const [all] = await timed(async () => {
      for (let round = 0; round < repetitions; round += 1) await once();
    });
    return {
      sandboxStart,
      firstStory,
      nextStory: all / repetitions,
      storiesPerSecond: repetitions / all,
    };
  } finally {
    await sandbox.close();
  }
};

export const measureTimes = (progress: Progress): Promise<Times> =>
  progress('real times', 4, (advance) =>
    withCopy(async (folder) => {
      const [firstStart] = await timed(() => npmStart(folder));
      advance(1);
      const [secondStart] = await timed(() => npmStart(folder));
      advance(2);
      const [synth] = await timed(() => synthesizeInto(storyPolicy, path.join(folder, 'assembly')));
      advance(3);
      return { firstStart, secondStart, synth, ...(await inOneProcess()) };
    }),
  );
