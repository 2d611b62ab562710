import { expect, it } from 'vitest';
import { AwsError } from '../../../local/service.ts';
import { alice, ours, refusal, world } from './world.ts';

const uuid = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/nb';

it('a call comes as a CloudTrail event, a delay later, in the shape CloudTrail writes', async () => {
  const { call, run, trail } = world({ status: 'Stopped' });
  call('UpdateNotebookInstance', { RootAccess: 'Disabled' });
  await run();
  expect(trail()).toEqual([
    {
      at: 30_000,
      event: {
        version: '0',
        id: uuid,
        'detail-type': 'AWS API Call via CloudTrail',
        source: 'aws.sagemaker',
        account: '111122223333',
        time: '2026-11-23T09:00:00Z',
        region: 'eu-west-1',
        resources: [],
        detail: {
          eventVersion: '1.11',
          userIdentity: {
            type: 'AssumedRole',
            principalId: expect.stringMatching(/^AROA[0-9A-Z]{17}:alice@example.com$/),
            arn: alice.arn,
            accountId: '111122223333',
            accessKeyId: expect.stringMatching(/^ASIA[0-9A-Z]{16}$/),
            sessionContext: {
              sessionIssuer: {
                type: 'Role',
                principalId: expect.stringMatching(/^AROA[0-9A-Z]{17}$/),
                arn: 'arn:aws:iam::111122223333:role/DataScience',
                accountId: '111122223333',
                userName: 'DataScience',
              },
              attributes: { creationDate: '2026-11-23T09:00:00Z', mfaAuthenticated: 'false' },
            },
          },
          eventTime: '2026-11-23T09:00:00Z',
          eventSource: 'sagemaker.amazonaws.com',
          eventName: 'UpdateNotebookInstance',
          awsRegion: 'eu-west-1',
          sourceIPAddress: expect.any(String),
          userAgent: expect.any(String),
          requestParameters: { notebookInstanceName: 'nb', rootAccess: 'Disabled' },
          responseElements: null,
          requestID: uuid,
          eventID: uuid,
          readOnly: false,
          eventType: 'AwsApiCall',
          managementEvent: true,
          recipientAccountId: '111122223333',
          eventCategory: 'Management',
        },
      },
    },
  ]);
});

it('Create records what was sent, without defaults, and the ARN', async () => {
  const { call, run, trail } = world();
  const RoleArn = 'arn:aws:iam::111122223333:role/nb';
  call('CreateNotebookInstance', {
    NotebookInstanceName: 'New',
    InstanceType: 'ml.t3.medium',
    RoleArn,
    Tags: [{ Key: 'Owner', Value: 'a@example.com' }],
  });
  await run();
  expect(trail()[0]?.event.detail).toMatchObject({
    requestParameters: {
      notebookInstanceName: 'New',
      instanceType: 'ml.t3.medium',
      roleArn: RoleArn,
      tags: [{ key: 'Owner', value: 'a@example.com' }],
    },
    responseElements: {
      notebookInstanceArn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/New',
    },
  });
  expect(trail()[0]?.event.detail['requestParameters']).not.toHaveProperty('rootAccess');
});

it('a refused call is recorded with its error', async () => {
  const { call, run, trail } = world();
  const refused = refusal(() => call('StartNotebookInstance'));
  await run();
  expect(trail()[0]?.event.detail).toMatchObject({
    eventName: 'StartNotebookInstance',
    errorCode: 'ValidationException',
    errorMessage: refused?.message,
    responseElements: null,
  });
});

it('a denial from outside is recorded as AccessDenied', async () => {
  const { sagemaker, run, trail } = world();
  const denied = new AwsError('AccessDeniedException', 'User is not authorized');
  sagemaker.refused('StopNotebookInstance', { NotebookInstanceName: 'nb' }, ours('stop-notebook'), denied);
  await run();
  expect(trail()[0]?.event.detail).toMatchObject({
    errorCode: 'AccessDenied',
    errorMessage: 'User is not authorized',
  });
});

it('reads leave no event', async () => {
  const { call, plain, sagemaker, run, arrivals } = world();
  call('DescribeNotebookInstance');
  plain('ListNotebookInstances', {});
  plain('ListTags', { ResourceArn: arn });
  sagemaker.refused('DescribeNotebookInstance', {}, alice, new AwsError('AccessDeniedException', 'no'));
  await run();
  expect(arrivals).toEqual([]);
});

