/** The two ways a Task calls a Lambda function, and what each makes of the answer. */
import type { Resource } from './definition.ts';
import { EvaluationError, StatesError } from './errors.ts';
import { isFields, tooLarge } from './json.ts';
import { hexadecimal, uuid } from './random.ts';

/** What a function answered. `text` is the payload as the runtime wrote it, where that is not `JSON.stringify`. */
export type Invoked =
  | { readonly ok: true; readonly payload: unknown; readonly text?: string }
  | {
      readonly ok: false;
      readonly payload: {
        readonly errorType: string;
        readonly errorMessage: string;
        readonly trace?: string[];
      };
      readonly text?: string;
    };

export interface Functions {
  /**
   * A rejection is a defect of the sandbox, never a function's error.
   *
   * @param roleArn the role of the state machine that invokes it
   */
  invoke(functionArn: string, payload: unknown, roleArn: string): Promise<Invoked>;
}

export interface Region {
  readonly region: string;
  readonly accountId: string;
}

/** Which function is called with what. @throws EvaluationError */
export const invocation = (
  resource: Resource,
  request: unknown,
  { region, accountId }: Region,
): { readonly functionArn: string; readonly payload: unknown } => {
  if (resource.kind === 'function') return { functionArn: resource.arn, payload: request };
  const parameters = isFields(request) ? request : {};
  const name = parameters['FunctionName'];
  if (typeof name !== 'string') {
    throw new EvaluationError(
      `The value for the field 'FunctionName' must be a STRING, got ${JSON.stringify(name)}`,
    );
  }
  const functionArn = name.startsWith('arn:')
    ? name
    : `arn:aws:lambda:${region}:${accountId}:function:${name}`;
  const payload = parameters['Payload'];
  // Recorded: a text is sent as the request's body, so the function sees the JSON in it; null sends no body.
  if (typeof payload === 'string') return { functionArn, payload: parsedBody(payload) };
  return { functionArn, payload: payload ?? {} };
};

const parsedBody = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    // AWS answers with Lambda's InvalidRequestContentException, in a form that nothing public shows.
    throw new EvaluationError(
      `The Payload of lambda:invoke is a text that is not JSON: ${JSON.stringify(body)}`,
    );
  }
};

/** The Task's result, or the error that it ends in. */
export const resultOf = (
  resource: Resource,
  functionArn: string,
  invoked: Invoked,
  now: number,
  random: () => number,
): unknown | StatesError => {
  if (!invoked.ok) {
    return new StatesError(invoked.payload.errorType, invoked.text ?? JSON.stringify(invoked.payload));
  }
  const payload = invoked.payload === undefined ? null : invoked.payload;
  const text = invoked.text ?? JSON.stringify(payload);
  const result = resource.kind === 'function' ? payload : response(functionArn, payload, text, now, random);
  return tooLarge(result)
    ? dataLimitExceeded(resource.kind === 'function' ? resource.arn : 'lambda')
    : result;
};

/** Recorded for a function's ARN. */
export const dataLimitExceeded = (name: string): StatesError =>
  new StatesError(
    'States.DataLimitExceeded',
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );

/** One for all answers: the histories of many cases hold tens of thousands of them. */
const same = { connection: ['keep-alive'], type: ['application/json'], latest: ['$LATEST'], remapped: ['0'] };

/** The answer of lambda:invoke, headers and all, as recorded on 6 Nov 2025. */
const response = (
  functionArn: string,
  payload: unknown,
  text: string,
  now: number,
  random: () => number,
): unknown => {
  const qualifier = functionArn.split(':')[7] ?? '';
  const version = /^\d+$/.test(qualifier) ? qualifier : '$LATEST';
  const requestId = uuid(random);
  const length = String(Buffer.byteLength(text));
  const date = new Date(now).toUTCString();
  const trace = `Root=1-${Math.floor(now / 1000).toString(16)}-${hexadecimal(random, 24)};Sampled=0`;
  return {
    ExecutedVersion: version,
    Payload: payload,
    SdkHttpMetadata: {
      AllHttpHeaders: {
        Connection: same.connection,
        'Content-Length': [length],
        'Content-Type': same.type,
        Date: [date],
        'X-Amz-Executed-Version': version === '$LATEST' ? same.latest : [version],
        'x-amzn-Remapped-Content-Length': same.remapped,
        'x-amzn-RequestId': [requestId],
        'X-Amzn-Trace-Id': [trace],
      },
      HttpHeaders: {
        Connection: 'keep-alive',
        'Content-Length': length,
        'Content-Type': 'application/json',
        Date: date,
        'X-Amz-Executed-Version': version,
        'x-amzn-Remapped-Content-Length': '0',
        'x-amzn-RequestId': requestId,
        'X-Amzn-Trace-Id': trace,
      },
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
};
