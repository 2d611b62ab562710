/** The template's functions: which bundle, which environment, which role, how asynchronous calls end. */
import path from 'node:path';
import type { Named, NamedResource } from './named.ts';

export interface AsyncInvocation {
  /** How often a failed asynchronous invocation is repeated, 0 to 2. */
  readonly retries: number;
  readonly maxAgeSeconds: number;
  /** The queue that gets what failed for good. */
  readonly onFailureArn: string | null;
}

export interface FunctionDescription {
  /** The handler's file name without its ending, e.g. `stop-notebook`. */
  readonly name: string;
  readonly functionName: string;
  readonly arn: string;
  readonly roleArn: string;
  /** Absolute path of the asset's folder. */
  readonly folder: string;
  readonly file: string;
  /** The export to call. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly async: AsyncInvocation;
}

const assetFolder = (code: unknown, assets: ReadonlyMap<string, string>, logicalId: string): string => {
  const key = (code as { S3Key?: unknown }).S3Key;
  const folder = typeof key === 'string' ? assets.get(key) : undefined;
  if (folder === undefined)
    throw new Error(`${logicalId}: expected code from an asset, got ${JSON.stringify(code)}`);
  return folder;
};

/** Lambda's defaults: two retries, six hours. */
const asyncOf = (
  { identity, properties }: NamedResource,
  configs: readonly NamedResource[],
): AsyncInvocation => {
  const config = configs.find((one) => one.properties['FunctionName'] === identity.ref)?.properties ?? {};
  const destination = config['DestinationConfig'] as { OnFailure?: { Destination?: string } } | undefined;
  const queue = properties['DeadLetterConfig'] as { TargetArn?: string } | undefined;
  return {
    retries: Number(config['MaximumRetryAttempts'] ?? 2),
    maxAgeSeconds: Number(config['MaximumEventAgeInSeconds'] ?? 21_600),
    onFailureArn: destination?.OnFailure?.Destination ?? queue?.TargetArn ?? null,
  };
};

/** @param assets each asset's folder by its S3 key */
export const readFunctions = (
  resources: Named,
  assets: ReadonlyMap<string, string>,
): readonly FunctionDescription[] => {
  const configs = resources('AWS::Lambda::EventInvokeConfig');
  return resources('AWS::Lambda::Function').map((resource) => {
    const { logicalId, identity, properties } = resource;
    const handler = String(properties['Handler']);
    const dot = handler.lastIndexOf('.');
    const module = handler.slice(0, dot);
    const folder = assetFolder(properties['Code'], assets, logicalId);
    const variables = (properties['Environment'] as { Variables?: Record<string, string> } | undefined)
      ?.Variables;
    return {
      name: path.posix.basename(module),
      functionName: identity.ref,
      arn: String(identity.attributes['Arn']),
      roleArn: String(properties['Role']),
      folder,
      file: path.join(folder, `${module}.mjs`),
      handler: handler.slice(dot + 1),
      environment: variables ?? {},
      // Lambda's defaults where the template says nothing.
      timeoutSeconds: Number(properties['Timeout'] ?? 3),
      memoryMegabytes: Number(properties['MemorySize'] ?? 128),
      async: asyncOf(resource, configs),
    };
  });
};
