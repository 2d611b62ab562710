/** What IAM is asked about a call: the action, the resource, and the condition keys that the request fills in. */
import type { Input } from '../service.ts';

export interface IamRequest {
  /** As policies write it, e.g. `sagemaker:StopNotebookInstance`. */
  readonly action: string;
  /** An ARN, or `*` where the action knows no resource. */
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

export interface Place {
  readonly accountId: string;
  readonly region: string;
  /** The tags of a resource as they are now, by its ARN. */
  readonly tagsOf: (arn: string) => Readonly<Record<string, string>>;
  /** The name of a table's partition key; undefined where there is no such table. */
  readonly partitionKeyOf: (table: string) => string | undefined;
}

type Ask = (operation: string, input: Input, place: Place) => Omit<IamRequest, 'action'>;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const arn = (service: string, place: Place, resource: string): string =>
  `arn:aws:${service}:${place.region}:${place.accountId}:${resource}`;

const given = (context: Record<string, string | string[] | undefined>): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(context).filter((entry): entry is [string, string | string[]] => entry[1] !== undefined),
  );

/** Tags sent along, as `aws:RequestTag/…` and `aws:TagKeys`. */
const requestTags = (tags: unknown): Record<string, string | string[]> => {
  if (!Array.isArray(tags)) return {};
  const sent = tags as { Key: string; Value: string }[];
  return {
    ...Object.fromEntries(sent.map(({ Key, Value }) => [`aws:RequestTag/${Key}`, Value])),
    'aws:TagKeys': sent.map(({ Key }) => Key),
  };
};

const sageMaker: Ask = (operation, input, place) => {
  const name = text(input['NotebookInstanceName']);
  const resource =
    text(input['ResourceArn']) ?? (name && arn('sagemaker', place, `notebook-instance/${name}`));
  if (resource === undefined) return { resource: '*', context: {} };
  const tags = Object.entries(place.tagsOf(resource));
  return {
    resource,
    context: {
      ...Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
      ...Object.fromEntries(tags.map(([key, value]) => [`sagemaker:ResourceTag/${key}`, value])),
      ...requestTags(input['Tags']),
      ...given({
        'sagemaker:RootAccess': text(input['RootAccess']),
        'sagemaker:InstanceTypes': text(input['InstanceType']) && [String(input['InstanceType'])],
        'aws:TagKeys': operation === 'DeleteTags' ? (input['TagKeys'] as string[]) : undefined,
      }),
    },
  };
};

const stepFunctions: Ask = (_operation, input) => ({
  resource: text(input['stateMachineArn']) ?? text(input['executionArn']) ?? '*',
  context: {},
});

const textIn = (attribute: unknown): string | undefined =>
  text((attribute as { readonly S?: unknown } | undefined)?.S);

/** The partition keys that a request names: in an item, in a key, or as a value that a query asks for. */
const leadingKeys = (input: Input, name: string): string[] => {
  const items = [input['Item'], input['Key']] as (Readonly<Record<string, unknown>> | undefined)[];
  const names = (input['ExpressionAttributeNames'] ?? {}) as Readonly<Record<string, string>>;
  const values = (input['ExpressionAttributeValues'] ?? {}) as Readonly<Record<string, unknown>>;
  const condition = text(input['KeyConditionExpression']) ?? '';
  const asked = [...condition.matchAll(/([\w#]+)\s*=\s*(:\w+)/g)]
    .filter(([, of = '']) => (names[of] ?? of) === name)
    .map(([, , value = '']) => values[value]);
  return [...items.map((item) => item?.[name]), ...asked].flatMap((attribute) => textIn(attribute) ?? []);
};

const dynamoDb: Ask = (_operation, input, place) => {
  const table = text(input['TableName']);
  if (table === undefined) return { resource: '*', context: {} };
  const resource = table.startsWith('arn:') ? table : arn('dynamodb', place, `table/${table}`);
  const index = text(input['IndexName']);
  const key = place.partitionKeyOf(resource.split('/')[1] ?? '');
  const leading = key === undefined || index !== undefined ? [] : leadingKeys(input, key);
  return {
    resource: index === undefined ? resource : `${resource}/index/${index}`,
    context: leading.length === 0 ? {} : { 'dynamodb:LeadingKeys': leading },
  };
};

const sns: Ask = (operation, input, place) => {
  const topic =
    text(input['TopicArn']) ??
    // A subscription is its topic's: its ARN is the topic's and one more part.
    text(input['SubscriptionArn'])?.split(':').slice(0, 6).join(':') ??
    (operation === 'CreateTopic' ? arn('sns', place, String(input['Name'])) : '*');
  return {
    resource: topic,
    context: {
      ...requestTags(input['Tags']),
      ...given({ 'sns:Protocol': text(input['Protocol']), 'sns:Endpoint': text(input['Endpoint']) }),
    },
  };
};

const services: Readonly<Record<string, { readonly prefix: string; readonly ask: Ask }>> = {
  SageMaker: { prefix: 'sagemaker', ask: sageMaker },
  StepFunctions: { prefix: 'states', ask: stepFunctions },
  DynamoDB: { prefix: 'dynamodb', ask: dynamoDb },
  SNS: { prefix: 'sns', ask: sns },
  CloudTrail: { prefix: 'cloudtrail', ask: () => ({ resource: '*', context: {} }) },
};

/** Condition keys that the sandbox fills in; a policy that asks for another would be judged wrongly. */
export const filledIn =
  /^(aws:(RequestTag\/.*|ResourceTag\/.*|TagKeys|PrincipalArn|PrincipalAccount|RequestedRegion|SecureTransport)|dynamodb:LeadingKeys|sagemaker:(ResourceTag\/.*|RootAccess|InstanceTypes)|sns:(Protocol|Endpoint))$/i;

export const iamRequest = (service: string, operation: string, input: Input, place: Place): IamRequest => {
  const known = services[service];
  if (known === undefined)
    throw new Error(`expected one of ${Object.keys(services).join(', ')}, got ${service}`);
  return { action: `${known.prefix}:${operation}`, ...known.ask(operation, input, place) };
};

export const startExecution = (stateMachineArn: string): IamRequest => ({
  action: 'states:StartExecution',
  resource: stateMachineArn,
  context: {},
});

export const invokeFunction = (functionArn: string): IamRequest => ({
  action: 'lambda:InvokeFunction',
  resource: functionArn,
  context: {},
});
