/**
 * Looks once more and closes the case in one conditional write: open, held by this execution, and no news since the
 * look. Then tells people what was seen.
 *
 * Why a repeat is harmless: a closed case is not closed again; the outcome mail is marked on the case when it was
 * sent, and a repeat sends it only if it is not marked.
 */
import { Metrics } from '@aws-lambda-powertools/metrics';
import { type Act, act } from '../act.ts';
import { type Closed as ClosedStand, deadlineOf, isRemediation } from '../core/case.ts';
import { aboutAnswers } from '../core/escalation.ts';
import { isTooLate } from '../core/exemption.ts';
import { mayHaveSlot } from '../core/line.ts';
import { sawIn } from '../core/sweep.ts';
import { refusedMove } from '../core/upgrade.ts';
import { countClosed } from '../count-closed.ts';
import { readers, tellOutcome } from '../outcome-mail.ts';
import { settled } from '../post.ts';
import { leaveSlot } from '../slots.ts';
import { type MailingWorld, realMailingWorld } from '../world.ts';

export const closeCase = (world: MailingWorld, metrics: Metrics): Act<'close'> => ({
  mine: 'close',
  // Whether anybody can be reached may be why a case is closed: without this look the close would not be its step.
  mailboxes: (owner) => world.mail.mailboxes(owner),

  async perform({ outcome, reason, restartOwed }, { file, look, now }) {
    const notices = await settled(world.outbox, file, now);
    if (notices !== null) {
      const claimed = await world.ledger.claim(file, { notices });
      return claimed === null ? { next: 'superseded' } : { next: 'decide', file: claimed };
    }
    // Before the close: a repeat after it would not come here any more.
    if (mayHaveSlot(file.case, world.policy, now)) await leaveSlot(world.lines, 'stops', file);
    const stand: ClosedStand = {
      at: 'closed',
      outcome,
      reason: [reason, aboutAnswers(file.case, outcome)].filter((sentence) => sentence !== '').join(' '),
      deadline: deadlineOf(file.case.stand),
      closedAt: now,
      mail: readers(outcome, file, world.policy).length === 0 ? 'none' : 'owed',
      died: false,
      ...sawIn(look, world.policy),
      ...(isTooLate(outcome, look, file, world.policy, now) || refusedMove(file) !== null
        ? { platformToo: true }
        : {}),
    };
    const closed = await world.ledger.close(file, stand, {
      restartOwed: restartOwed === 'stays' ? file.restartOwed : null,
      remediations: file.remediations + (isRemediation(outcome) ? 1 : 0),
    });
    if (closed !== null) {
      countClosed(metrics, outcome);
      return { next: 'closed', file: closed };
    }
    const fresh = await world.ledger.read(file);
    const isStillMine = fresh?.case.id === file.case.id && fresh.case.stand.at !== 'closed';
    return isStillMine ? { next: 'look', file: fresh } : { next: 'superseded' };
  },

  whenClosed: (file, log, now) => tellOutcome(world, file, log, now),
});

const world = realMailingWorld(process.env);
export const handler = act(world, closeCase(world, new Metrics()));
