/**
 * Who touched a notebook's exception tag: written down when CloudTrail tells it, found again by each look at a notebook
 * whose tag would count. Where the policy names no approvers nobody is asked for, and no call is made.
 *
 * Why a repeat is harmless: a touch is known by CloudTrail's id of it, and is written once.
 */
import type { Touches } from './aws/touches.ts';
import { needsApproval } from './core/leave.ts';
import type { Look } from './core/notebook.ts';
import type { Policy } from './core/policy.ts';
import { toldByEvent } from './core/touch.ts';

export interface Book {
  readonly touches: Touches;
  readonly policy: Policy;
}

/** A look at a notebook with who touched its tag, where that matters. */
export async function whoTagged<Seen extends Look>({ policy, touches }: Book, look: Seen, now: number) {
  if (look.seen !== 'notebook' || !needsApproval(look.notebook, policy, now)) return look;
  const { notebook } = look;
  return { ...look, notebook: { ...notebook, touches: await touches.latest(notebook.ref.arn) } };
}

/** Writes down what an event tells of a notebook's exception tag, if it does. */
export async function recordEvent({ policy, touches }: Book, arn: string, event: unknown): Promise<void> {
  if (policy.approvers.length === 0) return;
  const told = toldByEvent(event, policy.exceptionTagKey);
  if (told !== null) await touches.record(arn, { ...told.touch, source: 'event' });
}
