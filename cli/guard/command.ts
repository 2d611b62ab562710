/** The command from its arguments to its exit status. */
import { oneLine } from '../../functions/core/one-line.ts';
import { CannotGoOn, WrongUsage } from '../refused.ts';
import type { Terminal } from '../terminal.ts';
import type { Account } from './account.ts';
import { type Options, parseOptions, usage } from './options.ts';
import type { Run } from './run.ts';
import { status } from './status.ts';
import { pause, resume } from './throw.ts';

export interface Place {
  /** @throws CannotGoOn */
  connect(
    options: Options,
  ): Promise<{ readonly who: string; readonly region: string; readonly account: Account }>;
  readonly now: () => number;
}

const runs: Readonly<Record<Options['command'], Run>> = { pause, resume, status };

/** @returns the exit status */
export async function command(args: readonly string[], terminal: Terminal, place: Place): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === 'help') {
      terminal.out(usage);
      return 0;
    }
    const { who, region, account } = await place.connect(options);
    terminal.error(`As ${who} in ${region}\n`);
    return await runs[options.command](account, options, terminal, { who, now: place.now });
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    terminal.error(`${oneLine(error.message, 1000)}\n`);
    return error instanceof WrongUsage ? 2 : 1;
  }
}
