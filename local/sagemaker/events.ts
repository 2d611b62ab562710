import type { AwsError, Caller, Input } from '../service.ts';
import { origin, userIdentity } from './identity.ts';
import type { Notebook } from './notebook.ts';

/** An event as EventBridge puts it on the bus. */
export interface EventBridgeEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds, Z. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What the envelope takes from its place. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly random: () => number;
}

/** ISO 8601 with whole seconds, as events have it. */
export const seconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** An id in the shape of a version 4 UUID. */
export function uuid(random: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const digit = Math.floor(random() * 16);
    return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
  });
}

/** Request members by CloudTrail's names: as sent, in lowerCamelCase. */
function lowerCamel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCamel);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.map(([name, member]) => [name.charAt(0).toLowerCase() + name.slice(1), lowerCamel(member)]),
  );
}

/** CloudTrail leaves out the "Exception" of a denial; the other errors keep their names. */
const errorCode = (error: AwsError): string =>
  error.code === 'AccessDeniedException' ? 'AccessDenied' : error.code;

/** The CloudTrail event of a mutating call, made at `time`, that was answered or refused. */
export function callEvent(
  place: Place,
  call: {
    readonly operation: string;
    readonly input: Input;
    readonly caller: Caller;
    readonly time: number;
    readonly answer?: unknown;
    readonly error?: AwsError;
  },
): EventBridgeEvent {
  const time = seconds(call.time);
  const { error } = call;
  const answer = lowerCamel(call.answer ?? {});
  const answered = error === undefined && typeof answer === 'object' && Object.keys(answer ?? {}).length > 0;
  return {
    version: '0',
    id: uuid(place.random),
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.sagemaker',
    account: place.accountId,
    time,
    region: place.region,
    resources: [],
    detail: {
      eventVersion: '1.11',
      userIdentity: userIdentity(call.caller, time),
      eventTime: time,
      eventSource: 'sagemaker.amazonaws.com',
      eventName: call.operation,
      awsRegion: place.region,
      ...origin(call.caller),
      ...(error ? { errorCode: errorCode(error), errorMessage: error.message } : {}),
      requestParameters: Object.keys(call.input).length > 0 ? lowerCamel(call.input) : null,
      responseElements: answered ? answer : null,
      requestID: uuid(place.random),
      eventID: uuid(place.random),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: place.accountId,
      eventCategory: 'Management',
    },
  };
}

/** What of Describe the native event carries: neither RootAccess nor PlatformIdentifier. */
const carried = [
  'InstanceType',
  'SubnetId',
  'SecurityGroups',
  'RoleArn',
  'KmsKeyId',
  'NetworkInterfaceId',
  'NotebookInstanceLifecycleConfigName',
  'DirectInternetAccess',
];

/** AWS's own event of a notebook as it stands now; it gets to the bus at `time`. The ARN is in lower case. */
export function stateChangeEvent(place: Place, notebook: Notebook, time: number): EventBridgeEvent {
  const arn = notebook.arn.toLowerCase();
  const attributes = Object.entries(notebook.attributes).filter(([name]) => carried.includes(name));
  return {
    version: '0',
    id: uuid(place.random),
    'detail-type': 'SageMaker Notebook Instance State Change',
    source: 'aws.sagemaker',
    account: place.accountId,
    time: seconds(time),
    region: place.region,
    resources: [arn],
    detail: {
      NotebookInstanceArn: arn,
      NotebookInstanceName: notebook.name,
      NotebookInstanceStatus: notebook.status,
      ...(notebook.failureReason === undefined ? {} : { FailureReason: notebook.failureReason }),
      ...Object.fromEntries(attributes),
      LastModifiedTime: notebook.lastModifiedTime,
      CreationTime: notebook.creationTime,
      Tags: Object.fromEntries(notebook.tags),
    },
  };
}
