import { describe, expect, it } from 'vitest';
import { iamRequest } from '../../local/iam/requests.ts';
import { accessDenied, Permissions, type Statement } from '../../local/iam.ts';
import type { Input } from '../../local/service.ts';

const roleArn = 'arn:aws:iam::111122223333:role/guard';
const tags = { team: 'fraud' };
const place = {
  accountId: '111122223333',
  region: 'eu-west-1',
  tagsOf: () => tags,
  partitionKeyOf: () => 'pk',
};
const notebook = { NotebookInstanceName: 'fraud-lab' };

const permissions = (...statements: Statement[]) =>
  new Permissions({
    accountId: place.accountId,
    region: place.region,
    roles: [{ arn: roleArn, name: 'guard', statements }],
  });

const judge = (statement: Statement, service: string, operation: string, input: Input = notebook) =>
  permissions(statement).judge(roleArn, 'stop', iamRequest(service, operation, input, place));

const allow = (Action: string, Resource: string, Condition?: Statement['Condition']): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});

const onlyKeys = (action: string): Statement =>
  allow(action, 'arn:aws:dynamodb:eu-west-1:111122223333:table/ledger', {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['KEY#*'] },
  });
const anyNotebook = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/*';
const onlyDisabled = allow('sagemaker:UpdateNotebookInstance', anyNotebook, {
  StringEquals: { 'sagemaker:RootAccess': 'Disabled' },
});

describe('a call', () => {
  it.each<[string, Statement, string, string, Input]>([
    [
      'on its notebook',
      allow('sagemaker:StopNotebookInstance', anyNotebook),
      'SageMaker',
      'StopNotebookInstance',
      notebook,
    ],
    [
      'that disables root access, where only that is allowed',
      onlyDisabled,
      'SageMaker',
      'UpdateNotebookInstance',
      { ...notebook, RootAccess: 'Disabled' },
    ],
    [
      'by tag',
      allow('sagemaker:StopNotebookInstance', '*', { StringEquals: { 'aws:ResourceTag/team': 'fraud' } }),
      'SageMaker',
      'StopNotebookInstance',
      notebook,
    ],
    [
      'without a resource',
      allow('states:SendTaskSuccess', '*'),
      'StepFunctions',
      'SendTaskSuccess',
      { taskToken: 't' },
    ],
    [
      'on its table',
      allow('dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/ledger'),
      'DynamoDB',
      'GetItem',
      { TableName: 'ledger' },
    ],
    [
      'on items under an allowed key',
      onlyKeys('dynamodb:PutItem'),
      'DynamoDB',
      'PutItem',
      { TableName: 'ledger', Item: { pk: { S: 'KEY#1' }, sk: { S: 'arn:other' } } },
    ],
    [
      'that asks for an allowed key',
      onlyKeys('dynamodb:Query'),
      'DynamoDB',
      'Query',
      {
        TableName: 'ledger',
        KeyConditionExpression: '#p = :key AND begins_with(sk, :sort)',
        ExpressionAttributeNames: { '#p': 'pk' },
        ExpressionAttributeValues: { ':key': { S: 'KEY#1' }, ':sort': { S: 'arn:' } },
      },
    ],
    [
      'on a topic by its prefix',
      allow('sns:CreateTopic', 'arn:aws:sns:eu-west-1:111122223333:owner-*'),
      'SNS',
      'CreateTopic',
      { Name: 'owner-1' },
    ],
  ])('%s is allowed', async (_name, statement, service, operation, input) => {
    expect(await judge(statement, service, operation, input)).toBe('Allowed');
  });

  it.each<[string, Statement, string, string, Input]>([
    [
      'that no statement names',
      allow('sagemaker:StopNotebookInstance', '*'),
      'SageMaker',
      'StartNotebookInstance',
      notebook,
    ],
    [
      'that enables root access, where only disabling is allowed',
      onlyDisabled,
      'SageMaker',
      'UpdateNotebookInstance',
      { ...notebook, RootAccess: 'Enabled' },
    ],
    [
      'that leaves root access out, where only disabling is allowed',
      onlyDisabled,
      'SageMaker',
      'UpdateNotebookInstance',
      notebook,
    ],
    [
      'on an item under another key',
      onlyKeys('dynamodb:PutItem'),
      'DynamoDB',
      'PutItem',
      { TableName: 'ledger', Item: { pk: { S: 'arn:other' }, sk: { S: 'KEY#1' } } },
    ],
    [
      'that asks for another key',
      onlyKeys('dynamodb:Query'),
      'DynamoDB',
      'Query',
      {
        TableName: 'ledger',
        KeyConditionExpression: 'pk = :key',
        ExpressionAttributeValues: { ':key': { S: 'arn:other' } },
      },
    ],
    [
      'on another table',
      allow('dynamodb:GetItem', 'arn:aws:dynamodb:eu-west-1:111122223333:table/ledger'),
      'DynamoDB',
      'GetItem',
      { TableName: 'other' },
    ],
    [
      'on an index of an allowed table',
      allow('dynamodb:Query', 'arn:aws:dynamodb:eu-west-1:111122223333:table/ledger'),
      'DynamoDB',
      'Query',
      { TableName: 'ledger', IndexName: 'open' },
    ],
    [
      'on a topic with another prefix',
      allow('sns:Publish', 'arn:aws:sns:eu-west-1:111122223333:owner-*'),
      'SNS',
      'Publish',
      { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:team' },
    ],
  ])('%s is denied', async (_name, statement, service, operation, input) => {
    expect(await judge(statement, service, operation, input)).toBe('ImplicitlyDenied');
  });

  it('that is denied expressly is denied whatever allows it', async () => {
    const both = permissions(allow('sns:*', '*'), { Effect: 'Deny', Action: 'sns:Publish', Resource: '*' });
    const request = iamRequest(
      'SNS',
      'Publish',
      { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:team' },
      place,
    );
    expect(await both.judge(roleArn, 'mail', request)).toBe('ExplicitlyDenied');
  });
});

describe('a role', () => {
  it('with a condition that the sandbox cannot judge is refused', () => {
    const statement = allow('sns:Publish', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } });
    expect(() => permissions(statement)).toThrow(
      'guard: expected condition keys that the sandbox fills in, got aws:SourceIp',
    );
  });
});

describe('a refusal', () => {
  const user = 'arn:aws:sts::111122223333:assumed-role/guard/stop';

  it('is worded as SageMaker words it', () => {
    const request = iamRequest('SageMaker', 'StopNotebookInstance', notebook, place);
    expect(accessDenied(user, request, 'ImplicitlyDenied')).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
      message: `User: ${user} is not authorized to perform: sagemaker:StopNotebookInstance on resource: arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/fraud-lab because no identity-based policy allows the sagemaker:StopNotebookInstance action`,
    });
  });

  it('is worded as SNS words it', () => {
    const request = iamRequest(
      'SNS',
      'Publish',
      { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:team' },
      place,
    );
    expect(accessDenied(user, request, 'ExplicitlyDenied')).toMatchObject({
      code: 'AuthorizationError',
      status: 403,
      message: `User: ${user} is not authorized to perform: SNS:Publish on resource: arn:aws:sns:eu-west-1:111122223333:team with an explicit deny in an identity-based policy`,
    });
  });
});
