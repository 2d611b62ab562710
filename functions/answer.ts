/** What the state machine hands to a function and what it gets back; it reads `step`, `waitSeconds` and no more. */
import * as z from 'zod';
import { seconds } from './core/budget.ts';
import type { Case, File } from './core/case.ts';
import { MalformedInput } from './core/errors.ts';
import { caughtSchema } from './core/failure.ts';
import { instant } from './core/instant.ts';
import { heard } from './core/news.ts';
import type { NotebookRef } from './core/notebook.ts';
import type { Step } from './core/step.ts';

/** Where to go: the step that decide chose, or how the execution ends. */
export type Route = Step['do'] | 'closed' | 'failed' | 'joined' | 'superseded' | 'none';

export interface Answer {
  readonly caseId: string | null;
  readonly notebook: { readonly arn: string; readonly name: string; readonly createdAt: string } | null;
  readonly step: Route;
  /** For the sleep that may follow: whole seconds, at least 1. */
  readonly waitSeconds: number;
  /** How much news that wakes the look behind this answer knew of. */
  readonly wakes: number;
}

export function answer(step: Route | Step, ref: NotebookRef | null, held: Case | null): Answer {
  const milliseconds = typeof step === 'object' && step.do === 'wait' ? step.milliseconds : 0;
  return {
    caseId: held?.id ?? null,
    notebook:
      ref === null
        ? null
        : { arn: ref.arn, name: ref.name, createdAt: new Date(ref.createdAt).toISOString() },
    step: typeof step === 'object' ? step.do : step,
    waitSeconds: seconds(milliseconds),
    wakes: held === null ? 0 : heard(held),
  };
}

/** How an execution ends whose case is closed. */
export const closedRoute = (file: File): Route =>
  file.case.stand.at === 'closed' && file.case.stand.outcome === 'failed' ? 'failed' : 'closed';

const held = z.object({
  caseId: z.string(),
  notebook: z.object({ arn: z.string(), name: z.string(), createdAt: instant }),
  wakes: z.number().int(),
  error: caughtSchema.optional(),
});

/** `now` is the time at which the state was entered; it does not move while the Task is retried. */
const actInput = z.object({ execution: z.string(), now: instant, input: held });
const openInput = z.object({ execution: z.string(), now: instant, input: z.unknown() });
const sleepInput = z.object({ execution: z.string(), token: z.string(), input: held });

/** Reads what a state hands over. @throws MalformedInput */
export const parsed =
  <Schema extends z.ZodType>(schema: Schema) =>
  (raw: unknown): z.output<Schema> => {
    const result = schema.safeParse(raw);
    if (result.success) return result.data;
    const where = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new MalformedInput(`expected what a state hands over, got something where ${where}`);
  };

export const parseActInput = parsed(actInput);
export const parseOpenInput = parsed(openInput);
export const parseSleepInput = parsed(sleepInput);
