/** Checks in a real account what we believe about AWS; @see options.ts for the command line. */
import { setTimeout as after } from 'node:timers/promises';
import { findDeployment } from '../cli/deployment.ts';
import { CannotGoOn } from '../cli/refused.ts';
import { openSession } from '../cli/session.ts';
import { terminalOf } from '../cli/terminal.ts';
import { openAccount, type Time } from './account.ts';
import { command, type Place } from './command.ts';

const time: Time = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await after(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

const interrupted = new AbortController();
process.on('SIGINT', () => {
  if (interrupted.signal.aborted) {
    console.error(
      'Left as it is: the notebook whose name stands above may still be there; delete it by hand.',
    );
    process.exit(2);
  }
  console.error(
    '\nStopping. A notebook that was created is deleted first, which takes some minutes; Ctrl-C again leaves it.',
  );
  interrupted.abort(new CannotGoOn('interrupted'));
});

const place: Place = {
  time,
  signal: interrupted.signal,
  async connect(options) {
    const { stateMachineArn, ledgerTable, stack } = options;
    const { who, region, config } = await openSession(options);
    const deployment =
      stateMachineArn !== undefined && ledgerTable !== undefined
        ? { stateMachineArn, ledgerTable }
        : await findDeployment(stack, config);
    return { who, region, account: openAccount(config, deployment) };
  },
};

process.exitCode = await command(process.argv.slice(2), terminalOf(process), place);
