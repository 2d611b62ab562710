import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DescribeNotebookInstanceCommand,
  SageMakerClient,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HttpDoor, type WireCall } from '../../local/http.ts';
import { AwsError } from '../../local/service.ts';

const now = Date.parse('2026-11-23T09:00:00Z');
const topic = 'arn:aws:sns:eu-west-1:111122223333:team';
let door: HttpDoor;
let seen: WireCall[] = [];
let serve: (call: WireCall) => void;
const answer = (output?: unknown) => {
  serve = (call) => call.answer(output, 'the-id', now);
};
const refuse = (error: AwsError) => {
  serve = (call) => call.refuse(error, 'the-id', now);
};

beforeAll(async () => {
  door = await HttpDoor.open((call) => {
    seen.push(call);
    serve(call);
  });
});
beforeEach(() => {
  seen = [];
});
afterAll(() => door.close());

const client = <T>(Client: new (config: object) => T): T =>
  new Client({
    endpoint: door.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'ASIASANDBOX1', secretAccessKey: 's' },
    maxAttempts: 1,
  });

describe('a call by the SDK', () => {
  it('is known by service, operation and input (awsJson)', async () => {
    answer({});
    await client(SFNClient).send(new SendTaskSuccessCommand({ taskToken: 't', output: '{}' }));
    expect(seen).toMatchObject([
      { service: 'StepFunctions', operation: 'SendTaskSuccess', input: { taskToken: 't', output: '{}' } },
    ]);
  });

  it('is known by service, operation and input (query)', async () => {
    answer({ MessageId: 'm' });
    await client(SNSClient).send(
      new PublishCommand({
        TopicArn: topic,
        Subject: 'a & b',
        Message: 'line\nline',
        MessageAttributes: { notice: { DataType: 'String', StringValue: 'first' } },
      }),
    );
    expect(seen).toMatchObject([
      {
        service: 'SNS',
        operation: 'Publish',
        input: {
          TopicArn: topic,
          Subject: 'a & b',
          Message: 'line\nline',
          MessageAttributes: { notice: { DataType: 'String', StringValue: 'first' } },
        },
      },
    ]);
  });

  it('has its maps and booleans back (query)', async () => {
    answer({ SubscriptionArn: 's' });
    await client(SNSClient).send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'email',
        Endpoint: 'a@example.com',
        ReturnSubscriptionArn: true,
        Attributes: { FilterPolicy: '{}' },
      }),
    );
    expect(seen[0]?.input).toMatchObject({ ReturnSubscriptionArn: true, Attributes: { FilterPolicy: '{}' } });
  });

  it('says who signed it', async () => {
    answer();
    await client(SageMakerClient).send(new StopNotebookInstanceCommand({ NotebookInstanceName: 'x' }));
    expect(seen[0]?.accessKeyId).toBe('ASIASANDBOX1');
  });
});

describe('an answer', () => {
  it('may be empty', async () => {
    answer();
    const output = await client(SageMakerClient).send(
      new StopNotebookInstanceCommand({ NotebookInstanceName: 'x' }),
    );
    expect(output.$metadata).toMatchObject({ httpStatusCode: 200, requestId: 'the-id' });
  });

  it('has its dates back', async () => {
    answer({ CreationTime: new Date(now) });
    const output = await client(SageMakerClient).send(
      new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'x' }),
    );
    expect(output.CreationTime).toEqual(new Date(now));
  });

  it('has its lists back (query)', async () => {
    const Subscriptions = [{ Endpoint: 'a@example.com', Protocol: 'email' }, { Endpoint: '<b>' }];
    answer({ Subscriptions });
    const output = await client(SNSClient).send(new ListSubscriptionsByTopicCommand({ TopicArn: topic }));
    expect(output.Subscriptions).toEqual(Subscriptions);
  });

  it('has its maps back (query)', async () => {
    answer({ Attributes: { TopicArn: topic, DisplayName: 'a "b" & c' } });
    const output = await client(SNSClient).send(new GetTopicAttributesCommand({ TopicArn: topic }));
    expect(output.Attributes).toEqual({ TopicArn: topic, DisplayName: 'a "b" & c' });
  });
});

describe('a refusal', () => {
  it('has its name, text and status (awsJson)', async () => {
    refuse(new AwsError('ValidationException', 'RecordNotFound'));
    const call = client(SageMakerClient).send(new StopNotebookInstanceCommand({ NotebookInstanceName: 'x' }));
    await expect(call).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'RecordNotFound',
      $metadata: { httpStatusCode: 400, requestId: 'the-id' },
    });
  });

  it('has its further members (awsJson)', async () => {
    refuse(new AwsError('ConditionalCheckFailedException', 'no', 400, { Item: { pk: { S: 'a' } } }));
    const call = client(DynamoDBClient).send(new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } }));
    await expect(call).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { pk: { S: 'a' } },
    });
  });

  it('has its name, text and status (query)', async () => {
    refuse(new AwsError('AuthorizationError', 'User: x is not authorized & <so on>', 403));
    const call = client(SNSClient).send(new PublishCommand({ TopicArn: topic, Message: 'm' }));
    await expect(call).rejects.toMatchObject({
      name: 'AuthorizationErrorException',
      message: 'User: x is not authorized & <so on>',
      $metadata: { httpStatusCode: 403, requestId: 'the-id' },
    });
  });
});

describe('a call that is dropped', () => {
  it('is a TimeoutError to the SDK', async () => {
    serve = (call) => call.drop();
    const call = client(SageMakerClient).send(new StopNotebookInstanceCommand({ NotebookInstanceName: 'x' }));
    await expect(call).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
