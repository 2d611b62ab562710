/** What a check will do, said before it spends. */
import type { Deployment } from '../cli/deployment.ts';
import type { Options } from './options.ts';

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
