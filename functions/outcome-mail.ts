/**
 * Tells people how a case ended. It follows the close and is marked on the case when SNS has accepted it, so whoever
 * finds it unmarked sends it, under the same notice id, to those who do not have it yet.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Ledger } from './aws/ledger.ts';
import type { Mail } from './aws/mail.ts';
import type { File, Notice, Outcome } from './core/case.ts';
import { noticeId } from './core/grace-window.ts';
import { outcomeLetter, outcomeReaders } from './core/notice.ts';
import type { Policy } from './core/policy.ts';

/** The addresses of those who are told. */
export function readers(outcome: Outcome, file: File, policy: Policy, platformToo = false): string[] {
  const { asFirst, platform } = outcomeReaders(outcome, file.case.notices);
  const first = file.case.notices.find(({ kind }) => kind === 'first');
  const to = [
    ...(asFirst ? (first?.to ?? []) : []),
    ...(platform || (asFirst && platformToo) ? [policy.platformEmail.toLowerCase()] : []),
  ];
  return [...new Set(to)];
}

export async function tellOutcome(
  world: { readonly ledger: Ledger; readonly mail: Mail; readonly policy: Policy },
  file: File,
  log: Logger,
): Promise<void> {
  const { stand, notices } = file.case;
  if (stand.at !== 'closed' || stand.mail !== 'owed') return;
  const to = readers(stand.outcome, file, world.policy, stand.platformToo);
  const id = noticeId(file.case.id, 'outcome');
  const letter = outcomeLetter(file.name, file.arn, stand, id, world.policy);
  const others = notices.filter((notice) => notice.id !== id);
  const told = notices.filter((notice) => notice.id === id).flatMap((notice) => notice.to);
  const refusals: unknown[] = [];
  const written = (sentAt: number | null): Promise<void> => {
    const notice: Notice = { id, kind: 'outcome', to: told, claimedAt: stand.closedAt, sentAt };
    const mail = sentAt === null ? 'owed' : 'sent';
    return world.ledger.markOutcomeTold(file, { ...stand, mail }, [...others, notice]);
  };
  // First: what could not be marked as sent would be sent again and again.
  await written(null);
  for (const address of to.filter((reader) => !told.includes(reader))) {
    try {
      await world.mail.send(world.mail.topicArnOf(address), letter, {
        notice: 'outcome',
        case: file.case.id,
        notebook: file.name,
      });
      told.push(address);
    } catch (error) {
      refusals.push(error);
    }
  }
  const isDone = refusals.length === 0;
  if (told.length > 0 || isDone) await written(isDone ? stand.closedAt : null);
  if (!isDone) throw refusals[0];
  log.info('told how it ended', { outcome: stand.outcome, to });
}
