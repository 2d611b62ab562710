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
const acts = lookers.filter((one) => one !== 'open-case');
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

/** Of each kind of item in the table, by its partition key: who reads and who writes those. */
const itemCases = (dynamoDb: AskDynamoDb, TableName: string): readonly RequestCase[] => {
  const of = (pk: string) => ({ TableName, Key: { pk: { S: pk }, sk: { S: 'ITEM' } } });
  const posting = [
    'notify-owner',
    'close-case',
    ...sweepers.filter((one) => one !== 'next-page'),
    'reap-case',
  ];
  const kinds: readonly [pk: string, what: string, readers: readonly string[], writers: readonly string[]][] =
    [
      [
        notebookArn,
        'of a case',
        [...lookers, 'look-at-notebook', 'review-case', page],
        [...tasks, ...listeners, 'review-case', page],
      ],
      ['KEY#0', 'of a key', [page], []],
      ['SWITCH', 'of the kill switch', [...acts, 'look-at-notebook'], []],
      ['LINE#stops', 'of a line', acts, acts],
      ['MAILBOX#0', 'of a mailbox', posting, posting],
      [`TAG#${notebookArn}`, 'of who touched a tag', ['look-at-notebook'], []],
    ];
  return kinds.flatMap(([pk, what, readers, writers]) => [
    dynamoDb('GetItem', of(pk), readers, what),
    dynamoDb('UpdateItem', of(pk), writers, what),
  ]);
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
  const elsewhere = { TableName: 'Payroll', Key: { pk: { S: notebookArn } } };
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

    dynamoDb('GetItem', { TableName }, [], 'of no item'),
    dynamoDb('UpdateItem', { TableName }, [], 'of no item'),
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
      [...lookers, 'look-at-notebook'],
      'of who touched a tag',
    ),
    dynamoDb('PutItem', { TableName, Item: { pk: { S: 'KEY#0' } } }, ['notify-owner'], 'of a key'),
    dynamoDb('Query', { TableName }, [], 'of no item'),
    dynamoDb(
      'Query',
      {
        TableName,
        KeyConditionExpression: 'pk = :case',
        ExpressionAttributeValues: { ':case': { S: notebookArn } },
      },
      listeners,
      'of a case',
    ),
    dynamoDb('DeleteItem', { TableName }, []),
    dynamoDb('Scan', { TableName }, ['next-page']),
    dynamoDb('GetItem', elsewhere, [], 'of another table'),
    dynamoDb('UpdateItem', elsewhere, [], 'of another table'),

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