it('a member that the request does not have never gets to AWS: no event', async () => {
  const { call, run, arrivals } = world({ status: 'Stopped' });
  expect(refusal(() => call('UpdateNotebookInstance', { Root: 'Disabled' }))?.message).toContain(
    'Unknown parameter in input: "Root", must be one of: NotebookInstanceName',
  );
  await run();
  expect(arrivals).toEqual([]);
});

const identities = [
  ['an IAM user', { arn: 'arn:aws:iam::111122223333:user/team/bob' }, { type: 'IAMUser', userName: 'bob' }],
  ['root', { arn: 'arn:aws:iam::111122223333:root' }, { type: 'Root', principalId: '111122223333' }],
  [
    'a permission set',
    { arn: 'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_DataScience_abc/alice@example.com' },
    {
      type: 'AssumedRole',
      sessionContext: {
        sessionIssuer: {
          arn: 'arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_DataScience_abc',
        },
      },
    },
  ],
  [
    'one of the functions',
    ours('stop-notebook'),
    { sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/stop-notebook-role' } } },
  ],
  [
    'CloudFormation for somebody',
    { ...alice, through: 'cloudformation.amazonaws.com' },
    { type: 'AssumedRole', invokedBy: 'cloudformation.amazonaws.com' },
  ],
  [
    'a service',
    { arn: 'sagemaker.amazonaws.com' },
    { type: 'AWSService', invokedBy: 'sagemaker.amazonaws.com' },
  ],
] as const;

for (const [who, caller, identity] of identities) {
  it(`${who} is recorded as CloudTrail would`, async () => {
    const { call, run, trail } = world();
    call('StopNotebookInstance', {}, caller);
    await run();
    expect(trail()[0]?.event.detail['userIdentity']).toMatchObject(identity);
  });
}

it('a service that calls for somebody is where the call came from', async () => {
  const { call, run, trail } = world();
  call('StopNotebookInstance', {}, { ...alice, through: 'cloudformation.amazonaws.com' });
  await run();
  expect(trail()[0]?.event.detail).toMatchObject({
    sourceIPAddress: 'cloudformation.amazonaws.com',
    userAgent: 'cloudformation.amazonaws.com',
  });
});

it('a tool is the userAgent', async () => {
  const { call, run, trail } = world();
  call('StopNotebookInstance', {}, { ...alice, through: 'HashiCorp Terraform/1.14' });
  await run();
  expect(trail()[0]?.event.detail).toMatchObject({ userAgent: 'HashiCorp Terraform/1.14' });
  expect(trail()[0]?.event.detail['userIdentity']).not.toHaveProperty('invokedBy');
});

it('each change of status comes as AWS own event, a delay later, with tags and without RootAccess', async () => {
  const { call, run, native } = world({ name: 'Nb', tags: { Owner: 'a@example.com' } });
  call('StopNotebookInstance', { NotebookInstanceName: 'Nb' });
  await run();
  const created = Date.UTC(2026, 9, 24, 9);
  const event = (status: string, modified: number, time: string) => ({
    version: '0',
    id: uuid,
    'detail-type': 'SageMaker Notebook Instance State Change',
    source: 'aws.sagemaker',
    account: '111122223333',
    time,
    region: 'eu-west-1',
    resources: [arn],
    detail: {
      NotebookInstanceArn: arn,
      NotebookInstanceName: 'Nb',
      NotebookInstanceStatus: status,
      InstanceType: 'ml.t3.medium',
      RoleArn: 'arn:aws:iam::111122223333:role/NotebookRole',
      DirectInternetAccess: 'Enabled',
      LastModifiedTime: modified,
      CreationTime: created,
      Tags: { Owner: 'a@example.com' },
    },
  });
  const start = Date.UTC(2026, 10, 23, 9);
  expect(native()).toEqual([
    { at: 2_000, event: event('Stopping', start, '2026-11-23T09:00:02Z') },
    { at: 99_000, event: event('Stopped', start + 97_000, '2026-11-23T09:01:39Z') },
  ]);
});

it('ids do not repeat within a run and are the same in the next', async () => {
  const ids = async () => {
    const { call, run, arrivals } = world();
    call('StopNotebookInstance');
    await run();
    return arrivals.map(({ event }) => event.id);
  };
  const first = await ids();
  expect(new Set(first).size).toBe(3);
  expect(await ids()).toEqual(first);
});
