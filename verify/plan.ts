/** What a check will do, said before it spends. */
import type { Deployment } from './account.ts';
import type { Options } from './options.ts';
import { CannotVerify } from './refused.ts';

export const plan = (who: string, region: string, deployment: Deployment, options: Options): string =>
  `As ${who} in ${region}:
  creates   one notebook instance RootGuardVerify-..., ml.t3.medium, 6 GB, root access enabled, role ${options.roleArn}
  watches   ${deployment.stateMachineArn}
            and table ${deployment.ledgerTable} while the guard tells people (the platform team gets mails),
            stops, updates and starts it
  tries     calls that AWS has to refuse
  deletes   the notebook, also after Ctrl-C; its case stays in the ledger
  takes     about 30 minutes with graceWindow PT5M
  costs     roughly 0.10 USD: half an hour of ml.t3.medium, some state transitions and requests
`;

export interface Asker {
  readonly isTerminal: boolean;
  /** The answer as typed. */
  ask(question: string): Promise<string>;
}

/** @throws CannotVerify unless somebody agreed */
export async function agree(options: Options, asker: Asker): Promise<void> {
  if (options.yes) return;
  if (!asker.isTerminal) {
    throw new CannotVerify('expected --yes or a terminal to ask at, got neither: nothing was created');
  }
  const answer = await asker.ask('Create it? [y/N] ');
  if (!/^y(es)?$/i.test(answer.trim())) throw new CannotVerify('expected yes, got no: nothing was created');
}
