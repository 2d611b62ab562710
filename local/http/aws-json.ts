/** awsJson1.0 and awsJson1.1: the target header names the operation, timestamps are epoch seconds. */
import type { AwsError, Input } from '../service.ts';
import type { Protocol } from './protocol.ts';

interface Dialect {
  readonly service: string;
  /** What x-amz-target begins with. */
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** Operations whose model has no output: they answer with an empty body, the others at least with `{}`. */
  readonly withoutOutput?: readonly string[];
  /** Errors whose text the model calls `Message`; it is `message` with all others. */
  readonly withMessage?: readonly string[];
}

const dialects: readonly Dialect[] = [
  {
    service: 'SageMaker',
    target: 'SageMaker',
    version: '1.1',
    withoutOutput: ['StartNotebookInstance', 'StopNotebookInstance', 'DeleteNotebookInstance'],
    withMessage: ['ConflictException', 'ResourceInUse', 'ResourceLimitExceeded', 'ResourceNotFound'],
  },
  { service: 'StepFunctions', target: 'AWSStepFunctions', version: '1.0' },
  { service: 'DynamoDB', target: 'DynamoDB_20120810', version: '1.0' },
  {
    service: 'CloudTrail',
    target: 'CloudTrail_20131101',
    version: '1.1',
  },
];

const write = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key: string, written: unknown) {
    // JSON.stringify hands a Date over as text already; the original stands in the holder.
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1_000 : written;
  });

const speak = (dialect: Dialect): Protocol => {
  const contentType = `application/x-amz-json-${dialect.version}`;
  return {
    parse: ({ headers, body }) => {
      // The AWS CLI puts a namespace before CloudTrail's name, as botocore's model has it; the SDK for JavaScript does not.
      const [, target, operation = ''] =
        /^(?:.*\.)?(\w+)\.(\w+)$/.exec(String(headers['x-amz-target'] ?? '')) ?? [];
      if (target !== dialect.target) return undefined;
      return { service: dialect.service, operation, input: JSON.parse(body === '' ? '{}' : body) as Input };
    },
    answer: (operation, output, requestId) => ({
      status: 200,
      headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
      body: dialect.withoutOutput?.includes(operation) ? '' : write(output ?? {}),
    }),
    refuse: (error: AwsError, requestId) => ({
      status: error.status,
      headers: { 'content-type': contentType, 'x-amzn-requestid': requestId },
      body: write({
        __type: error.code,
        [dialect.withMessage?.includes(error.code) ? 'Message' : 'message']: error.message,
        ...error.members,
      }),
    }),
  };
};

export const awsJson: readonly Protocol[] = dialects.map(speak);
