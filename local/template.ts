/** What a cloud assembly says is to run, with concrete names and ARNs and no CloudFormation left in it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Rule } from './eventbridge/bus.ts';
import type { Role } from './iam.ts';
import type { Schedule } from './scheduler.ts';
import { refuseUnknownTypes } from './template/coverage.ts';
import { type FunctionDescription, readFunctions } from './template/functions.ts';
import { type HttpApiDescription, readHttpApi } from './template/http-api.ts';
import { type InvokePermission, readInvokePermissions } from './template/invoke-permissions.ts';
import { type Named, namedResources } from './template/named.ts';
import type { Place, RawTemplate } from './template/resource.ts';
import { readRoles } from './template/roles.ts';
import { readRules } from './template/rules.ts';
import { readSchedules } from './template/schedules.ts';

export interface StateMachineDescription {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** The ASL, with all its substitutions made. */
  readonly definition: string;
}

export interface Template {
  readonly functions: readonly FunctionDescription[];
  readonly roles: readonly Role[];
  readonly tables: readonly {
    readonly name: string;
    readonly definition: Readonly<Record<string, unknown>>;
  }[];
  readonly topics: readonly {
    readonly name: string;
    readonly arn: string;
    readonly displayName: string | null;
  }[];
  readonly subscriptions: readonly {
    readonly topicArn: string;
    readonly protocol: string;
    readonly endpoint: string;
  }[];
  readonly queues: readonly { readonly name: string; readonly arn: string }[];
  readonly stateMachines: readonly StateMachineDescription[];
  readonly rules: readonly Rule[];
  readonly schedules: readonly Schedule[];
  readonly permissions: readonly InvokePermission[];
  /** null: there is none. */
  readonly httpApi: HttpApiDescription | null;
}

export const accountId = '111122223333';
export const region = 'eu-west-1';

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

interface Manifest {
  readonly artifacts: Readonly<
    Record<string, { readonly type: string; readonly properties: { readonly templateFile: string } }>
  >;
}

interface AssetManifest {
  readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
}

/** CreateTable's members; what CloudFormation adds (backups, deletion protection) has no counterpart there. */
const tableMembers = [
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'ProvisionedThroughput',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

const substituted = (definition: string, substitutions: Readonly<Record<string, unknown>>): string =>
  definition.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
    if (!(name in substitutions)) throw new Error(`expected a substitution for \${${name}}, got none`);
    return String(substitutions[name]);
  });

const describe = (resources: Named, place: Place, assets: ReadonlyMap<string, string>): Template => ({
  functions: readFunctions(resources, assets),
  roles: readRoles(resources),
  tables: resources('AWS::DynamoDB::Table').map(({ identity, properties }) => ({
    name: identity.ref,
    definition: Object.fromEntries(Object.entries(properties).filter(([key]) => tableMembers.includes(key))),
  })),
  topics: resources('AWS::SNS::Topic').map(({ identity, properties }) => ({
    name: String(identity.attributes['TopicName']),
    arn: identity.ref,
    displayName: (properties['DisplayName'] as string | undefined) ?? null,
  })),
  subscriptions: resources('AWS::SNS::Subscription').map(({ properties }) => ({
    topicArn: String(properties['TopicArn']),
    protocol: String(properties['Protocol']),
    endpoint: String(properties['Endpoint']),
  })),
  queues: resources('AWS::SQS::Queue').map(({ identity }) => ({
    name: String(identity.attributes['QueueName']),
    arn: String(identity.attributes['Arn']),
  })),
  stateMachines: resources('AWS::StepFunctions::StateMachine').map(({ identity, properties }) => ({
    name: String(identity.attributes['Name']),
    arn: identity.ref,
    roleArn: String(properties['RoleArn']),
    definition: substituted(
      String(properties['DefinitionString']),
      (properties['DefinitionSubstitutions'] ?? {}) as Record<string, unknown>,
    ),
  })),
  rules: readRules(resources),
  schedules: readSchedules(resources),
  permissions: readInvokePermissions(resources),
  httpApi: readHttpApi(resources, place),
});

/**
 * @param folder a cloud assembly with exactly one stack
 * @throws Error when the template has something that the sandbox cannot run as it stands
 */
export const readTemplate = async (folder: string): Promise<Template> => {
  const manifest = (await readJson(path.join(folder, 'manifest.json'))) as Manifest;
  const stacks = Object.entries(manifest.artifacts).filter(
    ([, { type }]) => type === 'aws:cloudformation:stack',
  );
  const [stack, ...more] = stacks;
  if (stack === undefined || more.length > 0) {
    throw new Error(`${folder}: expected one stack, got ${stacks.length}`);
  }
  const [stackName, { properties }] = stack;
  const template = (await readJson(path.join(folder, properties.templateFile))) as RawTemplate;
  const manifestOfAssets = (await readJson(path.join(folder, `${stackName}.assets.json`))) as AssetManifest;
  const assets = Object.entries(manifestOfAssets.files).map(
    ([hash, { source }]) => [`${hash}.zip`, path.resolve(folder, source.path)] as const,
  );
  const place: Place = { accountId, region, partition: 'aws', stackName };
  refuseUnknownTypes(template);
  return describe(namedResources(template, place), place, new Map(assets));
};

/** The state machine that handles cases: the one that rules start. @throws Error where it is not one */
export const remediationOf = ({ rules, stateMachines }: Template): StateMachineDescription => {
  const started = new Set(rules.flatMap(({ targets }) => targets.map(({ arn }) => arn)));
  const [machine, ...more] = stateMachines.filter(({ arn }) => started.has(arn));
  if (machine !== undefined && more.length === 0) return machine;
  throw new Error(`expected one state machine that rules start, got ${more.length + (machine ? 1 : 0)}`);
};
