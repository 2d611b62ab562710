/** What the command line of the fault matrix says. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

export const usage = `Plays every fault at every AWS call of every function, and judges each story by what must always be true.

  npm run faults                            the whole matrix, as a table
  npm run faults -- --only 'stop-notebook StopNotebookInstance'
                                            only the cells whose name contains this, may be repeated

  --only TEXT     a cell's name is like 'ordinary: stop-notebook StopNotebookInstance 1, killed after'
  --every         also where a read comes again in an invocation, and at the last call of each kind
  --players N     how many processes play at once (default: one a core)
  --wrong FOLDER  where the stories of wrong cells are written (default .build/faults)
  --json          one JSON document on standard output
  --help          this

Exit status: 0 every cell is right, 1 a cell is wrong or could not be played, 2 an option cannot be used.
`;

/** An option that cannot be used. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Options {
  readonly only: readonly string[];
  readonly every: boolean;
  readonly players: number;
  readonly wrong: string;
  readonly json: boolean;
  readonly help: boolean;
}

const parsed = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true, default: [] },
        every: { type: 'boolean', default: false },
        players: { type: 'string', default: String(availableParallelism()) },
        wrong: { type: 'string', default: '.build/faults' },
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
  const { only, every, players, wrong, json, help } = parsed(args);
  const count = Number(players);
  if (!(Number.isInteger(count) && count >= 1 && count <= 64)) {
    throw new UsageError(`--players: expected a whole number from 1 to 64, got ${players}`);
  }
  return { only, every, players: count, wrong, json, help };
};
