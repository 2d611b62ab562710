/** The Step Functions API of an engine that listens on this machine; one call, one HTTP request. */
import { AwsError, type Input } from '../../local/service.ts';
import { region } from '../../local/template.ts';

export type StatesApi = (operation: string, input: Input) => Promise<Record<string, unknown>>;

/** Engines read the Region from it; signatures are not verified. */
const authorization = `AWS4-HMAC-SHA256 Credential=conformance/20000101/${region}/states/aws4_request, SignedHeaders=host, Signature=0`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param url where the engine listens
 * @returns calls that throw AwsError as the engine refuses them
 */
export const statesApi =
  (url: string): StatesApi =>
  async (operation, input) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
        authorization,
      },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    let body: unknown;
    try {
      body = JSON.parse(text === '' ? '{}' : text);
    } catch (error) {
      throw new Error(
        `${operation}: expected JSON from ${url}, got ${response.status} ${text.slice(0, 300)}`,
        {
          cause: error,
        },
      );
    }
    if (!isRecord(body)) throw new Error(`${operation}: expected a JSON object from ${url}, got ${text}`);
    if (response.ok) return body;
    const code = String(body['__type'] ?? response.headers.get('x-amzn-errortype') ?? response.status);
    throw new AwsError(
      code.split('#').at(-1) ?? code,
      String(body['message'] ?? body['Message'] ?? ''),
      response.status,
    );
  };

export interface Ended {
  readonly status: string;
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly path: readonly string[];
}

const stateOf = (event: Record<string, unknown>): string | undefined => {
  const details = event['stateEnteredEventDetails'];
  return isRecord(details) && typeof details['name'] === 'string' ? details['name'] : undefined;
};

/** How an execution stands, and every state that it entered, in order. */
export const lookAt = async (call: StatesApi, executionArn: string): Promise<Ended> => {
  const { status, output, error, cause } = await call('DescribeExecution', { executionArn });
  const path: string[] = [];
  let nextToken: unknown;
  do {
    const page = await call('GetExecutionHistory', {
      executionArn,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    const events = Array.isArray(page['events']) ? page['events'].filter(isRecord) : [];
    path.push(...events.flatMap((event) => stateOf(event) ?? []));
    nextToken = page['nextToken'] ?? undefined;
  } while (nextToken !== undefined);
  return {
    status: String(status),
    output: typeof output === 'string' ? JSON.parse(output) : undefined,
    error: typeof error === 'string' ? error : undefined,
    cause: typeof cause === 'string' ? cause : undefined,
    path,
  };
};
