/**
 * Who calls what: every request that somebody in the template makes, with those who must be allowed to, and
 * requests that nobody must. Written down from the design, not from the template.
 */
import { type IamRequest, iamRequest, invokeFunction, startExecution } from '../../local/iam/requests.ts';
import { accountId, region, remediationOf, type Template } from '../../local/template.ts';

export interface RequestCase {
  readonly name: string;
  readonly request: IamRequest;
  /** Handlers by file name, `state machine`, `sweep`, `schedule`, or `rule` and its name; everybody else must be refused. */
  readonly allowed: readonly string[];
}

const lookers = [
  'open-case',
  'notify-owner',
  'stop-notebook',
  'disable-root-access',
  'start-notebook',
  'close-case',
];
const tasks = [...lookers, 'await-news'];
/** Those of the sweep. */
const sweepers = ['next-page', 'look-at-notebook', 'review-case'];
/** Called by EventBridge. */
const listeners = ['wake-case', 'reap-case'];
/** Rules that start executions by themselves. */
const doors = [
  'Violations',
  'ConfigFindings',
  'SecurityHubFindings',
  'NewSecurityHubFindings',
  'SecurityHubAction',
].map((rule) => `rule ${rule}`);
/** Called by the HTTP API. */
const page = 'answer-page';

const notebook = { NotebookInstanceName: 'fraud-lab' };
const notebookArn = `arn:aws:sagemaker:${region}:${accountId}:notebook-instance/fraud-lab`;
const place = { accountId, region, tagsOf: () => ({}), partitionKeyOf: () => 'pk' };

const only = <Item>(items: readonly Item[], what: string): Item => {
  const [item, ...more] = items;
  if (item === undefined || more.length > 0) throw new Error(`expected one ${what}, got ${items.length}`);
  return item;
};

const ownerTopicPrefix = ({ functions }: Template): string => {
  const prefixes = functions.flatMap(({ environment }) => environment['OWNER_TOPIC_PREFIX'] ?? []);
  return only([...new Set(prefixes)], 'prefix of owner topics');
};

type AskDynamoDb = (
  operation: string,
  input: Readonly<Record<string, unknown>>,
  allowed: readonly string[],
  how: string,
) => RequestCase;

