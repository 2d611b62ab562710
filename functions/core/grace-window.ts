/** The notices before a deadline, and when each is due. */
import type { Notice, NoticeKind } from './case.ts';
import type { Policy } from './policy.ts';

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

export const firstNotice = (now: number): DueNotice => ({ kind: 'first', dueAt: now, stage: 'first' });

/** The latest stage that is due and was not sent: after a long sleep people get one mail, not a backlog. */
export function dueNotice(
  notices: readonly Notice[],
  deadline: number,
  policy: Policy,
  now: number,
): DueNotice | null {
  const firstAt = notices.find((notice) => notice.kind === 'first')?.sentAt ?? now;
  const due = reminders(firstAt, deadline, policy).filter((stage) => stage.dueAt <= now);
  const latest = due.at(-1);
  if (latest === undefined || now >= deadline) return null;
  return wasSent(notices, latest.stage) ? null : latest;
}

/** When there is something to do next: a notice or the deadline itself. */
export function nextDue(notices: readonly Notice[], deadline: number, policy: Policy, now: number): number {
  const firstAt = notices.find((notice) => notice.kind === 'first')?.sentAt ?? now;
  const next = reminders(firstAt, deadline, policy).find((stage) => stage.dueAt > now);
  return next?.dueAt ?? deadline;
}

export const noticeId = (caseId: string, stage: string): string => `${caseId}-${stage}`;

const wasSent = (notices: readonly Notice[], stage: string): boolean =>
  notices.some((notice) => notice.id.endsWith(`-${stage}`) && notice.sentAt !== null);
