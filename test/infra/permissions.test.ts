import { runSimulation } from '@cloud-copilot/iam-simulate';
import { describe, expect, test } from 'vitest';
import { list, type Statement, Synthesized } from './synthesized.ts';

const guard = new Synthesized({ policy: { platformEmail: 'platform@example.com' } });
const notebook = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/fraud-lab';

const actionsOf = (handler: string): readonly string[] =>
  guard
    .statementsOf(guard.roleOf(handler))
    .flatMap(({ Action }) => list(Action))
    .filter((action) => !action.startsWith('logs:'))
    .sort();

const look = ['sagemaker:DescribeNotebookInstance', 'sagemaker:ListTags'];
const lookWithTags = [...look, 'dynamodb:Query'];
const hold = ['dynamodb:GetItem', 'dynamodb:UpdateItem'];

/** Where Lambda puts an event on which the function failed. */
const failedEvents = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];

const mayDo: Readonly<Record<string, readonly string[]>> = {
  'open-case': [...lookWithTags, ...hold, 'dynamodb:PutItem', 'states:SendTaskSuccess'],
  'notify-owner': [
    ...lookWithTags,
    ...hold,
    'cloudtrail:LookupEvents',
    'dynamodb:PutItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'sns:CreateTopic',
    'sns:ListSubscriptionsByTopic',
    'sns:Publish',
    'sns:Subscribe',
  ],
  'stop-notebook': [
    ...lookWithTags,
    ...hold,
    'sagemaker:StopNotebookInstance',
    'sns:ListSubscriptionsByTopic',
  ],
  'disable-root-access': [...lookWithTags, ...hold, 'sagemaker:UpdateNotebookInstance'],
  'start-notebook': [...lookWithTags, ...hold, 'sagemaker:StartNotebookInstance'],
  'close-case': [...lookWithTags, ...hold, 'dynamodb:Query', 'sns:ListSubscriptionsByTopic', 'sns:Publish'],
  'await-news': ['dynamodb:UpdateItem'],
  'wake-case': [
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'states:SendTaskSuccess',
    'states:StartExecution',
    ...failedEvents,
  ],
  'answer-page': [...hold, 'states:SendTaskSuccess'],
  'reap-case': [
    ...look,
    'dynamodb:GetItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'sns:Publish',
    'states:StartExecution',
    ...failedEvents,
  ],
  'next-page': ['dynamodb:Scan', 'sagemaker:ListNotebookInstances', 'states:StartExecution'],
  'look-at-notebook': [
    ...look,
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'sns:ListSubscriptionsByTopic',
    'sns:Publish',
    'states:StartExecution',
  ],
  'review-case': [
    ...look,
    ...hold,
    'dynamodb:Query',
    'sns:Publish',
    'states:DescribeExecution',
    'states:StartExecution',
  ],
};

const ledger = guard
  .statementsOf(guard.roleOf('open-case'))
  .flatMap(({ Resource }) => list(Resource))
  .find((resource) => resource.startsWith('arn:aws:dynamodb:'));