/** Whose items the page, which the internet reaches, may read and write; who holds cases may all of them. */
const itemCases = (dynamoDb: AskDynamoDb, TableName: string): readonly RequestCase[] => {
  const of = (pk: string) => ({ TableName, Key: { pk: { S: pk }, sk: { S: 'ITEM' } } });
  const readers = [...lookers, 'look-at-notebook', 'review-case'];
  const writers = [...tasks, ...listeners, 'review-case'];
  const mailers = ['reap-case', 'look-at-notebook'];
  const kindOf = (pk: string): string => pk.replace(/#.*/, '');
  return [
    dynamoDb('GetItem', of(notebookArn), [...readers, page], 'of a case'),
    dynamoDb('UpdateItem', of(notebookArn), [...writers, page], 'of a case'),
    dynamoDb('GetItem', of('KEY#0'), [...readers, page], 'of a key'),
    ...['KEY#0', 'SWITCH', 'LINE#stops', `TAG#${notebookArn}`].map((pk) =>
      dynamoDb('UpdateItem', of(pk), writers, `of ${kindOf(pk)}`),
    ),
    ...['SWITCH', 'LINE#stops', `TAG#${notebookArn}`].map((pk) =>
      dynamoDb('GetItem', of(pk), readers, `of ${kindOf(pk)}`),
    ),
    dynamoDb('UpdateItem', of('MAILBOX#0'), [...new Set([...writers, ...mailers])], 'of a mailbox'),
    dynamoDb('GetItem', of('MAILBOX#0'), [...new Set([...readers, ...mailers])], 'of a mailbox'),
  ];
};

export const requestCases = (template: Template): readonly RequestCase[] => {
  const ask =
    (service: string) =>
    (operation: string, input: Readonly<Record<string, unknown>>, allowed: readonly string[], how = '') => ({
      name: `${operation}${how && ` ${how}`}`,
      request: iamRequest(service, operation, input, place),
      allowed,
    });
  const sageMaker = ask('SageMaker');
  const dynamoDb = ask('DynamoDB');
  const sns = ask('SNS');
  const stepFunctions = ask('StepFunctions');
  const cloudTrail = ask('CloudTrail');

  const TableName = only(template.tables, 'table').name;
  const platform = { TopicArn: only(template.topics, 'topic').arn };
  const Name = `${ownerTopicPrefix(template)}0123456789abcdef`;
  const owner = { TopicArn: `arn:aws:sns:${region}:${accountId}:${Name}` };
  const foreign = { TopicArn: `arn:aws:sns:${region}:${accountId}:payroll` };
  const stateMachine = remediationOf(template).arn;
  const sweep = only(
    template.stateMachines.filter(({ arn }) => arn !== stateMachine),
    'sweep',
  ).arn;
  const execution = { executionArn: `${stateMachine.replace(':stateMachine:', ':execution:')}:1` };
  const mailers = ['close-case', 'reap-case', 'look-at-notebook', 'review-case'];
  const reachers = ['notify-owner', 'stop-notebook', 'close-case', 'look-at-notebook'];
  const everyLooker = [...lookers, 'reap-case', 'look-at-notebook', 'review-case'];
  const disable = ['disable-root-access'];

  return [
    sageMaker('DescribeNotebookInstance', notebook, everyLooker),
    sageMaker('ListTags', { ResourceArn: notebookArn }, everyLooker),
    sageMaker('StopNotebookInstance', notebook, ['stop-notebook']),
    sageMaker('StartNotebookInstance', notebook, ['start-notebook']),
    sageMaker(
      'UpdateNotebookInstance',
      { ...notebook, RootAccess: 'Disabled' },
      disable,
      'with root disabled',
    ),
    sageMaker(
      'UpdateNotebookInstance',
      { ...notebook, RootAccess: 'Disabled', PlatformIdentifier: 'notebook-al2023-v1' },
      disable,
      'with root disabled and of the platform',
    ),
    sageMaker(
      'UpdateNotebookInstance',
      { ...notebook, PlatformIdentifier: 'notebook-al2023-v1' },
      [],
      'of the platform alone',
    ),
    sageMaker('UpdateNotebookInstance', { ...notebook, RootAccess: 'Enabled' }, [], 'with root enabled'),
    sageMaker('UpdateNotebookInstance', notebook, [], 'without a word about root'),
    sageMaker('UpdateNotebookInstance', { ...notebook, InstanceType: 'ml.p4d.24xlarge' }, [], 'of the type'),
    sageMaker('CreateNotebookInstance', { ...notebook, RootAccess: 'Disabled' }, []),
    sageMaker('DeleteNotebookInstance', notebook, []),
    sageMaker('AddTags', { ResourceArn: notebookArn, Tags: [{ Key: 'k', Value: 'v' }] }, []),
    sageMaker('DeleteTags', { ResourceArn: notebookArn, TagKeys: ['k'] }, []),
    sageMaker('ListNotebookInstances', {}, ['next-page']),
    sageMaker(
      'ListTags',
      { ResourceArn: notebookArn.replace('notebook-instance/fraud-lab', 'endpoint/scoring') },
      [],
      'of an endpoint',
    ),

    dynamoDb('GetItem', { TableName }, [...lookers, 'look-at-notebook', 'review-case']),
    dynamoDb('UpdateItem', { TableName }, [...tasks, ...listeners, 'review-case']),
    ...itemCases(dynamoDb, TableName),
    dynamoDb('PutItem', { TableName, Item: { pk: { S: notebookArn } } }, ['open-case'], 'of a case'),
    dynamoDb(
      'PutItem',
      { TableName, Item: { pk: { S: `TAG#${notebookArn}` } } },
      ['open-case', 'notify-owner', 'wake-case', 'look-at-notebook'],
      'of who touched a tag',
    ),
    dynamoDb(
      'Query',
      {
        TableName,
        KeyConditionExpression: 'pk = :tag',
        ExpressionAttributeValues: { ':tag': { S: `TAG#${notebookArn}` } },
      },
      [...lookers, ...listeners, 'look-at-notebook'],
      'of who touched a tag',
    ),
    dynamoDb(
      'PutItem',
      { TableName, Item: { pk: { S: 'KEY#0' } } },
      ['open-case', 'notify-owner'],
      'of a key',
    ),
    dynamoDb('Query', { TableName }, listeners),
    dynamoDb('DeleteItem', { TableName }, []),
    dynamoDb('Scan', { TableName }, ['next-page']),
    dynamoDb('GetItem', { TableName: 'Payroll' }, [], 'of another table'),
    dynamoDb('UpdateItem', { TableName: 'Payroll' }, [], 'of another table'),

    sns('CreateTopic', { Name }, ['notify-owner'], 'for an owner'),
    sns('CreateTopic', { Name: 'payroll' }, [], 'of another name'),
    sns(
      'Subscribe',
      { ...owner, Protocol: 'email', Endpoint: 'ada@example.com' },
      ['notify-owner'],
      'an owner',
    ),
    sns(
      'Subscribe',
      { ...owner, Protocol: 'sqs', Endpoint: `arn:aws:sqs:${region}:${accountId}:mails` },
      [],
      'a queue to an owner’s topic',
    ),
    sns(
      'Subscribe',
      { ...platform, Protocol: 'email', Endpoint: 'eve@example.com' },
      [],
      'to the platform topic',
    ),
    sns('ListSubscriptionsByTopic', owner, reachers, 'of an owner'),
    sns('ListSubscriptionsByTopic', platform, reachers, 'of the platform topic'),
    sns('Publish', owner, ['notify-owner', ...mailers], 'to an owner'),
    sns('Publish', platform, ['notify-owner', ...mailers], 'to the platform topic'),
    sns('Publish', foreign, [], 'to another topic'),
    sns('DeleteTopic', owner, []),
    sns('Unsubscribe', { SubscriptionArn: `${owner.TopicArn}:1` }, []),

    cloudTrail('LookupEvents', {}, ['notify-owner']),

    stepFunctions('SendTaskSuccess', {}, ['open-case', 'wake-case', page]),
    stepFunctions('SendTaskFailure', {}, []),
    stepFunctions('StopExecution', execution, []),
    stepFunctions('DescribeExecution', execution, ['review-case']),
    stepFunctions(
      'DescribeExecution',
      { executionArn: `${sweep.replace(':stateMachine:', ':execution:')}:1` },
      [],
      'of a sweep',
    ),
    {
      name: 'StartExecution',
      request: startExecution(stateMachine),
      allowed: [...doors, ...listeners, 'look-at-notebook', 'review-case'],
    },
    {
      name: 'StartExecution of a sweep',
      request: startExecution(sweep),
      allowed: ['schedule', 'next-page'],
    },
    ...template.functions.map(({ name, arn }) => ({
      name: `Invoke ${name}`,
      request: invokeFunction(arn),
      allowed: [
        ...(tasks.includes(name) ? ['state machine'] : []),
        ...(sweepers.includes(name) ? ['sweep'] : []),
      ],
    })),
  ];
};
