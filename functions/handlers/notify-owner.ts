/**
 * Sends whatever notice is due, and asks an owner who was never asked to confirm a subscription. The deadline is
 * fixed by the first notice that SNS accepted: proposed in the mail, written down when Publish answered.
 *
 * Why a repeat is harmless: a notice is claimed before it is sent and marked after; one whose answer was lost is
 * sent again under the same notice id, one that is marked is never sent again. Asking twice to confirm is a copy.
 */
import { type Act, act } from '../act.ts';
import type { Notice } from '../core/case.ts';
import { graceOf } from '../core/drift.ts';
import { firstPermitted } from '../core/enforcement-window.ts';
import { noticeId } from '../core/grace-window.ts';
import { receiver } from '../core/mailbox.ts';
import { firstNoticeLetter, reminderLetter } from '../core/notice.ts';
import { type MailingWorld, realMailingWorld } from '../world.ts';

const put = (notices: readonly Notice[], notice: Notice): Notice[] => [
  ...notices.filter((other) => other.id !== notice.id),
  notice,
];

export const notifyOwner = (world: MailingWorld): Act<'notify'> => ({
  mine: 'notify',
  mailboxes: (owner) => world.mail.mailboxes(owner),

  claim(step, { file, mailboxes, now }) {
    if ('invite' in step) return { invited: step.invite };
    const to = mailboxes === null ? null : receiver(mailboxes);
    const notice: Notice = {
      id: noticeId(file.case.id, step.notice.stage),
      kind: step.notice.kind,
      to: to === null ? [] : [to.address],
      claimedAt: now,
      sentAt: null,
    };
    return { notices: put(file.case.notices, notice) };
  },

  async perform(step, { file, look, mailboxes, now }) {
    if ('invite' in step) {
      await world.mail.invite(step.invite);
      return { next: 'look', file };
    }
    const { stand } = file.case;
    if (stand.at === 'closed' || look.seen !== 'notebook' || mailboxes === null)
      return { next: 'superseded' };
    const deadline =
      stand.at === 'opened'
        ? firstPermitted(now + graceOf(file, world.policy), world.policy)
        : stand.deadline;
    const id = noticeId(file.case.id, step.notice.stage);
    const to = receiver(mailboxes);
    if (to !== null) {
      const occasion = {
        notebook: look.notebook,
        mailboxes,
        to,
        deadline,
        noticeId: id,
        policy: world.policy,
        now,
      };
      const letter = step.notice.kind === 'first' ? firstNoticeLetter(occasion) : reminderLetter(occasion);
      await world.mail.send(to.topicArn, letter, {
        notice: step.notice.kind,
        case: file.case.id,
        notebook: file.name,
      });
    }
    const notices = file.case.notices.map((notice) =>
      notice.id === id ? { ...notice, sentAt: now } : notice,
    );
    const told = await world.ledger.claim(file, {
      notices,
      ...(stand.at === 'opened' ? { stand: { at: 'grace', deadline } } : {}),
    });
    return told === null ? { next: 'superseded' } : { next: 'decide', file: told };
  },
});

const world = realMailingWorld(process.env);
export const handler = act(world, notifyOwner(world));
