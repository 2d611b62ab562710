/** The command from its arguments to its exit status. */
import { oneLine } from '../../functions/core/one-line.ts';
import { CannotGoOn, WrongUsage } from '../refused.ts';
import { refuseUnasked, type Terminal } from '../terminal.ts';
import type { Account } from './account.ts';
import { invite } from './invite.ts';
import { list } from './list.ts';
import { type Options, parseOptions, usage } from './options.ts';
import type { Run, Surroundings } from './run.ts';

export interface Place extends Surroundings {
  /** @throws CannotGoOn */
  connect(
    options: Options,
  ): Promise<{ readonly who: string; readonly region: string; readonly account: Account }>;
}

const runs: Readonly<Record<Options['command'], Run>> = { list, invite };

/** @returns the exit status */
export async function command(args: readonly string[], terminal: Terminal, place: Place): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === 'help') {
      terminal.out(usage);
      return 0;
    }
    const { command, dryRun, yes } = options;
    // Before a thousand notebooks are read for nothing.
    if (command === 'invite' && !dryRun && !yes) refuseUnasked(terminal, 'nobody was asked');
    const { who, region, account } = await place.connect(options);
    terminal.error(`As ${who} in ${region}\n`);
    return await runs[command](account, options, terminal, place);
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    terminal.error(`${oneLine(error.message, 1000)}\n`);
    return error instanceof WrongUsage ? 2 : 1;
  }
}
