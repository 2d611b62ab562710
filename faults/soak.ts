/**
 * Random stories through the whole sandbox, judged by what must always be true. One that breaks it is made as small
 * as it gets by leaving things out, printed, and kept as a story that one can play.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { barOn, silent } from '../bench/progress.ts';
import { Crew } from './crew.ts';
import { metLines } from './met.ts';
import type { Done } from './player.ts';
import { sampled } from './random-stories.ts';
import { type Found, playEach, shrunk, wrongIn } from './shrink.ts';

const usage = `Plays random stories and judges each by what must always be true.

  npm run soak -- [--stories N] [--seed N] [--players N] [--found FOLDER]

  --stories N        how many (default 300)
  --seed N           of the generator; printed, so that a run can be repeated (default 1)
  --players N        how many processes play at once (default: one a core)
  --found FOLDER     where stories that break something are kept (default test/found)
  --assembly FOLDER  a cloud assembly to play in place of the repository's own

Exit status: 0 nothing was broken, 1 something was.
`;

type Out = (text: string) => void;

/** Keeps and prints it. */
const report = ({ story, wrong }: Found, file: string, out: Out): void => {
  const text = `${JSON.stringify(story, null, 2)}\n`;
  writeFileSync(file, text);
  const says = wrong.map((violation) => `  ${violation.statement}. ${violation.says}\n`).join('');
  out(`npm start -- ${file}\n${says}${text}`);
};

/** E.g. `remediated 31, failed 7`: whether the stories were any different from one another. */
const tally = (all: readonly Done[]): string => {
  const counts = new Map<string, number>();
  for (const outcome of all.flatMap(({ outcomes }) => outcomes)) {
    counts.set(outcome ?? 'open', (counts.get(outcome ?? 'open') ?? 0) + 1);
  }
  return [...counts].map(([outcome, count]) => `${outcome} ${count}`).join(', ');
};

/** Of those that break the same statement the first is made small: that takes as long as some hundred stories. */
async function reportAll(
  found: readonly (Found & { readonly file: string })[],
  crew: Crew,
  players: number,
  out: Out,
): Promise<void> {
  const statements = new Set<number | undefined>();
  for (const one of found) {
    const statement = one.wrong[0]?.statement;
    const isFirst = !statements.has(statement);
    statements.add(statement);
    report(isFirst ? await shrunk(one, crew, players) : one, one.file, out);
  }
}

const optionsOf = (args: readonly string[]) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      stories: { type: 'string', default: '300' },
      seed: { type: 'string', default: '1' },
      players: { type: 'string', default: String(availableParallelism()) },
      found: { type: 'string', default: 'test/found' },
      assembly: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [numRuns, seed, players] = [values.stories, values.seed, values.players].map(Number) as [
    number,
    number,
    number,
  ];
  return { ...values, numRuns, seed, players };
};

export const main = async (
  args: readonly string[],
  out: Out = (text) => void process.stdout.write(text),
): Promise<number> => {
  const { assembly, found: folder, help, numRuns, players, seed } = optionsOf(args);
  if (help) {
    out(usage);
    return 0;
  }
  out(`seed ${seed}\n`);
  const stories = sampled(numRuns, seed);
  const progress = process.stderr.isTTY ? barOn(process.stderr) : silent;
  const crew = new Crew(players, assembly);
  try {
    const began = performance.now();
    let count = 0;
    const all = await progress('stories', stories.length, (advance) =>
      playEach(crew, stories, () => advance(++count)),
    );
    const seconds = (performance.now() - began) / 1000;
    const wrong = all.flatMap((done) => {
      const story = stories[done.id];
      const file = join(folder, `seed-${seed}-story-${done.id}.json`);
      return story === undefined || wrongIn(done).length === 0 ? [] : [{ story, wrong: wrongIn(done), file }];
    });
    if (wrong.length > 0) mkdirSync(folder, { recursive: true });
    await reportAll(wrong, crew, players, out);
    const lines = [
      'met, in how many stories:',
      ...metLines(all.map(({ met }) => met)).map((line) => `  ${line}`),
      `outcomes: ${tally(all)}`,
      `${all.length} stories, ${wrong.length} wrong, ${(all.length / seconds).toFixed(1)} stories a second by ${players} processes`,
    ];
    out(`${lines.join('\n')}\n`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    crew.close();
  }
};

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
