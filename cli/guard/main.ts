/** Pauses the guard and lets it run again; @see options.ts for the command line. */
import { findDeployment } from '../deployment.ts';
import { openSession } from '../session.ts';
import { terminalOf } from '../terminal.ts';
import { openAccount } from './account.ts';
import { command, type Place } from './command.ts';

const place: Place = {
  now: () => Date.now(),
  async connect(options) {
    const { who, region, config } = await openSession(options);
    const ledgerTable = options.ledgerTable ?? (await findDeployment(options.stack, config)).ledgerTable;
    return { who, region, account: openAccount(config, ledgerTable) };
  },
};

process.exitCode = await command(process.argv.slice(2), terminalOf(process), place);
