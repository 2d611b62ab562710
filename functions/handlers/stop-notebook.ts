/**
 * Brings the notebook to Stopped. That it must be given back is written down in the claim, before the call, so that
 * it survives whatever happens next. Only so many are away at one time: before the claim it takes a slot, or waits, as
 * it does where the enforcement window has closed meanwhile.
 *
 * Why a repeat is harmless: SageMaker stops only what is InService, and act.ts looks first; a stop whose answer was
 * lost shows as Stopping in the next look. Who has a slot has it again.
 */
import { type Act, act } from '../act.ts';
import { pollOfOurs } from '../core/budget.ts';
import { closedFor } from '../core/closed-window.ts';
import { stopLimits } from '../core/line.ts';
import { dueOf } from '../core/owner-answer.ts';
import { claimed } from '../core/stand.ts';
import { wait } from '../core/step.ts';
import { askForSlot, leaveSlot } from '../slots.ts';
import { type MailingWorld, realMailingWorld } from '../world.ts';

export const stopNotebook = (world: MailingWorld): Act<'stop'> => ({
  mine: 'stop',
  // Nobody's work is ended whom mail does not reach any more without somebody being told; once it began it goes on.
  mailboxes: async (owner, { case: { stand } }) =>
    stand.at === 'grace' ? world.mail.mailboxes(owner) : null,
  turn: {
    async ask(_step, { file, now }) {
      const closed = closedFor(file, world.policy, now);
      if (closed !== null) return closed;
      const limits = stopLimits(world.policy);
      const due = dueOf(file.case, world.policy) ?? now;
      return limits === null ? null : askForSlot(world.lines, 'stops', { notebook: file, due }, limits, now);
    },
    giveBack: (file) => leaveSlot(world.lines, 'stops', file),
  },
  claim: (_step, { file, now }) => ({
    stand: claimed('stopping', file.case.stand, now),
    restartOwed: file.restartOwed ?? { since: now, caseId: file.case.id },
  }),
  async perform(_step, { file, now }) {
    await world.notebooks.stop(file);
    return { next: 'step', step: wait(pollOfOurs(now, now, world.policy)) };
  },
});

const world = realMailingWorld(process.env);
export const handler = act(world, stopNotebook(world));
