/** The template's HTTP API: which route calls which function. */
import type { Named, NamedResource } from './named.ts';
import type { Place } from './resource.ts';

export interface HttpRoute {
  /** E.g. `GET /answer/{key}`, or `$default`. */
  readonly key: string;
  readonly functionArn: string;
  /** How long API Gateway waits for the function. */
  readonly timeoutMilliseconds: number;
}

export interface HttpApiDescription {
  readonly id: string;
  /** What its stages and routes are named under, e.g. as the source of an invocation. */
  readonly arn: string;
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly routes: readonly HttpRoute[];
}

/** What the sandbox reads of each type, and what changes nothing in it: names, logs, throttling. */
const known: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGatewayV2::Api': ['Name', 'Description', 'ProtocolType', 'Tags'],
  'AWS::ApiGatewayV2::Stage': [
    'ApiId',
    'StageName',
    'AutoDeploy',
    'AccessLogSettings',
    'DefaultRouteSettings',
    'Description',
    'Tags',
  ],
  'AWS::ApiGatewayV2::Integration': [
    'ApiId',
    'Description',
    'IntegrationMethod',
    'IntegrationType',
    'IntegrationUri',
    'PayloadFormatVersion',
    'TimeoutInMillis',
  ],
  'AWS::ApiGatewayV2::Route': ['ApiId', 'RouteKey', 'Target', 'AuthorizationType'],
};

const checked = (type: string, resources: readonly NamedResource[]): readonly NamedResource[] => {
  for (const { logicalId, properties } of resources) {
    const unknown = Object.keys(properties).find((property) => !known[type]?.includes(property));
    if (unknown === undefined) continue;
    throw new Error(`${logicalId}: expected one of ${known[type]?.join(', ')}, got ${unknown}`);
  }
  return resources;
};

const expectValue = (
  { logicalId, properties }: NamedResource,
  property: string,
  expected: unknown,
  unless?: unknown,
): void => {
  const value = properties[property] ?? unless;
  if (value === expected) return;
  throw new Error(
    `${logicalId}.${property}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(value)}`,
  );
};

const invoked = /^arn:[^:]+:apigateway:[^:]+:lambda:path\/[^/]+\/functions\/(.+)\/invocations$/;

const routeOf = (route: NamedResource, integrations: ReadonlyMap<string, NamedResource>): HttpRoute => {
  const target = String(route.properties['Target']);
  const integration = integrations.get(target.replace(/^integrations\//, ''));
  if (integration === undefined) {
    throw new Error(`${route.logicalId}.Target: expected an integration of the template, got ${target}`);
  }
  expectValue(route, 'AuthorizationType', 'NONE', 'NONE');
  expectValue(integration, 'IntegrationType', 'AWS_PROXY');
  expectValue(integration, 'PayloadFormatVersion', '2.0');
  const uri = String(integration.properties['IntegrationUri']);
  return {
    key: String(route.properties['RouteKey']),
    functionArn: invoked.exec(uri)?.[1] ?? uri,
    // The maximum is also the default (AWS::ApiGatewayV2::Integration, TimeoutInMillis).
    timeoutMilliseconds: Number(integration.properties['TimeoutInMillis'] ?? 30_000),
  };
};

/**
 * @returns null where the template has none
 * @throws Error for a second API, and for anything that the sandbox would leave out: other stages than `$default`,
 * other integrations than functions with payload format 2.0, authorizers
 */
export const readHttpApi = (resources: Named, place: Place): HttpApiDescription | null => {
  const [apis, stages, integrations, routes] = Object.keys(known).map((type) =>
    checked(type, resources(type)),
  ) as [NamedResource[], NamedResource[], NamedResource[], NamedResource[]];
  const [api, ...more] = apis;
  if (api === undefined) return null;
  if (more.length > 0) throw new Error(`expected one HTTP API, got ${apis.length}`);
  expectValue(api, 'ProtocolType', 'HTTP');
  const [stage, ...others] = stages;
  if (stage === undefined || others.length > 0) {
    throw new Error(`${api.logicalId}: expected one stage, got ${stages.length}`);
  }
  expectValue(stage, 'StageName', '$default');
  expectValue(stage, 'AutoDeploy', true);
  const byRef = new Map(integrations.map((integration) => [integration.identity.ref, integration]));
  return {
    id: api.identity.ref,
    arn: `arn:${place.partition}:execute-api:${place.region}:${place.accountId}:${api.identity.ref}`,
    endpoint: String(api.identity.attributes['ApiEndpoint']),
    routes: routes.map((route) => routeOf(route, byRef)),
  };
};
