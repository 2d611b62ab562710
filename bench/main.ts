/** Measures what the product promises in figures, and prints it as tables or as one JSON document. */
import { availableParallelism, loadavg } from 'node:os';
import { Sandbox } from '../local/sandbox.ts';
import { builtInAway, randomAway, type Way, ways } from './away.ts';
import { measureBundles } from './bundles.ts';
import { measureEngines } from './engines.ts';
import { type Measured, verdicts } from './limits.ts';
import { measureFlood } from './mails.ts';
import { randomDurations } from './notebooks.ts';
import { type Options, optionsOf, type Part, UsageError, usage } from './options.ts';
import { barOn, type Progress, silent } from './progress.ts';
import { type Scale, scales } from './scale.ts';
import { measureAlone } from './scale-process.ts';
import { measureSweep } from './sweep.ts';
import {
  builtInTable,
  bundlesTable,
  enginesTable,
  mailsTable,
  randomTable,
  scaleTable,
  sweepTable,
  timesTable,
  verdictsTable,
} from './tables.ts';
import { measureTimes } from './times.ts';

/** One after the other: each has the machine for itself. */
const bothWays = async <T>(measure: (way: Way) => Promise<T>): Promise<Readonly<Record<Way, T>>> => {
  const measured = new Map<Way, T>();
  for (const way of ways) measured.set(way, await measure(way));
  return Object.fromEntries(measured) as Record<Way, T>;
};

const inSandbox = async <T>(work: (sandbox: Sandbox) => Promise<T>): Promise<T> => {
  const sandbox = await Sandbox.open();
  try {
    return await work(sandbox);
  } finally {
    await sandbox.close();
  }
};

const measureScales = async (cases: number, progress: Progress): Promise<readonly Scale[]> => {
  const measured: Scale[] = [];
  for (const each of scales(cases)) measured.push(await measureAlone(each, progress));
  return measured;
};

/** @param tell gets each part's lines as soon as it is measured */
const measure = async (
  options: Options,
  progress: Progress,
  tell: (lines: readonly string[]) => void,
): Promise<Measured> => {
  const part = async <T>(
    name: Part,
    work: () => Promise<T>,
    lines: (measured: T) => readonly string[],
  ): Promise<T | undefined> => {
    if (!options.only.includes(name)) return undefined;
    const measured = await work();
    tell(lines(measured));
    return measured;
  };
  const durations = randomDurations(options.random, options.seed);
  return {
    // First, before anything here is warm.
    times: await part('times', () => measureTimes(progress), timesTable),
    bundles: await part('bundles', () => measureBundles(progress), bundlesTable),
    builtIn: await part(
      'builtIn',
      () => inSandbox((sandbox) => bothWays((way) => builtInAway(sandbox, way))),
      builtInTable,
    ),
    random: await part(
      'random',
      () => inSandbox((sandbox) => bothWays((way) => randomAway(sandbox, durations, way, progress))),
      (spreads) => randomTable(options.random, options.seed, spreads),
    ),
    scale: await part('scale', () => measureScales(options.cases, progress), scaleTable),
    mails: await part(
      'mails',
      () => inSandbox((sandbox) => measureFlood(sandbox, options.violations, progress)),
      mailsTable,
    ),
    sweep: await part(
      'sweep',
      () => inSandbox((sandbox) => measureSweep(sandbox, options.notebooks, progress)),
      sweepTable,
    ),
    engines: await part('engines', measureEngines, enginesTable),
  };
};

const machine = () => ({
  node: process.version,
  cores: availableParallelism(),
  /** Processes that wanted to run in the last minute, on average. */
  load: loadavg()[0] ?? Number.NaN,
});

export const main = async (args: readonly string[]): Promise<number> => {
  const options = optionsOf(args);
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  const tell = (lines: readonly string[]): void => {
    if (!options.json) process.stdout.write(`${lines.join('\n')}\n\n`);
  };
  const { node, cores, load } = machine();
  tell([`Node.js ${node}, ${cores} cores, load ${load.toFixed(1)}`]);
  const measured = await measure(options, process.stderr.isTTY ? barOn(process.stderr) : silent, tell);
  const limits = verdicts(measured);
  if (limits.length > 0) tell(verdictsTable(limits));
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ machine: { node, cores, load }, ...measured, limits }, null, 2)}\n`,
    );
  }
  return limits.every(({ kept }) => kept) ? 0 : 1;
};

if (process.argv[1] === import.meta.filename) {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    const isUsage = error instanceof UsageError;
    process.stderr.write(
      isUsage ? `${error.message}\n` : `the bench failed: ${error instanceof Error ? error.stack : error}\n`,
    );
    process.exitCode = isUsage ? 2 : 1;
  }
}
