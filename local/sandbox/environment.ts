/** A function's environment variables: the template's, and what Lambda and the loopback endpoint add. */
import path from 'node:path';
import type { FunctionDescription } from '../template/functions.ts';
import { region } from '../template.ts';

export type Policy = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a story says stands before what was deployed, key by key, also inside an object such as `budgets`. */
export const mergePolicy = (deployed: Policy, story: Policy): Policy => ({
  ...deployed,
  ...Object.fromEntries(
    Object.entries(story).map(([key, value]) => {
      const before = deployed[key];
      return [key, isObject(before) && isObject(value) ? mergePolicy(before, value) : value];
    }),
  ),
});

const withPolicy = (environment: Readonly<Record<string, string>>, story: Policy): Record<string, string> => {
  const deployed = environment['POLICY'];
  if (deployed === undefined) return { ...environment };
  return { ...environment, POLICY: JSON.stringify(mergePolicy(JSON.parse(deployed) as Policy, story)) };
};

/** @param endpoint where the AWS SDK finds all its services */
export const environmentOf = (
  described: FunctionDescription,
  story: Policy,
  endpoint: string,
): Readonly<Record<string, string>> => ({
  ...withPolicy(described.environment, story),
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_SESSION_TOKEN: 'sandbox',
  AWS_LAMBDA_FUNCTION_NAME: described.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(described.memoryMegabytes),
  // Lambda has no home with a profile in it; a developer's own must not reach the function.
  AWS_CONFIG_FILE: path.join(described.folder, 'no-config'),
  AWS_SHARED_CREDENTIALS_FILE: path.join(described.folder, 'no-credentials'),
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});
