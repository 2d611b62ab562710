/**
 * Somebody from outside who asks the doubles, after a story, for what the functions never ask: every history event,
 * every list, every other operation that a double has, and its refusals.
 */
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateNotebookInstanceCommand,
  DeleteNotebookInstanceCommand,
  DeleteTagsCommand,
  ListNotebookInstancesCommand,
  SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  RedriveExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  ConfirmSubscriptionCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsCommand,
  ListTopicsCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import type { World } from '../../local/sandbox.ts';

/** The access key by which a recording tells a guest's calls from the functions'. */
export const guestKey = 'guest';

/** A refusal is an answer too, and judged as one. */
const refusedOrNot = async (calls: readonly (() => Promise<unknown>)[]): Promise<void> => {
  for (const call of calls) {
    try {
      await call();
    } catch (error) {
      if (!(error instanceof Error && '$metadata' in error && '$fault' in error)) throw error;
    }
  }
};

const role = 'arn:aws:iam::111122223333:role/any';

export const visit = async (endpoint: string, world: World): Promise<void> => {
  const options = {
    endpoint,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: guestKey, secretAccessKey: 'sandbox' },
  };
  const sfn = new SFNClient(options);
  const sns = new SNSClient(options);
  const sagemaker = new SageMakerClient(options);
  const dynamodb = new DynamoDBClient(options);
  const executions = world.stepFunctions.executions();
  const stateMachineArn = executions[0]?.stateMachineArn ?? 'none';
  const TopicArn = `arn:aws:sns:eu-west-1:111122223333:${world.template.topics[0]?.name}`;
  const [question] = world.sns.questions();
  const definition = JSON.stringify({
    StartAt: 'Rest',
    States: { Rest: { Type: 'Wait', Seconds: 60, End: true } },
  });
  const other = stateMachineArn.replace(/[^:]+$/, 'other');
  const execution = other.replace(':stateMachine:', ':execution:').concat(':guest');
  const about = (arn: string) => [
    () => sfn.send(new GetExecutionHistoryCommand({ executionArn: arn })),
    () => sfn.send(new GetExecutionHistoryCommand({ executionArn: arn, maxResults: 3, reverseOrder: true })),
    () => sfn.send(new DescribeExecutionCommand({ executionArn: arn })),
    () => sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn: arn })),
  ];
  const lab = { NotebookInstanceName: 'guests-lab', InstanceType: 'ml.t3.medium', RoleArn: role } as const;
  const labArn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/guests-lab';
  await refusedOrNot([
    ...executions.flatMap(({ arn }) => about(arn)),
    ...about(`${execution}-none`),
    () => sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 })),
    () => sfn.send(new ListExecutionsCommand({ stateMachineArn: other })),
    () => sfn.send(new DescribeStateMachineCommand({ stateMachineArn })),
    () => sfn.send(new DescribeStateMachineCommand({ stateMachineArn: other })),
    () => sfn.send(new CreateStateMachineCommand({ name: 'other', definition, roleArn: role })),
    () => sfn.send(new CreateStateMachineCommand({ name: 'bad', definition: '{}', roleArn: role })),
    () => sfn.send(new CreateStateMachineCommand({ name: 'a b', definition, roleArn: role })),
    () => sfn.send(new ListStateMachinesCommand({})),
    () => sfn.send(new StartExecutionCommand({ stateMachineArn: other, name: 'guest', input: '{}' })),
    () => sfn.send(new StartExecutionCommand({ stateMachineArn: other, name: 'guest', input: '[]' })),
    () => sfn.send(new StartExecutionCommand({ stateMachineArn: other, input: '{' })),
    () => sfn.send(new StartExecutionCommand({ stateMachineArn: `${other}-none` })),
    () =>
      sfn.send(new StopExecutionCommand({ executionArn: execution, error: 'Enough', cause: 'a guest left' })),
    ...about(execution),
    () => sfn.send(new RedriveExecutionCommand({ executionArn: execution })),
    () => sfn.send(new RedriveExecutionCommand({ executionArn: execution })),
    () => sfn.send(new StopExecutionCommand({ executionArn: execution })),
    () => sfn.send(new SendTaskFailureCommand({ taskToken: 'forged' })),
    () => sfn.send(new SendTaskHeartbeatCommand({ taskToken: 'forged' })),
    () => sfn.send(new DeleteStateMachineCommand({ stateMachineArn: other })),

    () => sns.send(new ListTopicsCommand({})),
    () => sns.send(new ListSubscriptionsCommand({})),
    () => sns.send(new GetTopicAttributesCommand({ TopicArn })),
    () => sns.send(new GetTopicAttributesCommand({ TopicArn: `${TopicArn}-none` })),
    () => sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'no address' })),
    () =>
      sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'guest@elsewhere.example' })),
    () => sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token: question?.token ?? 'forged' })),
    () => sns.send(new PublishCommand({ TopicArn, Message: 'a guest’s', Subject: 'two\nlines' })),
    () => sns.send(new PublishCommand({ TopicArn, Message: '' })),
    () => sns.send(new UnsubscribeCommand({ SubscriptionArn: `${TopicArn}:none` })),

    () => sagemaker.send(new ListNotebookInstancesCommand({ MaxResults: 1 })),
    () => sagemaker.send(new ListNotebookInstancesCommand({ NextToken: 'forged' })),
    () => sagemaker.send(new CreateNotebookInstanceCommand(lab)),
    () => sagemaker.send(new CreateNotebookInstanceCommand(lab)),
    () => sagemaker.send(new DeleteTagsCommand({ ResourceArn: labArn, TagKeys: ['none'] })),
    () => sagemaker.send(new DeleteNotebookInstanceCommand({ NotebookInstanceName: 'guests-lab' })),

    () => dynamodb.send(new ListTablesCommand({})),
    () => dynamodb.send(new DescribeTableCommand({ TableName: world.template.tables[0]?.name })),
    () => dynamodb.send(new DescribeTableCommand({ TableName: 'none' })),
  ]);
};
