import { Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { parsePolicy } from '../../functions/core/policy.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { Synthesized } from './synthesized.ts';

const guard = new Synthesized({ policy: { platformEmail: 'platform@example.com', graceWindow: 'PT8H' } });

const always = [
  'NODE_OPTIONS',
  'POWERTOOLS_SERVICE_NAME',
  'POWERTOOLS_METRICS_NAMESPACE',
  'POLICY',
  'LEDGER_TABLE',
];
const mailing = ['PLATFORM_TOPIC_ARN', 'OWNER_TOPIC_PREFIX'];

test.each([
  ['open-case', ['OWN_ROLE_ARNS', 'VERSION']],
  ['notify-owner', [...mailing, 'ANSWER_URL']],
  ['answer-page', []],
  ['stop-notebook', mailing],
  ['disable-root-access', []],
  ['start-notebook', []],
  ['close-case', mailing],
  ['await-news', []],
  ['wake-case', ['OWN_ROLE_ARNS', 'STATE_MACHINE_ARN']],
  ['reap-case', [...mailing, 'STATE_MACHINE_ARN']],
])('%s is told just what it needs', (handler, further) => {
  expect([...guard.variablesOf(handler)].sort()).toEqual([...always, ...further].sort());
});

test('each function runs on Node.js 24 on arm64 for at most 30 seconds', () => {
  guard.template.allResourcesProperties('AWS::Lambda::Function', {
    Runtime: 'nodejs24.x',
    Architectures: ['arm64'],
    Timeout: 30,
  });
});

test('the policy that functions read back is the one that was written, completed', () => {
  const written = { platformEmail: 'platform@example.com', graceWindow: 'PT8H' };
  expect(parsePolicy(JSON.parse(String(guard.variableOf('open-case', 'POLICY'))))).toEqual(
    parsePolicy(written),
  );
});

test('cases are recorded under the version of the package', () => {
  expect(guard.variableOf('open-case', 'VERSION')).toBe(packageJson.version);
});

test('the roles whose calls are no news are those of the functions that change notebooks', () => {
  const roles = ['stop-notebook', 'disable-root-access', 'start-notebook'].map((handler) => ({
    'Fn::GetAtt': [guard.roleOf(handler), 'Arn'],
  }));
  guard.template.hasResourceProperties('AWS::Lambda::Function', {
    Handler: 'wake-case.handler',
    Environment: {
      Variables: { OWN_ROLE_ARNS: { 'Fn::Join': ['', [roles[0], ',', roles[1], ',', roles[2]]] } },
    },
  });
});

test('each log is kept for a year and survives the stack', () => {
  guard.template.allResources('AWS::Logs::LogGroup', {
    Properties: { RetentionInDays: 365 },
    DeletionPolicy: 'Retain',
  });
});

test.each(['News', 'Deaths'])('an event on which the listener to %s fails goes to a queue', (listener) => {
  guard.template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    DestinationConfig: {
      OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp(`${listener}Failed`), 'Arn'] } },
    },
  });
});
