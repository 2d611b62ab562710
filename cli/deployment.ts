/** Where the guard is deployed: named by hand, or by its stack's outputs. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CannotGoOn } from './refused.ts';
import { asked, type ClientConfig } from './session.ts';

/** What the guard's stack is known by. */
export interface Deployment {
  readonly stateMachineArn: string;
  readonly ledgerTable: string;
}

/** The stack of this repository's app. */
export const usualStack = 'NotebookRootGuard';

export type Outputs = readonly { readonly OutputKey?: string; readonly OutputValue?: string }[];

/** @throws CannotGoOn naming the output that is not there */
export function deploymentOf(stack: string, outputs: Outputs): Deployment {
  const output = (key: string): string => {
    const value = outputs.find(({ OutputKey }) => OutputKey === key)?.OutputValue;
    if (value !== undefined) return value;
    const got = outputs.map(({ OutputKey }) => OutputKey).join(', ') || 'none';
    throw new CannotGoOn(
      `stack ${stack}: expected the output ${key}, got ${got}; --help says how to name the guard without its stack`,
    );
  };
  return { stateMachineArn: output('StateMachineArn'), ledgerTable: output('LedgerTableName') };
}

/** @throws CannotGoOn when there is no such stack, or none that we may see */
export async function findDeployment(stack: string, config: ClientConfig): Promise<Deployment> {
  const described = await asked(`the outputs of stack ${stack}`, () =>
    new CloudFormationClient(config).send(new DescribeStacksCommand({ StackName: stack })),
  );
  return deploymentOf(stack, (described.Stacks?.[0]?.Outputs ?? []) as Outputs);
}
