/**
 * Random stories through the whole sandbox, judged by what must always be true. One that breaks it is made as small
 * as it gets by leaving out what happens, and kept as a story that one can play.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { barOn, silent } from '../bench/progress.ts';
import type { Violation } from './always-true.ts';
import { playAll } from './crew.ts';
import type { Done } from './player.ts';
import { type RandomStory, randomStories } from './random-stories.ts';

const usage = `Plays random stories and judges each by what must always be true.

  npm run soak -- [--stories N] [--seed N] [--players N] [--found FOLDER]

  --stories N     how many (default 300)
  --seed N        of the generator; printed, so that a run can be repeated (default 1)
  --players N     how many processes play at once (default: one a core)
  --found FOLDER  where stories that break something are kept (default test/found)

Exit status: 0 nothing was broken, 1 something was.
`;

const isWrong = ({ failed, violations }: Done): boolean => failed !== null || violations.length > 0;

const playEach = async (
  stories: readonly RandomStory[],
  players: number,
  onDone: (done: Done) => void = () => undefined,
): Promise<readonly Done[]> => {
  const all: Done[] = [];
  const tasks = stories.map((story, id) => ({ id, name: `random story ${id}`, story }));
  await playAll(tasks, players, (done) => {
    all.push(done);
    onDone(done);
  });
  return all.sort((a, b) => a.id - b.id);
};

const without = (story: RandomStory, index: number): RandomStory => ({
  ...story,
  happens: story.happens.filter((_, at) => at !== index),
});

/** The first and the last happening are what every story has. */
async function smallest(story: RandomStory, players: number): Promise<RandomStory> {
  const smaller = story.happens.slice(1, -1).map((_, index) => without(story, index + 1));
  const wrong = (await playEach(smaller, players)).find(isWrong);
  const found = wrong === undefined ? undefined : smaller[wrong.id];
  return found === undefined ? story : smallest(found, players);
}

const says = ({ failed, violations }: { failed: string | null; violations: readonly Violation[] }): string =>
  [...(failed === null ? [] : [failed]), ...violations.map(({ statement, says }) => `${statement}. ${says}`)]
    .map((line) => `  ${line}\n`)
    .join('');

/** E.g. `remediated 31, failed 7`: whether the stories were any different from one another. */
const tally = (all: readonly Done[]): string => {
  const counts = new Map<string, number>();
  for (const outcome of all.flatMap(({ outcomes }) => outcomes)) {
    counts.set(outcome ?? 'open', (counts.get(outcome ?? 'open') ?? 0) + 1);
  }
  return [...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
};

export const main = async (args: readonly string[]): Promise<number> => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stories: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      players: { type: 'string', default: String(availableParallelism()) },
      found: { type: 'string', default: 'test/found' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [numRuns, seed, players] = [values.stories, values.seed, values.players].map(Number) as [
    number,
    number,
    number,
  ];
  process.stdout.write(`seed ${seed}\n`);
  const stories = fc.sample(randomStories, { numRuns, seed });
  const progress = process.stderr.isTTY ? barOn(process.stderr) : silent;
  const began = performance.now();
  let count = 0;
  const all = await progress('stories', stories.length, (advance) =>
    playEach(stories, players, () => advance(++count)),
  );
  const seconds = (performance.now() - began) / 1000;
  const wrong = all.filter(isWrong);
  for (const done of wrong) {
    const story = stories[done.id];
    if (story === undefined) continue;
    const file = join(values.found, `seed-${seed}-story-${done.id}.json`);
    mkdirSync(values.found, { recursive: true });
    writeFileSync(file, `${JSON.stringify(await smallest(story, players), null, 2)}\n`);
    process.stdout.write(`${file}\n${says(done)}`);
  }
  process.stdout.write(`outcomes: ${tally(all)}\n`);
  process.stdout.write(
    `${all.length} stories, ${wrong.length} wrong, ${(all.length / seconds).toFixed(1)} stories a second by ${players} processes\n`,
  );
  return wrong.length === 0 ? 0 : 1;
};

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
