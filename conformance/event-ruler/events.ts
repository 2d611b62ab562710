/**
 * Events that the template's rules must and must not match: what CloudTrail reports of calls to SageMaker, and what
 * SageMaker itself reports of its notebooks. What is not the point of a case is as AWS sends it.
 */
import { findingRows } from './findings.ts';

type Json = Readonly<Record<string, unknown>>;

export interface EventCase {
  readonly name: string;
  readonly event: Json;
  /** The rules that must match, by their construct's name; all others must not. */
  readonly reaches: readonly string[];
}

const account = '111122223333';
const notebookArn = `arn:aws:sagemaker:eu-west-1:${account}:notebook-instance/fraud-lab`;
const endpointArn = `arn:aws:sagemaker:eu-west-1:${account}:endpoint/scoring`;

const assumedRole = (role: string, session: string): Json => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLEEXAMPLE123:${session}`,
  arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
  accountId: account,
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      arn: `arn:aws:iam::${account}:role/${role}`,
      accountId: account,
      userName: role,
    },
    attributes: { creationDate: '2026-11-02T08:00:00Z', mfaAuthenticated: 'false' },
  },
});

const envelope: Json = {
  version: '0',
  id: '0f3c8a52-6a0e-4d7c-9f0e-1b2c3d4e5f60',
  account,
  time: '2026-11-02T09:00:05Z',
  region: 'eu-west-1',
};

const call = (eventName: string, detail: Json = {}, around: Json = {}): Json => ({
  ...envelope,
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.sagemaker',
  resources: [],
  detail: {
    eventVersion: '1.11',
    userIdentity: assumedRole('DataScience', 'ada'),
    eventTime: '2026-11-02T09:00:00Z',
    eventSource: 'sagemaker.amazonaws.com',
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.10',
    userAgent: 'aws-cli/2.31.0',
    requestParameters: { notebookInstanceName: 'fraud-lab' },
    responseElements: null,
    requestID: '5a1c7a52-3a1e-4c0a-8a44-0c5d2f6f1a11',
    eventID: '9d1b8f1e-5d52-4a53-a1ae-7e1f0b4f6a22',
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...detail,
  },
  ...around,
});

const by = (userIdentity: Json, more: Json = {}): Json => ({ userIdentity, ...more });
const tagged = (resourceArn: string): Json => ({
  requestParameters: { resourceArn, tags: [{ key: 'Owner', value: 'ada@example.com' }] },
});
const failed = (errorCode: unknown, errorMessage: string): Json => ({
  errorCode,
  errorMessage,
  responseElements: null,
});

const stateChange = (status: string, around: Json = {}): Json => ({
  ...envelope,
  'detail-type': 'SageMaker Notebook Instance State Change',
  source: 'aws.sagemaker',
  resources: [notebookArn],
  detail: {
    NotebookInstanceArn: notebookArn,
    NotebookInstanceName: 'fraud-lab',
    NotebookInstanceStatus: status,
    InstanceType: 'ml.t3.medium',
    RoleArn: `arn:aws:iam::${account}:role/NotebookRole`,
    CreationTime: 1_761_990_000_000,
    LastModifiedTime: 1_762_074_000_000,
    DirectInternetAccess: 'Enabled',
    Tags: { Owner: 'ada@example.com' },
  },
  ...around,
});

const omit = (key: string, { [key]: _left, ...rest }: Json): Json => rest;
const withoutDetail = (key: string, event: Json): Json => ({
  ...event,
  detail: omit(key, event['detail'] as Json),
});

const violations = ['Violations'];
const calls = ['NewsCalls'];
const states = ['NewsStateChanges'];
const deaths = ['DeathsExecutions'];
const none: readonly string[] = [];

const create = 'CreateNotebookInstance';
const update = 'UpdateNotebookInstance';
const stateError = 'Status (InService) not in ([Stopped]).';

const rows: readonly (readonly [name: string, event: Json, reaches: readonly string[]])[] = [
  // Who calls makes no difference.
  ['a notebook is created', call(create), violations],
  ['a notebook is updated', call(update), violations],
  [
    'created with root access named',
    call(create, { requestParameters: { notebookInstanceName: 'fraud-lab', rootAccess: 'Enabled' } }),
    violations,
  ],
  [
    'created with root access disabled',
    call(create, { requestParameters: { notebookInstanceName: 'fraud-lab', rootAccess: 'Disabled' } }),
    violations,
  ],
  ['created, its parameters left out for their size', call(create, { requestParameters: null }), violations],
  [
    'created, as the answer says',
    call(create, { responseElements: { notebookInstanceArn: notebookArn } }),
    violations,
  ],
  [
    'updated in the console',
    call(update, { userAgent: 'Mozilla/5.0', sessionCredentialFromConsole: 'true' }),
    violations,
  ],
  ['updated by the AWS CLI', call(update, { userAgent: 'aws-cli/2.31.0 md/prompt#off' }), violations],
  [
    'created by CloudFormation',
    call(create, {
      userAgent: 'cloudformation.amazonaws.com',
      sourceIPAddress: 'cloudformation.amazonaws.com',
      userIdentity: { ...assumedRole('Deploy', 'stack'), invokedBy: 'cloudformation.amazonaws.com' },
    }),
    violations,
  ],
  [
    'created by an IAM user',
    call(
      create,
      by({ type: 'IAMUser', arn: `arn:aws:iam::${account}:user/ada`, accountId: account, userName: 'ada' }),
    ),
    violations,
  ],
  [
    'updated by the root user',
    call(update, by({ type: 'Root', arn: `arn:aws:iam::${account}:root`, accountId: account })),
    violations,
  ],
  [
    'created by a user of IAM Identity Center',
    call(create, by(assumedRole('AWSReservedSSO_DataScience_0123456789abcdef', 'ada@example.com'))),
    violations,
  ],
  [
    'created by an identity without an ARN',
    call(create, by({ type: 'IdentityCenterUser', accountId: account, onBehalfOf: { userId: 'a1b2' } })),
    violations,
  ],
  [
    'updated by a federated user',
    call(update, by({ type: 'FederatedUser', arn: `arn:aws:sts::${account}:federated-user/ada` })),
    violations,
  ],
  [
    'updated by our own role: the function tells, not the rule',
    call(update, by(assumedRole('NotebookRootGuard-DisableRootAccess', 'disable-root-access'))),
    violations,
  ],
  [
    'updated, as reported twice',
    call(update, {}, { id: '11111111-2222-4333-8444-555555555555' }),
    violations,
  ],
  ['a notebook is created, says an older record', call(create, { eventVersion: '1.08' }), violations],

  // A failed call changed nothing.
  ['creation refused', call(create, failed('AccessDenied', 'not authorized')), none],
  [
    'creation refused by a quota',
    call(create, failed('ResourceLimitExceeded', 'The account-level service limit is 8')),
    none,
  ],
  ['update refused for its status', call(update, failed('ValidationException', stateError)), none],
  ['update throttled', call(update, failed('ThrottlingException', 'Rate exceeded')), none],
  ['update failed with an empty error code', call(update, failed('', '')), none],
  ['update failed with an error code of null', call(update, failed(null, '')), none],
  ['start refused', call('StartNotebookInstance', failed('ValidationException', stateError)), none],
  ['deletion refused', call('DeleteNotebookInstance', failed('ValidationException', stateError)), none],
  ['tagging refused', call('AddTags', { ...tagged(notebookArn), ...failed('AccessDenied', 'no') }), none],
  ['untagging refused', call('DeleteTags', failed('AccessDenied', 'no')), none],
  ['an error message alone is no error code', call(create, { errorMessage: 'odd' }), violations],

  // News about a case.
  ['a notebook is started', call('StartNotebookInstance'), calls],
  ['a notebook is deleted', call('DeleteNotebookInstance'), calls],
  ['a notebook is tagged', call('AddTags', tagged(notebookArn)), calls],
  [
    'a notebook is untagged',
    call('DeleteTags', {
      requestParameters: { resourceArn: notebookArn, tagKeys: ['root-access-exception'] },
    }),
    calls,
  ],
  ['an endpoint is tagged: the function tells, not the rule', call('AddTags', tagged(endpointArn)), calls],

  // Other calls.
  ['a notebook is stopped', call('StopNotebookInstance'), none],
  ['a notebook is described', call('DescribeNotebookInstance', { readOnly: true }), none],
  ['tags are listed', call('ListTags', { readOnly: true }), none],
  ['notebooks are listed', call('ListNotebookInstances', { readOnly: true }), none],
  ['a notebook is opened', call('CreatePresignedNotebookInstanceUrl'), none],
  ['a lifecycle configuration is created', call('CreateNotebookInstanceLifecycleConfig'), none],
  ['a lifecycle configuration is updated', call('UpdateNotebookInstanceLifecycleConfig'), none],
  ['an endpoint is created', call('CreateEndpoint'), none],
  ["an event's name in another case", call('createNotebookInstance'), none],
  ["an event's name with something before it", call('BatchCreateNotebookInstance'), none],

  // Other senders.
  ['another service reports', call(create, {}, { source: 'aws.ec2' }), none],
  ["a customer's own source", call(create, {}, { source: 'sagemaker' }), none],
  ['another service was called', call(create, { eventSource: 'sts.amazonaws.com' }), none],
  [
    'a call to SageMaker of another host',
    call(create, { eventSource: 'runtime.sagemaker.amazonaws.com' }),
    none,
  ],
  [
    'an event of the service, not a call',
    call(create, {}, { 'detail-type': 'AWS Service Event via CloudTrail' }),
    none,
  ],
  ['insight, not a call', call(create, {}, { 'detail-type': 'AWS Insight via CloudTrail' }), none],

  // Something is missing.
  ['no event name', withoutDetail('eventName', call(create)), none],
  ['no event source', withoutDetail('eventSource', call(create)), none],
  ['no source', omit('source', call(create)), none],
  ['no detail type', omit('detail-type', call(create)), none],
  ['no detail', { ...call(create), detail: {} }, none],
  ['nobody named as the caller', withoutDetail('userIdentity', call(create)), violations],
  ['no status', withoutDetail('NotebookInstanceStatus', stateChange('Stopped')), none],

  // SageMaker's own events: the statuses that stay are news, the others will be followed by one that is.
  ['the status is Pending', stateChange('Pending'), none],
  ['the status is InService', stateChange('InService'), states],
  ['the status is Stopping', stateChange('Stopping'), none],
  ['the status is Stopped', stateChange('Stopped'), states],
  ['the status is Failed', stateChange('Failed'), states],
  ['the status is Deleting', stateChange('Deleting'), states],
  ['the status is Updating', stateChange('Updating'), none],
  ['the status is PendingMaintenance', stateChange('PendingMaintenance'), none],
  ['the status is InMaintenance', stateChange('InMaintenance'), none],
  ['a status that nobody knows', stateChange('Hibernating'), none],
  ['a status in another case', stateChange('stopped'), none],
  ['a status of another source', stateChange('Stopped', { source: 'aws.ec2' }), none],
  [
    'a status of something else',
    stateChange('Stopped', { 'detail-type': 'SageMaker Training Job State Change' }),
    none,
  ],
];

/** How executions end, of the template's state machine and of another. */
const executionRows = (stateMachine: string): typeof rows => {
  const ended = (status: string, around: Json = {}, machine = stateMachine): Json => ({
    ...envelope,
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    resources: [`${machine.replace('stateMachine', 'execution')}:one`],
    detail: {
      executionArn: `${machine.replace('stateMachine', 'execution')}:one`,
      stateMachineArn: machine,
      name: 'one',
      status,
      startDate: 1_793_610_000_000,
      stopDate: 1_793_610_060_000,
      input: '{}',
      output: null,
    },
    ...around,
  });
  return [
    ['an execution failed', ended('FAILED'), deaths],
    ['an execution timed out', ended('TIMED_OUT'), deaths],
    ['an execution was aborted', ended('ABORTED'), deaths],
    ['an execution began', ended('RUNNING'), none],
    ['an execution succeeded', ended('SUCCEEDED'), none],
    ['an execution waits for its redrive', ended('PENDING_REDRIVE'), none],
    ['an execution of another machine failed', ended('FAILED', {}, `${stateMachine}-of-payroll`), none],
    ['somebody else says that one failed', ended('FAILED', { source: 'states' }), none],
  ];
};

/** @param stateMachine the ARN of the template's */
export const eventCases = (stateMachine: string): readonly EventCase[] =>
  [...rows, ...findingRows, ...executionRows(stateMachine)].map(([name, event, reaches]) => ({
    name,
    event,
    reaches,
  }));
