import type { AwsError } from '../service.ts';

/** A target's retry policy, by EventBridge's own names and limits. */
export interface RetryPolicy {
  /** 0 to 185. @default 185 */
  readonly maximumRetryAttempts?: number;
  /** 60 to 86400. @default 86400 */
  readonly maximumEventAgeInSeconds?: number;
}

/** Error names for which AWS says that no retry happens: a missing permission, or a target that is not there. */
const atOnce: readonly (readonly [RegExp, string])[] = [
  [/^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError)$/, 'NO_PERMISSIONS'],
  [/^(StateMachineDoesNotExist|ResourceNotFoundException|NotFound|QueueDoesNotExist)$/, 'NO_RESOURCE'],
];

const retried: readonly (readonly [RegExp, string])[] = [
  [/Throttl|TooManyRequests|ExecutionLimitExceeded/, 'THROTTLING'],
  [/^(InternalFailure|InternalError|ServiceException|ServiceUnavailable)/, 'INTERNAL_ERROR'],
];

const codeIn = (table: readonly (readonly [RegExp, string])[], error: AwsError): string | undefined =>
  table.find(([names]) => names.test(error.code))?.[1];

/** What the dead-letter queue's ERROR_CODE says of a refusal, and whether delivery is tried again. */
export const judge = (error: AwsError): { readonly errorCode: string; readonly retry: boolean } => {
  const final = codeIn(atOnce, error);
  if (final !== undefined) return { errorCode: final, retry: false };
  return { errorCode: codeIn(retried, error) ?? 'ERROR_FROM_TARGET', retry: true };
};

/**
 * How long before the n-th retry (1, 2, ...). AWS says only "exponential back off and jitter"; doubling up to
 * eight minutes spreads the default 185 attempts over the default 24 hours.
 */
export const backoff = (retry: number): number => Math.min(2 ** (retry - 1), 480) * 1_000;
