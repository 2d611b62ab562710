import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTemplate, type Template } from '../../local/template.ts';

const role = {
  Type: 'AWS::IAM::Role',
  Properties: {
    ManagedPolicyArns: [
      {
        'Fn::Join': [
          '',
          ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
        ],
      },
    ],
  },
};
const resources = {
  Role: role,
  Policy: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::GetAtt': ['Ledger', 'Arn'] } },
        ],
      },
      Roles: [{ Ref: 'Role' }],
    },
  },
  Ledger: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }], DeletionProtectionEnabled: true },
  },
  Stop: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { S3Bucket: 'assets', S3Key: 'abc.zip' },
      Handler: 'stop-notebook.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Timeout: 30,
      Environment: { Variables: { LEDGER_TABLE: { Ref: 'Ledger' } } },
    },
  },
  Failed: { Type: 'AWS::SQS::Queue' },
  AsyncConfig: {
    Type: 'AWS::Lambda::EventInvokeConfig',
    Properties: {
      FunctionName: { Ref: 'Stop' },
      MaximumRetryAttempts: 1,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Failed', 'Arn'] } } },
    },
  },
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: {
      DefinitionString: `{"Resource":"${'$'}{StopFunction}"}`,
      DefinitionSubstitutions: { StopFunction: { 'Fn::GetAtt': ['Stop', 'Arn'] } },
      RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    },
  },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: { source: ['aws.sagemaker'] },
      State: 'ENABLED',
      Targets: [
        {
          Id: 'T',
          Arn: { Ref: 'Machine' },
          RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Failed', 'Arn'] } },
        },
      ],
    },
  },
};
const manifest = {
  artifacts: {
    Guard: { type: 'aws:cloudformation:stack', properties: { templateFile: 'Guard.template.json' } },
  },
};
const assets = { files: { abc: { source: { path: 'asset.abc' } } } };

let folder: string;
const read = async (Resources: object): Promise<Template> => {
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(path.join(folder, 'Guard.assets.json'), JSON.stringify(assets));
  await writeFile(path.join(folder, 'Guard.template.json'), JSON.stringify({ Resources }));
  return readTemplate(folder);
};
let template: Template;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'assembly-'));
  template = await read(resources);
});
afterAll(() => rm(folder, { recursive: true }));

const stop = 'arn:aws:lambda:eu-west-1:111122223333:function:Guard-Stop';
const queue = 'arn:aws:sqs:eu-west-1:111122223333:Guard-Failed';

describe('a template', () => {
  it("names a function by its handler's file", () => {
    expect(template.functions[0]).toMatchObject({ name: 'stop-notebook', handler: 'handler', arn: stop });
  });

  it("finds a function's bundle among the assets", () => {
    expect(template.functions[0]?.file).toBe(path.join(folder, 'asset.abc', 'stop-notebook.mjs'));
  });

  it('gives a function its variables with concrete values', () => {
    expect(template.functions[0]?.environment).toEqual({ LEDGER_TABLE: 'Guard-Ledger' });
  });

  it('says where failed asynchronous invocations go', () => {
    expect(template.functions[0]?.async).toEqual({ retries: 1, maxAgeSeconds: 21_600, onFailureArn: queue });
  });

  it('gives a role the statements of its policies', () => {
    expect(template.roles[0]?.statements).toContainEqual({
      Effect: 'Allow',
      Action: 'dynamodb:GetItem',
      Resource: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Guard-Ledger',
    });
  });

  it('allows logs where the basic execution role is attached', () => {
    expect(JSON.stringify(template.roles[0]?.statements)).toContain('logs:PutLogEvents');
  });

  it('makes the substitutions in a definition', () => {
    expect(template.stateMachines[0]?.definition).toBe(`{"Resource":"${stop}"}`);
  });

  it('hands CreateTable only what it knows', () => {
    expect(template.tables[0]?.definition).toEqual({ KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] });
  });

  it("gives a rule's target its role and dead-letter queue", () => {
    expect(template.rules[0]?.targets[0]).toMatchObject({
      arn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:Guard-Machine',
      roleArn: 'arn:aws:iam::111122223333:role/Guard-Role',
      deadLetterArn: queue,
    });
  });

  it('with something that the sandbox does not run is refused', async () => {
    await expect(read({ Site: { Type: 'AWS::S3::Bucket' } })).rejects.toThrow(
      'Site: expected a resource that the sandbox runs',
    );
  });

  it('with a target property that the sandbox does not know is refused', async () => {
    const Targets = [{ Id: 'T', Arn: 'a', InputPath: '$.detail' }];
    const Rule = { Type: 'AWS::Events::Rule', Properties: { EventPattern: {}, Targets } };
    await expect(read({ Rule })).rejects.toThrow('got InputPath');
  });
});
