/** What a Catch of the state machine carries in `$.error`: `{ Error, Cause }`, Cause being a Lambda's error as JSON text. */
import * as z from 'zod';

export const caughtSchema = z.object({ Error: z.string().nullable(), Cause: z.string().nullable() });
export type Caught = z.output<typeof caughtSchema>;

const lambdaError = z.object({ errorMessage: z.string() });

/** The message of the error that was caught; the whole cause where it is not a Lambda's (a timeout has none). */
export function messageOf({ Error: name, Cause: cause }: Caught): string {
  if (cause === null || cause === '') return `${name ?? 'an error'} without a cause`;
  try {
    const parsed = lambdaError.safeParse(JSON.parse(cause));
    return parsed.success ? parsed.data.errorMessage : cause;
  } catch (error) {
    if (error instanceof SyntaxError) return cause;
    throw error;
  }
}
