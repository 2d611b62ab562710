import { AwsError } from '../service.ts';

/** A call as a fault sees it. */
export interface FaultyCall {
  /** `SageMaker`, `SNS`, `DynamoDB`, `SFN`; what the service is called in an IAM action is derived from it. */
  readonly service: string;
  readonly operation: string;
  /** The handler that calls, e.g. `stop-notebook`. */
  readonly function: string;
  /** The notebook that the call is about, as far as that is known. */
  readonly notebook?: string | undefined;
  readonly callerArn?: string | undefined;
}

const actionPrefixes: Readonly<Record<string, string>> = { sfn: 'states', stepfunctions: 'states' };

const denied = (call: FaultyCall): string => {
  const service = call.service.toLowerCase();
  const action = `${actionPrefixes[service] ?? service}:${call.operation}`;
  const user = call.callerArn ?? `arn:aws:sts::111122223333:assumed-role/${call.function}/${call.function}`;
  return `User: ${user} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`;
};

/** Status and text of the errors that AWS words for itself. */
const known: Readonly<Record<string, readonly [number, string | ((call: FaultyCall) => string)]>> = {
  AccessDenied: [403, denied],
  AccessDeniedException: [400, denied],
  AuthorizationError: [403, denied],
  ThrottlingException: [400, 'Rate exceeded'],
  Throttling: [400, 'Rate exceeded'],
  Throttled: [429, 'Rate exceeded'],
  TooManyRequestsException: [429, 'Rate exceeded'],
  RequestLimitExceeded: [
    400,
    'Throughput exceeds the current throughput limit for your account. Please contact AWS Support at https://aws.amazon.com/support request a limit increase',
  ],
  ProvisionedThroughputExceededException: [
    400,
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
  ],
  ConditionalCheckFailedException: [400, 'The conditional request failed'],
  ResourceNotFoundException: [400, 'Requested resource not found'],
  ResourceLimitExceeded: [
    400,
    "The account-level service limit 'ml.t3.medium for notebook instance usage' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances. Please contact AWS support to request an increase for this limit.",
  ],
  InternalFailure: [
    500,
    'The request processing has failed because of an unknown error, exception or failure.',
  ],
  InternalError: [500, 'Internal Error'],
  InternalErrorException: [500, 'Internal Error'],
  InternalServerError: [500, 'Internal server error'],
  InternalServerException: [500, 'Internal server error'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
  ServiceUnavailableException: [503, 'The request has failed due to a temporary failure of the server.'],
  NotFound: [404, 'Topic does not exist'],
  ExpiredTokenException: [403, 'The security token included in the request is expired'],
  UnrecognizedClientException: [400, 'The security token included in the request is invalid.'],
};

/**
 * The refusal that a fault names, as AWS would word it. A name that AWS words differently from case to case
 * (ValidationException) or that is not in the table comes with 400 and a text that says that it is a fault's.
 */
export const awsErrorOf = (name: string, call: FaultyCall): AwsError => {
  const [status, text] = known[name] ?? [400, `${name} by a fault of the story`];
  return new AwsError(name, typeof text === 'string' ? text : text(call), status);
};
