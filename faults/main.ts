/** The fault matrix: generated from the calls that each story makes when nothing goes wrong, played, judged, printed. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barOn, silent } from '../bench/progress.ts';
import { play } from '../local/play.ts';
import { Sandbox } from '../local/sandbox.ts';
import { parseStory } from '../local/story.ts';
import { baseStories } from './base-stories.ts';
import { type Cell, cellsOf } from './cells.ts';
import { Crew } from './crew.ts';
import { optionsOf, UsageError, usage } from './options.ts';
import { sitesOf } from './sites.ts';
import { complaints, isRight, isWrong, type Judged, table } from './table.ts';

/** Later calls belong to the case that must be opened after it was all over. */
const untilItIsOver = { from: 0, until: 3 * 86_400_000 };

const plan = async (everyPlace: boolean): Promise<readonly Cell[]> => {
  const sandbox = await Sandbox.open();
  try {
    const cells: Cell[] = [];
    for (const base of baseStories) {
      const { calls, story } = await play(sandbox, parseStory(base.story, `${base.name}.json`));
      const where = { ...(base.during ?? untilItIsOver), operations: base.operations };
      cells.push(...cellsOf(base, sitesOf(calls, story.start, where, everyPlace)));
    }
    return cells;
  } finally {
    await sandbox.close();
  }
};

const fileIn =
  (folder: string) =>
  ({ name }: Cell): string =>
    join(folder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.json`);

const write = (judged: readonly Judged[], folder: string, fileOf: (cell: Cell) => string): void => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const one of judged) {
    if (isWrong(one)) writeFileSync(fileOf(one.cell), `${JSON.stringify(one.cell.story, null, 2)}\n`);
  }
};

export const main = async (args: readonly string[]): Promise<number> => {
  const options = optionsOf(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const began = performance.now();
  const planned = await plan(options.every);
  const cells = planned.filter(
    ({ name }) => options.only.length === 0 || options.only.some((text) => name.includes(text)),
  );
  if (cells.length === 0)
    throw new UsageError(`--only: expected a part of a cell's name, got ${options.only.join(', ')}`);
  const judged: Judged[] = [];
  const progress = process.stderr.isTTY ? barOn(process.stderr) : silent;
  const crew = new Crew(options.players);
  await progress('cells', cells.length, (advance) =>
    crew.play(
      cells.map(({ name, story }, id) => ({ id, name, story })),
      (done) => {
        const cell = cells[done.id];
        if (cell === undefined) throw new Error(`expected the verdict on a cell, got one on ${done.id}`);
        judged.push({ cell, done });
        advance(judged.length);
      },
    ),
  );
  crew.close();
  const order = new Map(cells.map((cell, index) => [cell, index]));
  judged.sort((a, b) => (order.get(a.cell) ?? 0) - (order.get(b.cell) ?? 0));
  const right = judged.filter(isRight).length;
  const fileOf = fileIn(options.wrong);
  write(judged, options.wrong, fileOf);
  const seconds = (performance.now() - began) / 1000;
  const lines = [
    ...table(judged),
    '',
    ...complaints(judged, fileOf),
    `${judged.length} cells tried, ${right} right, in ${seconds.toFixed(0)} s by ${options.players} processes`,
  ];
  const document = {
    tried: judged.length,
    right,
    seconds,
    wrong: judged.filter(isWrong).map(({ cell, done }) => ({
      ...cell,
      file: fileOf(cell),
      violations: done.violations,
      failed: done.failed,
    })),
  };
  process.stdout.write(options.json ? `${JSON.stringify(document, null, 2)}\n` : `${lines.join('\n')}\n`);
  return judged.some(isWrong) ? 1 : 0;
};

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const isUsage = error instanceof UsageError;
    process.stderr.write(
      isUsage
        ? `${error.message}\n`
        : `the matrix failed: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = isUsage ? 2 : 1;
  }
}
