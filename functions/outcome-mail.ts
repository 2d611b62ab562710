/**
 * Tells people how a case ended. It follows the close and is marked on the case when SNS has accepted it, so whoever
 * finds it unmarked sends it, under the same notice id, to those who do not have it yet.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Ledger } from './aws/ledger.ts';
import type { File, Notice, Outcome } from './core/case.ts';
import { owedEscalation } from './core/escalation.ts';
import { noticeId } from './core/grace-window.ts';
import { outcomeLetter, outcomeReaders } from './core/outcome-letter.ts';
import { isDisowned } from './core/owner-answer.ts';
import type { Policy } from './core/policy.ts';
import { waitingOutcome } from './core/waiting.ts';
import { type PostOffice, post } from './post.ts';

/** The addresses of those who are told. */
export function readers(outcome: Outcome, file: File, policy: Policy, platformToo = false): string[] {
  const { asFirst, platform } = outcomeReaders(outcome, file.case.notices);
  // Whoever had the first may not be reachable any more; then the later ones went to somebody in their place.
  const told = file.case.notices.flatMap((notice) => (notice.kind === 'outcome' ? [] : notice.to));
  const owes = owedEscalation(file.case, file.case.openedAt) !== null;
  const to = [
    ...(asFirst ? told.filter((address) => !isDisowned(file, address)) : []),
    ...(platform || (asFirst && (platformToo || owes)) ? [policy.platformEmail.toLowerCase()] : []),
  ];
  return [...new Set(to)];
}

/**
 * @param now when its state was entered
 * @returns for how long somebody's mail has to wait, in milliseconds; `null` when all are told
 */
export async function tellOutcome(
  world: PostOffice & { readonly ledger: Ledger },
  file: File,
  log: Logger,
  now: number,
): Promise<number | null> {
  const { stand, notices } = file.case;
  if (stand.at !== 'closed' || stand.mail !== 'owed') return null;
  const to = readers(stand.outcome, file, world.policy, stand.platformToo);
  const id = noticeId(file.case.id, 'outcome');
  const letter = outcomeLetter(file.name, file.arn, stand, id, world.policy);
  const others = notices.filter((notice) => notice.id !== id);
  const isRepeated = others.length < notices.length;
  const told = notices.filter((notice) => notice.id === id).flatMap((notice) => notice.to);
  const entry = waitingOutcome(letter, id, file, now);
  const refusals: unknown[] = [];
  const waits: number[] = [];
  let sentAt = stand.closedAt;
  const written = (at: number | null): Promise<void> => {
    const notice: Notice = { id, kind: 'outcome', to: told, claimedAt: stand.closedAt, sentAt: at };
    const mail = at === null ? 'owed' : 'sent';
    return world.ledger.markOutcomeTold(file, { ...stand, mail }, [...others, notice]);
  };
  // First: what could not be marked as sent would be sent again and again.
  await written(null);
  for (const address of to.filter((reader) => !told.includes(reader))) {
    try {
      const topicArn = world.mail.topicArnOf(address);
      const posted = await post(
        world,
        { address, topicArn, entry, isRepeated, alone: async () => letter, linkTo: null },
        now,
      );
      if (posted.is === 'waiting') {
        waits.push(posted.milliseconds);
      } else {
        told.push(address);
        sentAt = Math.max(sentAt, posted.at);
      }
    } catch (error) {
      refusals.push(error);
    }
  }
  const isDone = refusals.length === 0 && waits.length === 0;
  if (told.length > 0 || isDone) await written(isDone ? sentAt : null);
  if (refusals.length > 0) throw refusals[0];
  if (!isDone) return Math.min(...waits);
  log.info('told how it ended', { outcome: stand.outcome, to });
  return null;
}
