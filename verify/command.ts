/** The command from its arguments to its exit status. */
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { CannotGoOn } from '../cli/refused.ts';
import { asked } from '../cli/session.ts';
import { agree, type Terminal } from '../cli/terminal.ts';
import type { Account, Time } from './account.ts';
import { type Options, parseOptions, usage } from './options.ts';
import { plan } from './plan.ts';
import { exitStatus, json, report, words } from './report.ts';
import { verify } from './verify.ts';

export interface Place {
  readonly time: Time;
  readonly signal: AbortSignal;
  /** @throws CannotGoOn */
  connect(
    options: Options,
  ): Promise<{ readonly who: string; readonly region: string; readonly account: Account }>;
}

/** What costs nothing is tried first: a missing permission shows before there is a notebook. */
async function tryReading({ stepFunctions, ledger, deployment }: Account): Promise<void> {
  const { stateMachineArn, ledgerTable } = deployment;
  await asked(`to list the executions of ${stateMachineArn}`, () =>
    stepFunctions.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 })),
  );
  await asked(`to query the table ${ledgerTable}`, () => ledger.find('none'));
}

/** @returns the exit status */
export async function command(args: readonly string[], terminal: Terminal, place: Place): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options === 'help') {
      terminal.out(usage);
      return 0;
    }
    const { who, region, account } = await place.connect(options);
    await tryReading(account);
    terminal.error(plan(who, region, account.deployment, options));
    if (!options.yes) await agree(terminal, 'Create it?', 'nothing was created');
    const began = place.time.now();
    const verified = await verify(account, place.time, options, place.signal, (line) =>
      terminal.error(`${String(Math.round((place.time.now() - began) / 1000)).padStart(5)} s  ${line}\n`),
    );
    terminal.out(options.json ? json(verified) : report(verified));
    return exitStatus(verified);
  } catch (error) {
    if (!(error instanceof CannotGoOn)) throw error;
    terminal.error(`${words(error)}\n`);
    return 2;
  }
}
