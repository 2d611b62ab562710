/**
 * `.waitForTaskToken` is recorded on SQS, SNS and the AWS SDK only. These cases are played with lambda:invoke in
 * their place: the same parameters as its Payload. The called service's own answer (TaskSubmitted) is not compared.
 */
import type { ExecutionCase, Json } from './cases.ts';
import type { Disguise } from './executions.ts';

const foreign = /^arn:aws:states:::(?!lambda:)(.+)\.waitForTaskToken$/;

export const isCallback = ({ uses, tasks }: ExecutionCase): boolean =>
  uses.queryLanguages.join() === 'JSONPath' &&
  uses.resources.length > 0 &&
  uses.resources.every((resource) => /^(sqs:|sns:|aws-sdk:s3:).*\.waitForTaskToken$/.test(resource)) &&
  // Without its tasks a case cannot be answered: their order was lost where branches ran side by side.
  (tasks !== undefined || uses.resources.join().startsWith('aws-sdk'));

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const replaced = (state: unknown): unknown => {
  if (!isObject(state) || !foreign.test(String(state['Resource']))) return state;
  return {
    ...state,
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: 'stand-in', Payload: state['Parameters'] },
  };
};

const payloadOf = (parameters: unknown): unknown => {
  const value: unknown = typeof parameters === 'string' ? JSON.parse(parameters) : parameters;
  return isObject(value) ? value['Payload'] : value;
};

const withoutAnswer = (event: Json): Json => {
  if (event['type'] !== 'TaskSubmitted') return event;
  const { output: _, ...rest } = event;
  return rest;
};

export const onLambda: Disguise = {
  definition: (definition) => ({
    ...definition,
    States: Object.fromEntries(
      Object.entries(isObject(definition['States']) ? definition['States'] : {}).map(([name, state]) => [
        name,
        replaced(state),
      ]),
    ),
  }),
  event: (event, recorded) => {
    if (event['resource'] !== 'invoke.waitForTaskToken') return event;
    const { resource, resourceType } = recorded ?? {};
    const parameters = 'parameters' in event ? { parameters: payloadOf(event['parameters']) } : {};
    return withoutAnswer({ ...event, resource, resourceType, ...parameters });
  },
  expected: withoutAnswer,
};
