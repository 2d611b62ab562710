import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { list, Synthesized } from './synthesized.ts';

const policy = { platformEmail: 'platform@example.com' };
const guard = new Synthesized({ policy });

const propertiesOf = (type: string): readonly Readonly<Record<string, unknown>>[] =>
  Object.values(guard.template.findResources(type)).map(
    ({ Properties }) => Properties as Readonly<Record<string, unknown>>,
  );

test('the API has a route to look, one to answer, one for who opens that again, and no other', () => {
  const routes = propertiesOf('AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
  expect(routes.sort()).toEqual([
    'GET /answer',
    'GET /answer/{key}',
    'HEAD /answer',
    'HEAD /answer/{key}',
    'POST /answer',
  ]);
});

test('requests are handed over in payload format 2.0', () => {
  guard.template.allResourcesProperties('AWS::ApiGatewayV2::Integration', {
    IntegrationType: 'AWS_PROXY',
    PayloadFormatVersion: '2.0',
  });
});

test('no more than 20 requests a second cost a function, and 40 at once', () => {
  guard.template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
    StageName: '$default',
    DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
  });
});

describe('the access log', () => {
  const settings = propertiesOf('AWS::ApiGatewayV2::Stage').map(
    ({ AccessLogSettings }) =>
      AccessLogSettings as { readonly DestinationArn: unknown; readonly Format: string },
  );
  const [format = ''] = settings.map(({ Format }) => Format);

  test('is kept as long as every other log', () => {
    guard.template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      AccessLogSettings: {
        DestinationArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('AnswerApiLog'), 'Arn'] },
      },
    });
  });
  test('says who asked for which route, and how it was answered', () => {
    expect(Object.values(JSON.parse(format))).toEqual([
      '$context.requestId',
      '$context.requestTime',
      '$context.identity.sourceIp',
      '$context.routeKey',
      '$context.status',
      '$context.responseLatency',
    ]);
  });
  test('has no path, which is a key', () => {
    expect(format).not.toMatch(/\$context\.(path|http\.path|requestOverride|integration)/);
  });
});

test('only the API may call the page, and only by its routes', () => {
  const sources = propertiesOf('AWS::Lambda::Permission')
    .filter(({ Principal }) => Principal === 'apigateway.amazonaws.com')
    .map(({ SourceArn }) => JSON.stringify(SourceArn));
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter((arn) => !/"\/\*\/\*\/answer(\/\{key\})?"/.test(arn))).toEqual([]);
});

test('notices link to where the API is', () => {
  expect(guard.variableOf('notify-owner', 'ANSWER_URL')).toEqual({
    'Fn::GetAtt': [expect.stringContaining('AnswerApi'), 'ApiEndpoint'],
  });
});

describe('without a page', () => {
  const without = new Synthesized({ policy: { ...policy, answerPage: false } });

  test('there is no API', () => {
    expect(JSON.stringify(without.template.toJSON())).not.toMatch(/ApiGatewayV2|apigateway/);
  });
  test('there is no function for it', () => expect(without.handlers()).not.toContain('answer-page'));
  test('notices know of none', () => {
    expect(without.variablesOf('notify-owner')).not.toContain('ANSWER_URL');
  });
  test('nobody may write keys to it', () => {
    const puts = without
      .statementsOf(without.roleOf('notify-owner'))
      .filter(({ Action }) => list(Action).includes('dynamodb:PutItem'));
    expect(puts.map(({ Condition }) => JSON.stringify(Condition))).toEqual([
      expect.stringContaining('TAG#*'),
    ]);
  });
});
