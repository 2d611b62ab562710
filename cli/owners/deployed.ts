/** By which policy and through which topics the deployed guard mails, and its ledger, whatever cdk.json says here. */
import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeStateMachineCommand, type SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { Topics } from '../../functions/aws/mail.ts';
import { type Policy, parsePolicy } from '../../functions/core/policy.ts';
import {
  LEDGER_TABLE,
  OWNER_TOPIC_PREFIX,
  PLATFORM_TOPIC_ARN,
  POLICY,
  readEnvironment,
} from '../../functions/environment.ts';
import { CannotGoOn, refusalOf } from '../refused.ts';
import { asked } from '../session.ts';

export interface Deployed {
  readonly policy: Policy;
  readonly topics: Topics;
  readonly ledgerTable: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

const machine = z.object({
  States: z.object({ NotifyOwner: z.object({ Parameters: z.object({ FunctionName: z.string() }) }) }),
});

const ofThisVersion = <Read>(what: string, read: () => Read): Read => {
  try {
    return read();
  } catch (error) {
    throw new CannotGoOn(
      `expected ${what} as this version has it, got ${refusalOf(error)}; is another version deployed?`,
      { cause: error },
    );
  }
};

/** The function that mails owners. @param definition the state machine's. @throws CannotGoOn */
export const mailerIn = (definition: string): string =>
  ofThisVersion('a state NotifyOwner with a function', () => machine.parse(JSON.parse(definition))).States
    .NotifyOwner.Parameters.FunctionName;

/** @param environment the mailing function's. @throws CannotGoOn */
export const deployedWith = (environment: Environment): Deployed =>
  ofThisVersion('its settings', () => {
    const read = readEnvironment(environment, POLICY, LEDGER_TABLE, PLATFORM_TOPIC_ARN, OWNER_TOPIC_PREFIX);
    const policy = parsePolicy(JSON.parse(read.POLICY));
    const topics = {
      platformEmail: policy.platformEmail.toLowerCase(),
      platformTopicArn: read.PLATFORM_TOPIC_ARN,
      ownerTopicPrefix: read.OWNER_TOPIC_PREFIX,
    };
    return { policy, topics, ledgerTable: read.LEDGER_TABLE };
  });

/** @throws CannotGoOn */
export async function findDeployed(
  stateMachineArn: string,
  { stepFunctions, lambda }: { readonly stepFunctions: SFNClient; readonly lambda: LambdaClient },
): Promise<Deployed> {
  const { definition } = await asked(`the definition of ${stateMachineArn}`, () =>
    stepFunctions.send(new DescribeStateMachineCommand({ stateMachineArn })),
  );
  const FunctionName = mailerIn(definition ?? '');
  const { Environment } = await asked(`the settings of ${FunctionName}`, () =>
    lambda.send(new GetFunctionConfigurationCommand({ FunctionName })),
  );
  const { Error: hidden, Variables = {} } = Environment ?? {};
  if (hidden !== undefined) {
    throw new CannotGoOn(
      `expected the settings of ${FunctionName}, got ${hidden.ErrorCode}: ${hidden.Message}`,
    );
  }
  return deployedWith(Variables);
}
