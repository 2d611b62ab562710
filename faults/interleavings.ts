/** Every order of the AWS calls of two executions and a wake about one notebook: explored, judged, printed. */
import { barOn, silent } from '../bench/progress.ts';
import { Sandbox } from '../local/sandbox.ts';
import { playAgain } from './interleavings/again.ts';
import { exploreAll } from './interleavings/explorers.ts';
import { type Options, optionsOf, usage } from './interleavings/options.ts';
import type { Scenario } from './interleavings/scenarios.ts';
import { complaints, table } from './interleavings/table.ts';
import { UsageError } from './options.ts';

/** More than any scenario has. */
const enough = 2_000;

const again = async (scenario: Scenario, choices: readonly number[]): Promise<number> => {
  const sandbox = await Sandbox.open();
  try {
    const { lines, isWrong } = await playAgain(sandbox, scenario, choices);
    process.stdout.write(`${lines.join('\n')}\n`);
    return isWrong ? 1 : 0;
  } finally {
    await sandbox.close();
  }
};

const all = async ({ depth, every, json, most = enough, players, ...asked }: Options): Promise<number> => {
  const began = performance.now();
  const tasks = asked.scenarios.map(({ name }) => ({ scenario: name, depth, every, most }));
  const progress = process.stderr.isTTY ? barOn(process.stderr) : silent;
  const explored = await progress('percent of the orders', 100, (advance) =>
    exploreAll(tasks, players, (share) => advance(Math.floor(100 * share))),
  );
  const seconds = (performance.now() - began) / 1_000;
  const orders = explored.reduce((sum, one) => sum + one.orders, 0);
  const wrong = explored.reduce((sum, one) => sum + one.wrong.length, 0);
  const isComplete = explored.every((one) => one.isComplete);
  const claim = isComplete
    ? 'every order within the bounds'
    : `NOT every order within the bounds: cut at ${most} of a scenario`;
  const lines = [
    ...table(explored),
    '',
    ...complaints(explored),
    `${orders} orders played and judged, ${wrong} wrong, ${claim}, in ${seconds.toFixed(0)} s by ${players} processes`,
  ];
  const document = { orders, wrong, isComplete, most, seconds, scenarios: explored };
  process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : `${lines.join('\n')}\n`);
  return wrong > 0 || (!isComplete && most === enough) ? 1 : 0;
};

export const main = async (args: readonly string[]): Promise<number> => {
  const options = optionsOf(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [scenario] = options.scenarios;
  if (options.choices === undefined || scenario === undefined) return all(options);
  const depth = options.depth ?? scenario.bound.depth;
  return again({ ...scenario, bound: { ...scenario.bound, depth } }, options.choices);
};

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const isUsage = error instanceof UsageError;
    process.stderr.write(
      isUsage
        ? `${error.message}\n`
        : `the interleavings failed: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exitCode = isUsage ? 2 : 1;
  }
}
