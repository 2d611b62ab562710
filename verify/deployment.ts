/** Where the guard is deployed: named by hand, or by its stack's outputs. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { ClientConfig, Deployment } from './account.ts';
import type { Options } from './options.ts';
import { CannotVerify, refusalOf } from './refused.ts';

export type Outputs = readonly { readonly OutputKey?: string; readonly OutputValue?: string }[];

/** @throws CannotVerify naming the output that is not there */
export function deploymentOf(stack: string, outputs: Outputs): Deployment {
  const output = (key: string): string => {
    const value = outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value !== undefined) return value;
    const got = outputs.map(({ OutputKey }) => OutputKey).join(', ') || 'none';
    throw new CannotVerify(
      `stack ${stack}: expected the output ${key}, got ${got}; name the guard with --state-machine-arn and --ledger-table`,
    );
  };
  return { stateMachineArn: output('StateMachineArn'), ledgerTable: output('LedgerTableName') };
}

/** @throws CannotVerify when there is no such stack, or no credentials or Region to ask with */
export async function findDeployment(options: Options, config: ClientConfig): Promise<Deployment> {
  const { stateMachineArn, ledgerTable, stack } = options;
  if (stateMachineArn !== undefined && ledgerTable !== undefined) return { stateMachineArn, ledgerTable };
  const described = await asked(`the outputs of stack ${stack}`, () =>
    new CloudFormationClient(config).send(new DescribeStacksCommand({ StackName: stack })),
  );
  return deploymentOf(stack, (described.Stacks?.[0]?.Outputs ?? []) as Outputs);
}

/** Whose credentials these are, for the question whether to spend. @throws CannotVerify when there are none */
export async function whoAmI(config: ClientConfig): Promise<string> {
  const { Arn } = await asked('credentials', () =>
    new STSClient(config).send(new GetCallerIdentityCommand({})),
  );
  return Arn ?? 'somebody whom STS does not name';
}

/** @throws CannotVerify */
export async function asked<Answer>(what: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw new CannotVerify(`expected ${what}, got ${refusalOf(error)}`, { cause: error });
  }
}
