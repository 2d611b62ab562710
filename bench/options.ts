/** What the bench's command line says. */
import { parseArgs } from 'node:util';

const parts = ['builtIn', 'random', 'bundles', 'times', 'scale', 'mails', 'sweep', 'engines'] as const;
export type Part = (typeof parts)[number];

export const usage = `Measures what notebook-root-guard promises in figures.

  npm run bench                  all of it, as tables
  npm run bench -- --only random --only scale

  --only PART     only this part, may be repeated: ${parts.join(', ')}
  --random N      how many random durations (default 200)
  --seed N        of the random durations (default 1)
  --cases N       how many cases at once, 1 to 1000 (default 100)
  --violations N  how many of one owner at once, 1 to 1000 (default 300)
  --notebooks N   how many a sweep looks at, 1 to 100000 (default 1000)
  --json          one JSON document on standard output
  --help          this

Exit status: 0 every limit is kept, 1 a limit is missed or the bench itself failed, 2 an option cannot be used.
Real times are those of this machine with whatever else runs on it.
`;

/** An option that cannot be used. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Options {
  readonly only: readonly Part[];
  readonly random: number;
  readonly seed: number;
  readonly cases: number;
  readonly violations: number;
  readonly notebooks: number;
  readonly json: boolean;
  readonly help: boolean;
}

const wholeNumber = (option: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`--${option}: expected a whole number from ${least} to ${most}, got ${text}`);
};

const partOf = (text: string): Part => {
  const part = parts.find((one) => one === text);
  if (part === undefined) throw new UsageError(`--only: expected one of ${parts.join(', ')}, got ${text}`);
  return part;
};

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true, default: [...parts] },
        random: { type: 'string', default: '200' },
        seed: { type: 'string', default: '1' },
        cases: { type: 'string', default: '100' },
        violations: { type: 'string', default: '300' },
        notebooks: { type: 'string', default: '1000' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
};

/** @throws UsageError one line: which option, what was expected, what was got */
export const optionsOf = (args: readonly string[]): Options => {
  const { only, random, seed, cases, violations, notebooks, json, help } = parsed(args);
  return {
    only: only.map(partOf),
    random: wholeNumber('random', random, 1, 1_000),
    seed: wholeNumber('seed', seed, 0, 2 ** 32 - 1),
    cases: wholeNumber('cases', cases, 1, 1_000),
    violations: wholeNumber('violations', violations, 1, 1_000),
    notebooks: wholeNumber('notebooks', notebooks, 1, 100_000),
    json,
    help,
  };
};
