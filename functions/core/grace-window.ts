/** The notices before a deadline, and when each is due. */
import type { Case, File, Notice, NoticeKind } from './case.ts';
import { graceOf } from './drift.ts';
import { firstPermitted } from './enforcement-window.ts';
import { hasAnswered } from './owner-answer.ts';
import type { Policy } from './policy.ts';

const hour = 3_600_000;

/** A reminder this close to the first notice tells nobody anything new. */
const tooSoonAfterFirst = 15 * 60_000;

export interface DueNotice {
  readonly kind: NoticeKind;
  /** Milliseconds since the epoch. */
  readonly dueAt: number;
  /** What tells it from other notices of its case, e.g. `reminder-PT12H`. */
  readonly stage: string;
}

/** The stages after the first notice, in order; those that would follow it too closely are left out. */
export function reminders(firstAt: number, deadline: number, policy: Policy): readonly DueNotice[] {
  return policy.reminders
    .map((before, index): DueNotice => {
      const kind = index === policy.reminders.length - 1 ? 'final' : 'reminder';
      return {
        kind,
        dueAt: deadline - before,
        stage: kind === 'final' ? kind : `${kind}-${before / 60_000}m`,
      };
    })
    .filter((notice) => notice.dueAt >= firstAt + tooSoonAfterFirst);
}

/** The stage of the notice that follows a pause; it stands for the final one of the new deadline. */
const afterAPause = /^resumed-\d+-final$/;

/** The notice that a deadline has passed while nothing was done, and what the new one is. */
export const resumed = (deadline: number, now: number): DueNotice => ({
  kind: 'final',
  dueAt: now,
  stage: `resumed-${deadline}-final`,
});

/** The deadline that a notice fixes when it is accepted; `null` where it fixes none. */
export function deadlineFixedBy(
  { stage }: DueNotice,
  file: File,
  policy: Policy,
  now: number,
): number | null {
  if (file.case.stand.at === 'opened') return firstPermitted(now + graceOf(file, policy), policy);
  return afterAPause.test(stage) ? firstPermitted(now + lastWarning(policy), policy) : null;
}

/** As long before as the final notice comes. */
const lastWarning = ({ graceWindow, reminders }: Policy): number =>
  Math.min(reminders.at(-1) ?? hour, graceWindow);

export const firstNotice = (now: number): DueNotice => ({ kind: 'first', dueAt: now, stage: 'first' });

/** What is known of the notices of a case: those sent, and whether its owner wants no more reminders. */
type Told = Pick<Case, 'notices' | 'answers'>;

/** The latest stage that is due and was not sent: after a long sleep people get one mail, not a backlog. */
export function dueNotice(told: Told, deadline: number, policy: Policy, now: number): DueNotice | null {
  const latest = stagesOf(told, deadline, policy, now)
    .filter((stage) => stage.dueAt <= now)
    .at(-1);
  if (latest === undefined || now >= deadline) return null;
  return wasSent(told.notices, latest.stage) ? null : latest;
}

/** When there is something to do next: a notice or the deadline itself. */
export function nextDue(told: Told, deadline: number, policy: Policy, now: number): number {
  const next = stagesOf(told, deadline, policy, now).find(
    (stage) => stage.dueAt > now && !wasSent(told.notices, stage.stage),
  );
  return next?.dueAt ?? deadline;
}

/** Acknowledging ends the reminders, never the final one: a mail scanner can acknowledge too. */
function stagesOf(told: Told, deadline: number, policy: Policy, now: number): readonly DueNotice[] {
  const firstAt = told.notices.find((notice) => notice.kind === 'first')?.sentAt ?? now;
  const stages = reminders(firstAt, deadline, policy);
  return hasAnswered(told, 'acknowledge') ? stages.filter(({ kind }) => kind === 'final') : stages;
}

export const noticeId = (caseId: string, stage: string): string => `${caseId}-${stage}`;

export const wasSent = (notices: readonly Notice[], stage: string): boolean =>
  notices.some((notice) => notice.id.endsWith(`-${stage}`) && notice.sentAt !== null);
