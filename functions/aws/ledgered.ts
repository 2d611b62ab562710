/** How the table is called, for cases and for keys to the answer page. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { LedgerUnavailable } from '../core/errors.ts';
import { call } from './call.ts';

/** A call to the ledger: whatever refuses it, nothing may be done without it. */
export async function ledgered<Answer>(operation: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call(operation, send);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new LedgerUnavailable(message, { cause: error });
  }
}

/** Whether it was the write's own condition that refused it. */
export function isFailedCondition(error: unknown): boolean {
  const refused = error instanceof LedgerUnavailable ? error.cause : null;
  return refused instanceof Error && refused.cause instanceof ConditionalCheckFailedException;
}
