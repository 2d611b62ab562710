/** The history events of a Task, in the two dialects: a function's ARN, and a service integration. */
import type { Resource } from './definition.ts';
import type { StatesError } from './errors.ts';

export interface TaskEvent {
  readonly type: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Members that are JSON values. */
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface TaskEvents {
  scheduled(request: unknown, timeoutInSeconds?: number, heartbeatInSeconds?: number): TaskEvent;
  started(): TaskEvent;
  submitted(output: unknown): TaskEvent;
  succeeded(output: unknown): TaskEvent;
  failed(error: StatesError): TaskEvent;
  timedOut(error: StatesError): TaskEvent;
}

const errorOf = (error: StatesError) => ({ error: error.error, cause: error.causeText });

const ofFunction = (arn: string): TaskEvents => ({
  scheduled: (input, timeoutInSeconds) => ({
    type: 'LambdaFunctionScheduled',
    details: { resource: arn, timeoutInSeconds },
    data: { input },
  }),
  started: () => ({ type: 'LambdaFunctionStarted' }),
  submitted: () => {
    throw new Error(
      'expected lambda:invoke to be submitted, got a function ARN, which cannot wait for a token',
    );
  },
  succeeded: (output) => ({ type: 'LambdaFunctionSucceeded', details: {}, data: { output } }),
  failed: (error) => ({ type: 'LambdaFunctionFailed', details: errorOf(error) }),
  timedOut: (error) => ({ type: 'LambdaFunctionTimedOut', details: errorOf(error) }),
});

const ofService = (resource: string, region: string): TaskEvents => {
  const details = { resourceType: 'lambda', resource };
  return {
    scheduled: (parameters, timeoutInSeconds, heartbeatInSeconds) => ({
      type: 'TaskScheduled',
      details: { ...details, region, timeoutInSeconds, heartbeatInSeconds },
      data: { parameters },
    }),
    started: () => ({ type: 'TaskStarted', details }),
    submitted: (output) => ({ type: 'TaskSubmitted', details, data: { output } }),
    succeeded: (output) => ({ type: 'TaskSucceeded', details, data: { output } }),
    // Also for a function that failed before its token was waited for; nothing public shows another type.
    failed: (error) => ({ type: 'TaskFailed', details: { ...details, ...errorOf(error) } }),
    timedOut: (error) => ({ type: 'TaskTimedOut', details: { ...details, ...errorOf(error) } }),
  };
};

export const taskEvents = (resource: Resource, region: string): TaskEvents =>
  resource.kind === 'function'
    ? ofFunction(resource.arn)
    : ofService(resource.waitForTaskToken ? 'invoke.waitForTaskToken' : 'invoke', region);
