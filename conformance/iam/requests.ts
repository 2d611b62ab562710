/**
 * Who calls what: every request that somebody in the template makes, with those who must be allowed to, and
 * requests that nobody must. Written down from the design, not from the template.
 */
import { type IamRequest, iamRequest, invokeFunction, startExecution } from '../../local/iam/requests.ts';
import { accountId, region, type Template } from '../../local/template.ts';

export interface RequestCase {
  readonly name: string;
  readonly request: IamRequest;
  /** Handlers by file name, `state machine`, or `rule` and its name; everybody else must be refused. */
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

  const TableName = only(template.tables, 'table').name;
  const platform = { TopicArn: only(template.topics, 'topic').arn };
  const Name = `${ownerTopicPrefix(template)}0123456789abcdef`;
  const owner = { TopicArn: `arn:aws:sns:${region}:${accountId}:${Name}` };
  const foreign = { TopicArn: `arn:aws:sns:${region}:${accountId}:payroll` };
  const stateMachine = only(template.stateMachines, 'state machine').arn;
  const disable = ['disable-root-access'];

  return [
    sageMaker('DescribeNotebookInstance', notebook, [...lookers, 'reap-case']),
    sageMaker('ListTags', { ResourceArn: notebookArn }, [...lookers, 'reap-case']),
    sageMaker('StopNotebookInstance', notebook, ['stop-notebook']),
    sageMaker('StartNotebookInstance', notebook, ['start-notebook']),
    sageMaker(
      'UpdateNotebookInstance',
      { ...notebook, RootAccess: 'Disabled' },
      disable,
      'with root disabled',
    ),
    sageMaker('UpdateNotebookInstance', { ...notebook, RootAccess: 'Enabled' }, [], 'with root enabled'),
    sageMaker('UpdateNotebookInstance', notebook, [], 'without a word about root'),
    sageMaker('UpdateNotebookInstance', { ...notebook, InstanceType: 'ml.p4d.24xlarge' }, [], 'of the type'),
    sageMaker('CreateNotebookInstance', { ...notebook, RootAccess: 'Disabled' }, []),
    sageMaker('DeleteNotebookInstance', notebook, []),
    sageMaker('AddTags', { ResourceArn: notebookArn, Tags: [{ Key: 'k', Value: 'v' }] }, []),
    sageMaker('DeleteTags', { ResourceArn: notebookArn, TagKeys: ['k'] }, []),
    sageMaker('ListNotebookInstances', {}, []),
    sageMaker(
      'ListTags',
      { ResourceArn: notebookArn.replace('notebook-instance/fraud-lab', 'endpoint/scoring') },
      [],
      'of an endpoint',
    ),

    dynamoDb('GetItem', { TableName }, [...lookers, page]),
    dynamoDb('UpdateItem', { TableName }, [...tasks, ...listeners, page]),
    dynamoDb('PutItem', { TableName, Item: { pk: { S: notebookArn } } }, ['open-case'], 'of a case'),
    dynamoDb(
      'PutItem',
      { TableName, Item: { pk: { S: 'KEY#0' } } },
      ['open-case', 'notify-owner'],
      'of a key',
    ),
    dynamoDb('Query', { TableName }, listeners),
    dynamoDb('DeleteItem', { TableName }, []),
    dynamoDb('Scan', { TableName }, []),
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
      { ...platform, Protocol: 'email', Endpoint: 'eve@example.com' },
      [],
      'to the platform topic',
    ),
    sns('ListSubscriptionsByTopic', owner, ['notify-owner', 'stop-notebook', 'close-case'], 'of an owner'),
    sns(
      'ListSubscriptionsByTopic',
      platform,
      ['notify-owner', 'stop-notebook', 'close-case'],
      'of the platform topic',
    ),
    sns('Publish', owner, ['notify-owner', 'close-case', 'reap-case'], 'to an owner'),
    sns('Publish', platform, ['notify-owner', 'close-case', 'reap-case'], 'to the platform topic'),
    sns('Publish', foreign, [], 'to another topic'),
    sns('DeleteTopic', owner, []),
    sns('Unsubscribe', { SubscriptionArn: `${owner.TopicArn}:1` }, []),

    stepFunctions('SendTaskSuccess', {}, ['open-case', 'wake-case', page]),
    stepFunctions('SendTaskFailure', {}, []),
    stepFunctions(
      'StopExecution',
      { executionArn: `${stateMachine.replace('stateMachine', 'execution')}:1` },
      [],
    ),
    {
      name: 'StartExecution',
      request: startExecution(stateMachine),
      allowed: [...doors, ...listeners],
    },
    ...template.functions.map(({ name, arn }) => ({
      name: `Invoke ${name}`,
      request: invokeFunction(arn),
      allowed: tasks.includes(name) ? ['state machine'] : [],
    })),
  ];
};
