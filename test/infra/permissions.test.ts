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
/** Each on items of one kind: a case, the kill switch, a line. */
const act = [...lookWithTags, ...hold, 'dynamodb:GetItem', ...hold];
const mailbox = [...hold, 'dynamodb:Query'];

/** Where Lambda puts an event on which the function failed. */
const failedEvents = ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'];

const mayDo: Readonly<Record<string, readonly string[]>> = {
  'open-case': [...lookWithTags, ...hold, 'dynamodb:PutItem', 'dynamodb:PutItem', 'states:SendTaskSuccess'],
  'notify-owner': [
    ...act,
    'cloudtrail:LookupEvents',
    'dynamodb:PutItem',
    'dynamodb:PutItem',
    ...mailbox,
    'sns:CreateTopic',
    'sns:ListSubscriptionsByTopic',
    'sns:Publish',
    'sns:Subscribe',
  ],
  'stop-notebook': [...act, 'sagemaker:StopNotebookInstance', 'sns:ListSubscriptionsByTopic'],
  'disable-root-access': [...act, 'sagemaker:UpdateNotebookInstance'],
  'start-notebook': [...act, 'sagemaker:StartNotebookInstance'],
  'close-case': [...act, ...mailbox, 'sns:ListSubscriptionsByTopic', 'sns:Publish'],
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
    ...mailbox,
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    'sns:Publish',
    'states:StartExecution',
    ...failedEvents,
  ],
  'next-page': ['dynamodb:Scan', 'sagemaker:ListNotebookInstances', 'states:StartExecution'],
  'look-at-notebook': [
    ...lookWithTags,
    ...mailbox,
    // A case, the kill switch, and who was warned.
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:GetItem',
    'dynamodb:PutItem',
    'sns:ListSubscriptionsByTopic',
    'sns:Publish',
    'states:StartExecution',
  ],
  'review-case': [
    ...look,
    ...hold,
    ...mailbox,
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

/** The kinds of items in the ledger's table, by an example of their partition key. */
const kinds = {
  case: notebook,
  key: `KEY#${'0'.repeat(64)}`,
  switch: 'SWITCH',
  line: 'LINE#stops',
  mailbox: `MAILBOX#${'0'.repeat(64)}`,
  tag: `TAG#${notebook}`,
};
type Kind = keyof typeof kinds;

/** By the call, of which kinds of items each function may read or write. */
const touches: Readonly<Record<string, Partial<Record<string, readonly Kind[]>>>> = {
  'open-case': { GetItem: ['case'], PutItem: ['case', 'tag'], Query: ['tag'], UpdateItem: ['case'] },
  'notify-owner': {
    GetItem: ['case', 'switch', 'line', 'mailbox'],
    PutItem: ['key', 'tag'],
    Query: ['mailbox', 'tag'],
    UpdateItem: ['case', 'line', 'mailbox'],
  },
  'stop-notebook': { GetItem: ['case', 'switch', 'line'], Query: ['tag'], UpdateItem: ['case', 'line'] },
  'disable-root-access': {
    GetItem: ['case', 'switch', 'line'],
    Query: ['tag'],
    UpdateItem: ['case', 'line'],
  },
  'start-notebook': { GetItem: ['case', 'switch', 'line'], Query: ['tag'], UpdateItem: ['case', 'line'] },
  'close-case': {
    GetItem: ['case', 'switch', 'line', 'mailbox'],
    Query: ['mailbox', 'tag'],
    UpdateItem: ['case', 'line', 'mailbox'],
  },
  'await-news': { UpdateItem: ['case'] },
  'wake-case': { PutItem: ['tag'], Query: ['case'], UpdateItem: ['case'] },
  'reap-case': { GetItem: ['mailbox'], Query: ['case', 'mailbox'], UpdateItem: ['case', 'mailbox'] },
  'look-at-notebook': {
    GetItem: ['case', 'switch', 'mailbox', 'tag'],
    PutItem: ['tag'],
    Query: ['mailbox', 'tag'],
    UpdateItem: ['mailbox'],
  },
  'review-case': { GetItem: ['case', 'mailbox'], Query: ['mailbox'], UpdateItem: ['case', 'mailbox'] },
  // The internet reaches it: of the kill switch, of lines, mailboxes and tags it knows nothing.
  'answer-page': { GetItem: ['case', 'key'], UpdateItem: ['case'] },
  // It scans, which is of no item.
  'next-page': {},
};

describe.each(Object.entries(touches))("of the ledger's items, %s may", (handler, expected) => {
  const may = (action: string, keys: readonly string[]): Promise<string> =>
    decision(guard.statementsOf(guard.roleOf(handler)), `dynamodb:${action}`, {
      resource: ledger,
      context: keys.length === 0 ? {} : { 'dynamodb:LeadingKeys': [...keys] },
    });

  test.each(['GetItem', 'PutItem', 'Query', 'UpdateItem', 'DeleteItem'])(
    '%s only of its kinds',
    async (action) => {
      const allowed: string[] = [];
      for (const [kind, pk] of Object.entries(kinds)) {
        if ((await may(action, [pk])) === 'Allowed') allowed.push(kind);
      }
      expect(allowed.sort()).toEqual([...(expected[action] ?? [])].sort());
      expect(await may(action, [])).toBe('ImplicitlyDenied');
    },
  );
});

test('the table of items leaves no function out', () => {
  expect(Object.keys(touches).sort()).toEqual(Object.keys(mayDo).sort());
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
