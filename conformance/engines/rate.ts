/**
 * Cases per second on moto and in the sandbox: the same state machine, the same bundles, the same doubles.
 *
 * Nothing in the story takes time (no grace, statuses change at once), so that what is left is work: but where a
 * sleeper is not woken moto waits in real time, a second at a time. `storySeconds` says how much of that there was.
 */
import { play } from '../../local/play.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { parseStory, type Story } from '../../local/story.ts';
import type { NotRun } from '../row.ts';
import { playOnMoto } from './engine-play.ts';
import { findMoto } from './moto.ts';
import { Met } from './quirks.ts';
import { created } from './stories.ts';

export interface Rates {
  readonly cases: number;
  /** What it is compared with, e.g. `moto 5.2.5`. */
  readonly judge: string;
  /** Cases per second of real time. */
  readonly sandbox: number;
  readonly engine: number;
  /** How many times as fast the sandbox is. */
  readonly ratio: number;
  /** Seconds that the story itself lasts on the virtual clock. */
  readonly storySeconds: number;
}

const atOnce = (cases: number): Story => {
  const names = Array.from({ length: cases }, (_, at) => `case-${at + 1}`);
  return parseStory(
    {
      title: `${cases} cases at once`,
      policy: { graceWindow: 'PT0S', reminders: [], pollInterval: 'PT1S' },
      aws: { delays: { cloudtrail: 'PT0S', stateChange: 'PT0S' } },
      notebooks: names.map((name) => ({
        name,
        tags: { Owner: `${name}@example.com` },
        takes: { stop: 'PT0S', update: 'PT0S', start: 'PT0S' },
      })),
      happens: names.map((name) => ({ at: 'PT0S', event: created(name), notebook: name })),
    },
    'cases at once',
  );
};

const checkEnds = (
  where: string,
  cases: number,
  executions: readonly { readonly output: unknown }[],
): void => {
  const closed = executions.filter(({ output }) => JSON.stringify(output)?.includes('"step":"closed"'));
  if (closed.length === cases) return;
  throw new Error(`${where}: expected ${cases} cases closed, got ${closed.length}`);
};

/**
 * @param python the Python that has moto
 * @throws Error where a case does not end closed
 */
export const measureRates = async (python: string, cases = 20): Promise<Rates | NotRun> => {
  const moto = await findMoto(python);
  if ('missing' in moto) return { belief: 'cases per second', judge: 'moto', missing: moto.missing };
  const sandbox = await Sandbox.open();
  try {
    // Synthesis, and bundles that are loaded for the first time, are no part of it on either side.
    await play(sandbox, atOnce(cases));
    const start = performance.now();
    const ours = await play(sandbox, atOnce(cases));
    const seconds = (performance.now() - start) / 1_000;
    checkEnds('sandbox', cases, ours.executions);
    const theirs = await playOnMoto(sandbox, atOnce(cases), { python, met: new Met() });
    checkEnds('moto', cases, theirs.executions);
    const [own, engine] = [cases / seconds, (cases * 1_000) / theirs.took];
    const storySeconds = (ours.endedAt - ours.story.start) / 1_000;
    return { cases, judge: `moto ${moto.version}`, sandbox: own, engine, ratio: own / engine, storySeconds };
  } finally {
    await sandbox.close();
  }
};