const decision = async (
  statements: readonly Statement[],
  action: string,
  asked: { readonly resource?: string | undefined; readonly context: Record<string, string | string[]> },
): Promise<string> => {
  const result = await runSimulation(
    {
      request: {
        principal: 'arn:aws:iam::111122223333:role/guard',
        action,
        resource: { resource: asked.resource ?? notebook, accountId: '111122223333' },
        contextVariables: asked.context,
      },
      identityPolicies: [{ name: 'role', policy: { Version: '2012-10-17', Statement: statements } }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType !== 'single') throw new Error(`expected one result, got ${JSON.stringify(result)}`);
  return result.overallResult;
};

test('each function has a role of its own', () => {
  const roles = guard.handlers().map((handler) => guard.roleOf(handler));
  expect(new Set(roles).size).toBe(roles.length);
});

test('the table of what each function may do leaves none out', () => {
  expect([...guard.handlers()].sort()).toEqual(Object.keys(mayDo).sort());
});

test.each(Object.entries(mayDo))('%s may make just its calls', (handler, actions) => {
  expect(actionsOf(handler)).toEqual([...actions].sort());
});

describe('UpdateNotebookInstance', () => {
  test.each([
    ['Disabled', 'Allowed'],
    ['Enabled', 'ImplicitlyDenied'],
    [undefined, 'ImplicitlyDenied'],
  ])('disable-root-access sending RootAccess %s is %s', async (rootAccess, expected) => {
    const statements = guard.statementsOf(guard.roleOf('disable-root-access'));
    const context: Record<string, string> =
      rootAccess === undefined ? {} : { 'sagemaker:RootAccess': rootAccess };
    expect(await decision(statements, 'sagemaker:UpdateNotebookInstance', { context })).toBe(expected);
  });

  test.each(Object.keys(mayDo).filter((handler) => handler !== 'disable-root-access'))(
    '%s may not send it at all',
    async (handler) => {
      const statements = guard.statementsOf(guard.roleOf(handler));
      const context = { 'sagemaker:RootAccess': 'Disabled' };
      expect(await decision(statements, 'sagemaker:UpdateNotebookInstance', { context })).toBe(
        'ImplicitlyDenied',
      );
    },
  );
});

describe('an item that notify-owner puts into the ledger', () => {
  const put = (...pk: string[]): Promise<string> =>
    decision(guard.statementsOf(guard.roleOf('notify-owner')), 'dynamodb:PutItem', {
      resource: ledger,
      context: pk.length === 0 ? {} : { 'dynamodb:LeadingKeys': pk },
    });

  test('may be a key to the answer page', async () => {
    expect(await put(`KEY#${'0'.repeat(64)}`)).toBe('Allowed');
  });
  test('may be who touched an exception tag', async () => {
    expect(await put(`TAG#${notebook}`)).toBe('Allowed');
  });
  test('may be no record of a notebook', async () => {
    expect(await put(notebook)).toBe('ImplicitlyDenied');
    expect(await put()).toBe('ImplicitlyDenied');
  });
});

describe('the answer page, which the internet reaches,', () => {
  const may = (action: string, pk: string): Promise<string> =>
    decision(guard.statementsOf(guard.roleOf('answer-page')), `dynamodb:${action}`, {
      resource: ledger,
      context: { 'dynamodb:LeadingKeys': [pk] },
    });
  const key = `KEY#${'0'.repeat(64)}`;

  test.each([
    ['GetItem', key],
    ['GetItem', notebook],
    ['UpdateItem', notebook],
  ])('may %s %s', async (action, pk) => expect(await may(action, pk)).toBe('Allowed'));

  test.each(
    ['SWITCH', 'LINE#stops', 'MAILBOX#0', `TAG#${notebook}`].flatMap((pk) => [
      ['GetItem', pk] as const,
      ['UpdateItem', pk] as const,
    ]),
  )('may not %s %s', async (action, pk) => expect(await may(action, pk)).toBe('ImplicitlyDenied'));

  test('may not change a key', async () => expect(await may('UpdateItem', key)).toBe('ImplicitlyDenied'));
});

test('nobody is subscribed to an owner’s topic but by mail', async () => {
  const subscribe = (protocol: string): Promise<string> =>
    decision(guard.statementsOf(guard.roleOf('notify-owner')), 'sns:Subscribe', {
      resource: 'arn:aws:sns:eu-west-1:111122223333:NotebookRootGuard-Mail-5E00DFB9-owner-0',
      context: { 'sns:Protocol': protocol },
    });
  expect([await subscribe('email'), await subscribe('sqs'), await subscribe('https')]).toEqual([
    'Allowed',
    'ImplicitlyDenied',
    'ImplicitlyDenied',
  ]);
});

test('no statement has a wildcard action', () => {
  expect(
    guard
      .allStatements()
      .flatMap(({ Action }) => list(Action))
      .filter((action) => action.includes('*')),
  ).toEqual([]);
});

test('only calls without a resource type in IAM are allowed on every resource', () => {
  const everywhere = guard
    .allStatements()
    .filter(({ Resource }) => list(Resource).includes('*'))
    .flatMap(({ Action }) => list(Action))
    .filter(
      (action) =>
        !['sagemaker:ListNotebookInstances', 'states:SendTaskSuccess', 'cloudtrail:LookupEvents'].includes(
          action,
        ),
    );
  expect(everywhere.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
});

test('the sweep may list everywhere, see executions that handle cases, and start what it is for', () => {
  const resources = (handler: string, action: string) =>
    guard
      .statementsOf(guard.roleOf(handler))
      .filter(({ Action }) => list(Action).includes(action))
      .flatMap(({ Resource }) => list(Resource));
  const [remediation] = resources('look-at-notebook', 'states:StartExecution');
  expect(remediation).toMatch(/:stateMachine:GuardRemediationStateMachine/);
  expect(resources('review-case', 'states:StartExecution')).toEqual([remediation]);
  expect(resources('next-page', 'states:StartExecution')).toEqual([
    expect.stringMatching(/:stateMachine:GuardSweepStateMachine/),
  ]);
  expect(resources('review-case', 'states:DescribeExecution')).toEqual([
    expect.stringMatching(/:execution:.*GuardRemediationStateMachine.*:\*$/),
  ]);
});

test("no role is given one of AWS's managed policies", () => {
  const roles = Object.values(guard.template.findResources('AWS::IAM::Role'));
  expect(roles.filter((role) => 'ManagedPolicyArns' in (role['Properties'] as object))).toEqual([]);
});

test('mail may go to no topic but the platform team’s and the owners’', () => {
  const topics = guard
    .allStatements()
    .filter(({ Action }) => list(Action).includes('sns:Publish'))
    .flatMap(({ Resource }) => list(Resource));
  const known =
    /^arn:aws:sns:eu-west-1:111122223333:(GuardMailPlatformTopic\w+|NotebookRootGuard-Mail-\w+-owner-\*)$/;
  expect(topics.filter((topic) => !known.test(topic))).toEqual([]);
});
