/** Calls that AWS throttles, made again for as long as somebody would wait for them. */
import pRetry from 'p-retry';
import { Throttled } from '../functions/core/errors.ts';

/** About a minute in all, beside what functions/aws/call.ts repeats within each try. */
const growing = { retries: 7, minTimeout: 1_000, maxTimeout: 15_000, factor: 2, randomize: true };

/**
 * Nothing else is made again here: a call that was not answered may have been heard, and `call` repeated it already.
 * @throws what it was refused with; Throttled when it stays so
 */
export const patiently = <Answer>(send: () => Promise<Answer>): Promise<Answer> =>
  pRetry(send, { ...growing, shouldRetry: ({ error }) => error instanceof Throttled });
