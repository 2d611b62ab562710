/**
 * A key to the answer page: 32 random bytes in base64url, known to whoever got the mail. What is kept of it is its
 * hash, and what it is good for.
 */
import * as z from 'zod';
import { instant } from './instant.ts';
import type { Policy } from './policy.ts';

export const answerKeySchema = z.object({
  /** The notebook. */
  arn: z.string(),
  createdAt: instant,
  /** The case that it was made for, the notice that it was mailed with, and the address that got it. */
  caseId: z.string(),
  notice: z.string(),
  address: z.string(),
  /** Compared by us: DynamoDB deletes what has expired, but days later. */
  expiresAt: instant,
});
export type AnswerKey = z.output<typeof answerKeySchema>;

/** Whether a text could be a key at all. */
export const isKey = (text: string): boolean => /^[\w-]{43}$/.test(text);

const week = 7 * 86_400_000;

/** People find out what came of it for a week, however long they postpone. */
export const expiryOf = (deadline: number, policy: Policy): number => deadline + policy.postponement + week;
