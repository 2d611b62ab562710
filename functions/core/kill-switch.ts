/**
 * The kill switch: while it is on no notice goes out, and nothing is stopped or changed. What we stopped is given back all
 * the same, and cases end that would end without us, of which people are told.
 */
import * as z from 'zod';
import { pollWhilePaused } from './budget.ts';
import { deadlineOf, type File, type Stand } from './case.ts';
import type { Facts } from './facts.ts';
import { giveBack, isOn } from './give-back.ts';
import { type DueNotice, resumed } from './grace-window.ts';
import { instant } from './instant.ts';
import type { Look } from './notebook.ts';
import { hasAnswered } from './owner-answer.ts';
import { type Step, wait } from './step.ts';

/** Somebody pulled the switch (`paused`) or lifted it (`running`). */
export const thrownSchema = z.object({
  to: z.enum(['paused', 'running']),
  at: instant,
  by: z.string(),
  why: z.string(),
});
export type Thrown = z.output<typeof thrownSchema>;

export interface Pause {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly by: string;
  readonly why: string;
}

export const pauseOf = (thrown: Thrown | null): Pause | null =>
  thrown?.to === 'paused' ? { since: thrown.at, by: thrown.by, why: thrown.why } : null;

export const isHeldBack = ({ do: does }: Step): boolean => ['notify', 'stop', 'disable'].includes(does);

/** In place of a step that is held back. */
export function whenPaused(facts: Facts, { by, since, why }: Pause): Step {
  const { file, notebook, now, policy, stand } = facts;
  if (file.restartOwed === null || isBack(stand, notebook.status)) {
    return wait(pollWhilePaused(since, now, policy));
  }
  const said = (what: string): string => `${isOn(notebook)}: ${by} paused the guard (${why}). ${what}`;
  return giveBack(facts, { running: 'failed', leftStopped: 'failed', down: 'failed', said, because: null });
}

/** It runs, or it came up and its owner stopped it again. */
const isBack = (stand: Stand, status: string): boolean =>
  status === 'InService' || (stand.at === 'starting' && stand.comingUp && status === 'Stopped');

type Held = Partial<Pick<File['case'], 'stand' | 'waitedAt' | 'pausedAt'> & Pick<File, 'restartOwed'>>;

/** What is written about a case of which a step is held back; one that was given back stands where it stood before. */
export function heldBack({ case: { stand }, restartOwed }: File, look: Look, now: number): Held {
  const deadline = deadlineOf(stand);
  const held: Held = { waitedAt: now, pausedAt: now };
  const isGivenBack =
    restartOwed !== null &&
    look.seen === 'notebook' &&
    deadline !== null &&
    isBack(stand, look.notebook.status);
  return isGivenBack ? { ...held, stand: { at: 'grace', deadline }, restartOwed: null } : held;
}

/** A deadline that passed while the guard was paused is not met out of the blue: one more notice, and a new one. */
export function afterThePause({ file, notebook, now, policy }: Facts, deadline: number): DueNotice | null {
  const { pausedAt = 0 } = file.case;
  // It may be without root access already, and is judged when it has settled.
  if (notebook.status === 'Updating') return null;
  return pausedAt >= deadline && policy.mode === 'enforce' && !hasAnswered(file.case, 'remediate-now')
    ? resumed(deadline, now)
    : null;
}
