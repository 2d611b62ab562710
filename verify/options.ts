/** The command line's options. */
import { Temporal } from 'temporal-polyfill';
import { flag, given, parseArguments, text, type Usual, usual, usualOf } from '../cli/arguments.ts';
import { WrongUsage } from '../cli/refused.ts';

export const usage = `Checks in a real account what this project believes about AWS and could not check without one.

  npm run verify-in-aws -- --role-arn ROLE [--profile NAME] [--region REGION]

The guard has to be deployed there with mode enforce and a short grace window (graceWindow: PT5M). A small notebook
with root access is created, the guard is watched while it deals with it, and it is deleted whatever happens.

  --role-arn ARN           the role that the notebook runs with; it needs no permissions
  --profile, --region      as the AWS CLI has them
  --stack NAME             whose outputs name the guard; NotebookRootGuard
  --state-machine-arn ARN, --ledger-table NAME
                           name the guard where it is part of another app's stack
  --subnet-id ID, --security-group-id ID
                           where notebooks may only be created in a VPC
  --lifecycle-config NAME  also checks that an update keeps it
  --max-wait DURATION      longest wait for the deadline of the first notice; PT15M
  --yes                    does not ask before it spends
  --json                   standard output is exactly one JSON document
  --help                   this

Exit status: 0 all is as believed, 1 something differs or was not seen, 2 the check could not be finished.
`;

export interface Options extends Usual {
  readonly roleArn: string;
  readonly stateMachineArn?: string;
  readonly ledgerTable?: string;
  readonly subnetId?: string;
  readonly securityGroupId?: string;
  readonly lifecycleConfig?: string;
  /** Milliseconds. */
  readonly maxWait: number;
  readonly yes: boolean;
}

const known = {
  ...usual,
  'role-arn': text,
  'state-machine-arn': text,
  'ledger-table': text,
  'subnet-id': text,
  'security-group-id': text,
  'lifecycle-config': text,
  'max-wait': text,
  yes: flag,
} as const;

const milliseconds = (duration: string): number => {
  try {
    return Temporal.Duration.from(duration).total('milliseconds');
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new WrongUsage(`--max-wait: expected an ISO 8601 duration such as PT15M, got ${duration}`);
  }
};

/** @returns `help` where that is asked for. @throws WrongUsage in one line */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArguments(args, known);
  if (values.help === true) return 'help';
  const { 'role-arn': roleArn, 'state-machine-arn': stateMachineArn, 'ledger-table': ledgerTable } = values;
  if (roleArn === undefined) throw new WrongUsage('expected --role-arn, got none; --help lists the options');
  if ((stateMachineArn === undefined) !== (ledgerTable === undefined)) {
    throw new WrongUsage('expected --state-machine-arn and --ledger-table together, got one of them');
  }
  return {
    roleArn,
    maxWait: milliseconds(values['max-wait'] ?? 'PT15M'),
    yes: values.yes ?? false,
    ...usualOf(values),
    ...given({
      stateMachineArn,
      ledgerTable,
      subnetId: values['subnet-id'],
      securityGroupId: values['security-group-id'],
      lifecycleConfig: values['lifecycle-config'],
    }),
  };
}
