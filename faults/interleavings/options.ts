/** What the command line of the interleavings says. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { UsageError } from '../options.ts';
import { type Scenario, scenarios } from './scenarios.ts';

const names = scenarios.map(({ name }) => name);

export const usage = `Plays every order of the AWS calls of two executions and a wake about one notebook, and judges the end of each.
Orders that differ only in calls that do not touch the same thing are equal: one of them is played.

  npm run interleavings                     every scenario, as a table
  npm run interleavings -- --scenario closing --depth 2
  npm run interleavings -- --scenario closing --choices 0,1,1
                                            one order again, move by move

  --scenario NAME  only this one, may be repeated: ${names.join(', ')}
  --depth N        for how many invocations, one leading to another, each line is interleaved (default: the scenario's)
  --most N         how many orders of a scenario are played at most (default 2000)
  --every          equal orders too: many more, for whoever does not believe that they are
  --choices LIST   who goes on at each place where several could, as a wrong order is printed
  --players N      how many processes play at once (default: one a core)
  --json           one JSON document on standard output
  --help           this

Exit status: 0 every order is right; 1 one is wrong, or without --most not every one could be played; 2 an option cannot be used.
`;

export interface Options {
  readonly scenarios: readonly Scenario[];
  readonly depth: number | undefined;
  /** `undefined`: so many that all are expected to be played. */
  readonly most: number | undefined;
  readonly every: boolean;
  readonly choices: readonly number[] | undefined;
  readonly players: number;
  readonly json: boolean;
  readonly help: boolean;
}

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scenario: { type: 'string', multiple: true, default: names },
        depth: { type: 'string' },
        most: { type: 'string' },
        every: { type: 'boolean', default: false },
        choices: { type: 'string' },
        players: { type: 'string', default: String(availableParallelism()) },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('\n')[0] : String(error));
  }
};

const whole = (option: string, text: string, from = 1): number => {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= from) return number;
  throw new UsageError(`${option}: expected a whole number from ${from}, got ${text}`);
};

const named = (name: string): Scenario => {
  const found = scenarios.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new UsageError(`--scenario: expected one of ${names.join(', ')}, got ${name}`);
};

/** @throws UsageError one line: which option, what was expected, what was got */
export const optionsOf = (args: readonly string[]): Options => {
  const { scenario, depth, most, choices, players, ...flags } = parsed(args);
  const chosen = scenario.map(named);
  if (choices !== undefined && chosen.length !== 1) {
    throw new UsageError(`--choices: expected one --scenario, got ${chosen.length}`);
  }
  return {
    ...flags,
    scenarios: chosen,
    depth: depth === undefined ? undefined : whole('--depth', depth),
    most: most === undefined ? undefined : whole('--most', most),
    choices: choices?.split(',').map((one) => whole('--choices', one.trim(), 0)),
    players: whole('--players', players),
  };
};
