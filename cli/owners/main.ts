/** Who owns which notebooks, and whether mail reaches them; @see options.ts for the command line. */
import { setTimeout as sleep } from 'node:timers/promises';
import { barOn, silent } from '../../bench/progress.ts';
import { findDeployment } from '../deployment.ts';
import { openSession } from '../session.ts';
import { terminalOf } from '../terminal.ts';
import { openAccount } from './account.ts';
import { command, type Place } from './command.ts';

const place: Place = {
  progress: process.stderr.isTTY ? barOn(process.stderr) : silent,
  sleep: (milliseconds) => sleep(milliseconds),
  async connect(options) {
    const { who, region, config } = await openSession(options);
    const stateMachineArn =
      options.stateMachineArn ?? (await findDeployment(options.stack, config)).stateMachineArn;
    return { who, region, account: await openAccount(config, stateMachineArn) };
  },
};

process.exitCode = await command(process.argv.slice(2), terminalOf(process), place);
