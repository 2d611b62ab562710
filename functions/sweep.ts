/** What the sweep's state machine hands to its functions. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { parsed } from './answer.ts';
import { instant } from './core/instant.ts';

const place = z.object({ pk: z.string(), sk: z.string() });

/** Where the sweep goes on: a page of SageMaker's list, or one of the ledger's; `null` is the first. */
const wayOn = z.discriminatedUnion('through', [
  z.object({ through: z.literal('fleet'), after: z.string().nullable() }),
  z.object({ through: z.literal('ledger'), after: place.nullable() }),
]);
export type WayOn = z.output<typeof wayOn>;

/** `next` is absent where a sweep begins; `pages` are those that this execution has turned already. */
const pageInput = z.object({
  execution: z.string(),
  stateMachine: z.string(),
  input: z.object({ next: wayOn.optional(), pages: z.number().int().default(0) }),
});
const lookInput = z.object({
  execution: z.string(),
  now: instant,
  input: z.object({ arn: z.string(), name: z.string(), createdAt: instant }),
});
const reviewInput = z.object({ now: instant, input: place });

export const parsePageInput = parsed(pageInput);
export const parseLookInput = parsed(lookInput);
export const parseReviewInput = parsed(reviewInput);

/** The same cause starts the same execution, however often it is told. */
export const executionNamed = (...cause: readonly string[]): string =>
  `sweep-${createHash('sha256').update(JSON.stringify(cause)).digest('hex').slice(0, 40)}`;
