/**
 * Looks once more and closes the case in one conditional write: open, held by this execution, and no news since the
 * look. Then tells people what was seen.
 *
 * Why a repeat is harmless: a closed case is not closed again; the outcome mail is marked on the case when it was
 * sent, and a repeat sends it only if it is not marked.
 */
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Act, act } from '../act.ts';
import { type Closed as ClosedStand, deadlineOf, type File, type Notice } from '../core/case.ts';
import { noticeId } from '../core/grace-window.ts';
import { outcomeLetter, outcomeReaders } from '../core/notice.ts';
import type { Policy } from '../core/policy.ts';
import { type MailingWorld, realMailingWorld } from '../world.ts';

export const closeCase = (world: MailingWorld, metrics: Metrics): Act<'close'> => ({
  mine: 'close',
  // Whether anybody can be reached may be why a case is closed: without this look the close would not be its step.
  mailboxes: (owner) => world.mail.mailboxes(owner),

  async perform({ outcome, reason, restartOwed }, { file, now }) {
    const stand: ClosedStand = {
      at: 'closed',
      outcome,
      reason,
      deadline: deadlineOf(file.case.stand),
      closedAt: now,
      mail: outcomeReaders(outcome, file.case.notices) === 'nobody' ? 'none' : 'owed',
    };
    const closed = await world.ledger.close(file, stand, restartOwed === 'stays' ? file.restartOwed : null);
    if (closed !== null) {
      metrics.addDimension('outcome', outcome);
      metrics.addMetric('CasesClosed', MetricUnit.Count, 1);
      metrics.publishStoredMetrics();
      return { next: 'closed', file: closed };
    }
    const fresh = await world.ledger.read(file);
    const isStillMine = fresh?.case.id === file.case.id && fresh.case.stand.at !== 'closed';
    return isStillMine ? { next: 'look', file: fresh } : { next: 'superseded' };
  },

  async whenClosed(file, log) {
    const { stand, notices } = file.case;
    if (stand.at !== 'closed' || stand.mail !== 'owed') return;
    const to = readers(file, stand, world.policy);
    const id = noticeId(file.case.id, 'outcome');
    const letter = outcomeLetter(file.name, file.arn, stand, id, world.policy);
    for (const address of to) {
      await world.mail.send(world.mail.topicArnOf(address), letter, {
        notice: 'outcome',
        case: file.case.id,
        notebook: file.name,
      });
    }
    log.info('told how it ended', { outcome: stand.outcome, to });
    const notice: Notice = { id, kind: 'outcome', to, claimedAt: stand.closedAt, sentAt: stand.closedAt };
    await world.ledger.markOutcomeTold(file, { ...stand, mail: 'sent' }, [...notices, notice]);
  },
});

function readers(file: File, stand: ClosedStand, policy: Policy): string[] {
  const first = file.case.notices.find(({ kind }) => kind === 'first');
  return outcomeReaders(stand.outcome, file.case.notices) === 'as-first'
    ? (first?.to ?? [])
    : [policy.platformEmail.toLowerCase()];
}

const world = realMailingWorld(process.env);
export const handler = act(world, closeCase(world, new Metrics()));
