/** What CloudFormation's Ref and GetAtt give for each type of resource that the sandbox knows. */
import type { Place, Resource } from './resource.ts';

export interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** CloudFormation makes a name from stack and logical id where the template gives none. */
const physicalName = (place: Place, logicalId: string, given: unknown): string =>
  typeof given === 'string' ? given : `${place.stackName}-${logicalId}`.slice(0, 64);

type Identify = (logicalId: string, properties: Readonly<Record<string, unknown>>, place: Place) => Identity;

const arn = ({ partition, region, accountId }: Place, service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${accountId}:${resource}`;

const byName =
  (nameProperty: string, arnOf: (place: Place, name: string) => string): Identify =>
  (logicalId, properties, place) => {
    const name = physicalName(place, logicalId, properties[nameProperty]);
    return { ref: name, attributes: { Arn: arnOf(place, name) } };
  };

/** AWS makes an API's id up; this one is always the same, and so is its address in mails. */
const apiId = 'answer';

const table: Readonly<Record<string, Identify>> = {
  'AWS::ApiGatewayV2::Api': (_logicalId, _properties, place) => ({
    ref: apiId,
    attributes: {
      ApiId: apiId,
      ApiEndpoint: `https://${apiId}.execute-api.${place.region}.amazonaws.com`,
    },
  }),
  'AWS::ApiGatewayV2::Integration': (logicalId) => ({ ref: logicalId, attributes: {} }),
  'AWS::Lambda::Function': byName('FunctionName', (place, name) => arn(place, 'lambda', `function:${name}`)),
  'AWS::DynamoDB::Table': byName('TableName', (place, name) => arn(place, 'dynamodb', `table/${name}`)),
  'AWS::Logs::LogGroup': byName('LogGroupName', (place, name) => arn(place, 'logs', `log-group:${name}:*`)),
  'AWS::Events::Rule': byName('Name', (place, name) => arn(place, 'events', `rule/${name}`)),
  'AWS::IAM::Role': byName(
    'RoleName',
    ({ partition, accountId }, name) => `arn:${partition}:iam::${accountId}:role/${name}`,
  ),
  'AWS::SNS::Topic': (logicalId, properties, place) => {
    const TopicName = physicalName(place, logicalId, properties['TopicName']);
    const ref = arn(place, 'sns', TopicName);
    return { ref, attributes: { TopicArn: ref, TopicName } };
  },
  'AWS::SQS::Queue': (logicalId, properties, place) => {
    const QueueName = physicalName(place, logicalId, properties['QueueName']);
    const ref = `https://sqs.${place.region}.amazonaws.com/${place.accountId}/${QueueName}`;
    return { ref, attributes: { Arn: arn(place, 'sqs', QueueName), QueueName, QueueUrl: ref } };
  },
  'AWS::StepFunctions::StateMachine': (logicalId, properties, place) => {
    const Name = physicalName(place, logicalId, properties['StateMachineName']);
    const ref = arn(place, 'states', `stateMachine:${Name}`);
    return { ref, attributes: { Arn: ref, Name } };
  },
};

/** @throws Error for a type whose Ref and attributes the sandbox does not know */
export const identify = (logicalId: string, resource: Resource, place: Place): Identity => {
  const known = table[resource.Type];
  if (known === undefined) {
    throw new Error(
      `${logicalId}: expected a reference to one of ${Object.keys(table).join(', ')}, got ${resource.Type}`,
    );
  }
  return known(logicalId, resource.Properties ?? {}, place);
};
