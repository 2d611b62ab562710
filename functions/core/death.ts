/** An execution that ended without the machine's leave, as EventBridge reports it ("Step Functions Execution Status Change"). */
import * as z from 'zod';

export interface Death {
  readonly execution: string;
  readonly stateMachineArn: string;
  readonly status: string;
  /** What it was started with, JSON; `null` where EventBridge left it out for its size. */
  readonly input: string | null;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const schema = z.object({
  source: z.literal('aws.states'),
  time: z.iso.datetime(),
  detail: z.object({
    executionArn: z.string(),
    stateMachineArn: z.string(),
    status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
    input: z.string().nullish(),
  }),
});

/** @returns the reason, where the event is none of these */
export function parseDeath(raw: unknown): Death | string {
  const event = schema.safeParse(raw);
  if (!event.success) {
    const where = event.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    return `expected the end of an execution, got something where ${where}`;
  }
  const { executionArn: execution, stateMachineArn, status, input } = event.data.detail;
  return { execution, stateMachineArn, status, input: input ?? null, at: Date.parse(event.data.time) };
}
