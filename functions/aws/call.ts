/**
 * The one way to call AWS. SDK errors stop here: what comes out is named in core/errors.ts, keeps its cause, and
 * says which call was refused and in which words.
 *
 * The SDK makes one attempt (its clients are built with `maxAttempts: 1`); this repeats what may heal at most twice
 * within two seconds, and everything longer is the loop's.
 */
import pRetry from 'p-retry';
import {
  AccessRefused,
  LimitReached,
  NotebookGone,
  RequestRefused,
  ServiceUnavailable,
  StatusForbids,
  Throttled,
} from '../core/errors.ts';

/** How the clients are built: retries have one owner each. */
export const oneAttempt = { maxAttempts: 1 } as const;

/** Before the first repetition and the second, in milliseconds. */
const growing = { minTimeout: 300, factor: 2 };
/** For what AWS counts by the second. */
export const aSecondApart = { minTimeout: 1_000, factor: 1 };

/** @param operation IAM's name of the call, e.g. `sagemaker:StopNotebookInstance`: what a refusal would need */
export function call<Answer>(
  operation: string,
  send: () => Promise<Answer>,
  pauses: typeof growing = growing,
): Promise<Answer> {
  return pRetry(
    async () => {
      try {
        return await send();
      } catch (error) {
        throw translated(operation, error);
      }
    },
    {
      retries: 2,
      ...pauses,
      shouldRetry: ({ error }) => error instanceof Throttled || error instanceof ServiceUnavailable,
    },
  );
}

/** What the SDKs' exceptions have in common (`@smithy/smithy-client` ServiceException); network errors have only `name`. */
interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

function translated(operation: string, error: unknown): Error {
  if (!(error instanceof Error))
    return new TypeError(`${operation}: expected an error, got ${String(error)}`);
  const { name, message } = error;
  const said = `${operation} was refused: ${name}: ${message}`;
  const options = { cause: error };
  if (/^(AccessDenied|AccessDeniedException|AuthorizationError|AuthorizationErrorException)$/.test(name)) {
    return new AccessRefused(`${said} (the function's role needs ${operation})`, options);
  }
  if (/^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException)$/.test(name)) {
    return new Throttled(said, options);
  }
  if (name === 'ResourceLimitExceeded') return new LimitReached(said, options);
  // SageMaker's state errors are unmodelled: only the text tells them apart (docs/assumptions.md).
  if (name === 'ValidationException' && /RecordNotFound|Notebook Instance \S+ does not exist/i.test(message))
    return new NotebookGone(said, options);
  if (name === 'ValidationException' && /Status \(\w+\) not in \(/.test(message)) {
    return new StatusForbids(said, options);
  }
  const status = (error as SdkError).$metadata?.httpStatusCode;
  return status !== undefined && status < 500
    ? new RequestRefused(said, options)
    : new ServiceUnavailable(`${operation} was not answered: ${name}: ${message}`, options);
}
