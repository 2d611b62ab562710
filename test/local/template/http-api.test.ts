import { describe, expect, it } from 'vitest';
import { readHttpApi } from '../../../local/template/http-api.ts';
import { mayInvoke, readInvokePermissions } from '../../../local/template/invoke-permissions.ts';
import { namedResources } from '../../../local/template/named.ts';
import type { Resource } from '../../../local/template/resource.ts';

const place = { accountId: '111122223333', region: 'eu-west-1', partition: 'aws', stackName: 'Guard' };
const page = 'arn:aws:lambda:eu-west-1:111122223333:function:Guard-Page';

const resources: Record<string, Resource> = {
  Page: { Type: 'AWS::Lambda::Function' },
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'answers', ProtocolType: 'HTTP' } },
  Integration: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': ['Page', 'Arn'] },
      PayloadFormatVersion: '2.0',
    },
  },
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      AuthorizationType: 'NONE',
      RouteKey: 'GET /answer/{key}',
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
    },
  },
  Stage: {
    Type: 'AWS::ApiGatewayV2::Stage',
    Properties: { ApiId: { Ref: 'Api' }, AutoDeploy: true, StageName: '$default' },
  },
};

const read = (changes: Record<string, Resource> = {}) =>
  readHttpApi(namedResources({ Resources: { ...resources, ...changes } }, place), place);

const changed = (id: string, properties: object): Record<string, Resource> => {
  const { Type, Properties } = resources[id] as Resource;
  return { [id]: { Type, Properties: { ...Properties, ...properties } } };
};

describe('an HTTP API', () => {
  it('has an address that is always the same', () => {
    expect(read()?.endpoint).toBe('https://answer.execute-api.eu-west-1.amazonaws.com');
  });
  it('says which route calls which function, and how long it waits', () => {
    expect(read()?.routes).toEqual([
      { key: 'GET /answer/{key}', functionArn: page, timeoutMilliseconds: 30_000 },
    ]);
  });
  it('finds the function in the long form of its address', () => {
    const uri = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${page}/invocations`;
    expect(read(changed('Integration', { IntegrationUri: uri }))?.routes[0]?.functionArn).toBe(page);
  });
  it('is none where the template has none', () => {
    expect(readHttpApi(namedResources({ Resources: {} }, place), place)).toBeNull();
  });
  it.each([
    ['a second API', { Api2: resources['Api'] as Resource }, 'expected one HTTP API, got 2'],
    [
      'a WebSocket API',
      changed('Api', { ProtocolType: 'WEBSOCKET' }),
      'Api.ProtocolType: expected "HTTP", got "WEBSOCKET"',
    ],
    [
      'rules for other origins',
      changed('Api', { CorsConfiguration: {} }),
      'Api: expected one of Name, Description, ProtocolType, Tags, got CorsConfiguration',
    ],
    [
      'another stage',
      changed('Stage', { StageName: 'prod' }),
      'Stage.StageName: expected "$default", got "prod"',
    ],
    [
      'a stage that nobody deploys',
      changed('Stage', { AutoDeploy: false }),
      'Stage.AutoDeploy: expected true, got false',
    ],
    [
      'the older payload',
      changed('Integration', { PayloadFormatVersion: '1.0' }),
      'Integration.PayloadFormatVersion: expected "2.0", got "1.0"',
    ],
    [
      'an authorizer',
      changed('Route', { AuthorizationType: 'JWT' }),
      'Route.AuthorizationType: expected "NONE", got "JWT"',
    ],
    [
      'a route to nowhere',
      changed('Route', { Target: 'integrations/other' }),
      'Route.Target: expected an integration of the template, got integrations/other',
    ],
  ])('with %s is refused', (_what, changes, complaint) => {
    expect(() => read(changes)).toThrow(complaint);
  });
});

describe('a permission to invoke', () => {
  const permissions = readInvokePermissions(
    namedResources(
      {
        Resources: {
          ...resources,
          Right: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              Action: 'lambda:InvokeFunction',
              FunctionName: { 'Fn::GetAtt': ['Page', 'Arn'] },
              Principal: 'apigateway.amazonaws.com',
              SourceArn: 'arn:aws:execute-api:eu-west-1:111122223333:answer/*/*/answer/{key}',
            },
          },
          Other: {
            Type: 'AWS::Lambda::Permission',
            Properties: {
              Action: 'lambda:InvokeFunctionUrl',
              FunctionName: { 'Fn::GetAtt': ['Page', 'Arn'] },
              Principal: '*',
            },
          },
        },
      },
      place,
    ),
  );
  const may = (route: string, principal = 'apigateway.amazonaws.com') =>
    mayInvoke(permissions, page, principal, `arn:aws:execute-api:eu-west-1:111122223333:answer/${route}`);

  it('holds for what its pattern is like', () => {
    expect(may('$default/GET/answer/{key}')).toBe(true);
  });
  it('holds for nothing else', () => {
    expect([may('$default/POST/answer'), may('$default/GET/answer/{key}', 'events.amazonaws.com')]).toEqual([
      false,
      false,
    ]);
  });
  it('of another action is none', () => {
    expect(permissions).toHaveLength(1);
  });
});
