/** The environment variables that infra sets and handlers read. */
import { createHash } from 'node:crypto';

/** The complete policy as JSON. */
export const POLICY = 'POLICY';
/** The name of the DynamoDB table of notebooks and cases. */
export const LEDGER_TABLE = 'LEDGER_TABLE';
/** The SNS topic of the platform team. */
export const PLATFORM_TOPIC_ARN = 'PLATFORM_TOPIC_ARN';
/** What the name of every owner's SNS topic begins with. */
export const OWNER_TOPIC_PREFIX = 'OWNER_TOPIC_PREFIX';
/** The roles of the functions that change notebooks, comma separated: their calls are no news. */
export const OWN_ROLE_ARNS = 'OWN_ROLE_ARNS';
/** The state machine that handles cases. */
export const STATE_MACHINE_ARN = 'STATE_MACHINE_ARN';
/** The version of this software, for the record of each case. */
export const VERSION = 'VERSION';
/** Where the answer page is, without a trailing slash; absent where the policy has none. */
export const ANSWER_URL = 'ANSWER_URL';

export type VariableName =
  | typeof POLICY
  | typeof LEDGER_TABLE
  | typeof PLATFORM_TOPIC_ARN
  | typeof OWNER_TOPIC_PREFIX
  | typeof OWN_ROLE_ARNS
  | typeof VERSION
  | typeof STATE_MACHINE_ARN
  | typeof ANSWER_URL;

export class MissingEnvironmentVariable extends Error {
  override readonly name = 'MissingEnvironmentVariable';
}

/**
 * The named variables' values.
 * @throws MissingEnvironmentVariable for the first one that is absent or empty
 */
export const readEnvironment = <Name extends VariableName>(
  env: Readonly<Record<string, string | undefined>>,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> =>
  Object.fromEntries(
    names.map((name) => {
      const value = env[name];
      if (value === undefined || value === '') {
        throw new MissingEnvironmentVariable(
          `${name}: expected a value, got ${value === '' ? '""' : 'nothing'}`,
        );
      }
      return [name, value];
    }),
  ) as Record<Name, string>;

/** By what cases record the policy under which they were opened: the SHA-256 of its JSON, in hex. */
export const digestOf = (policy: string): string => createHash('sha256').update(policy).digest('hex');
