/**
 * Sends whatever notice is due, and asks an owner who was never asked to confirm a subscription. The deadline is
 * fixed by the first notice that SNS accepted: proposed in the mail, written down when Publish answered. Also tells
 * the platform team what an owner answered, and asks CloudTrail who set an exception tag. Where too many mails are
 * due to one address at once, too many cases begin within an hour, or CloudTrail is being asked, it waits its turn.
 *
 * Why a repeat is harmless: a notice is claimed before it is sent and marked after; one whose answer was lost is
 * sent again under the same notice id, one that is marked is never sent again. Each attempt has a key to the answer
 * page of its own, and all of them work. CloudTrail is only read. Asking twice to confirm is a copy.
 */
import { type Act, act } from '../act.ts';
import { realAnswerPage } from '../answer-link.ts';
import { Trail } from '../aws/trail.ts';
import { deadlineOf, type Notice } from '../core/case.ts';
import { type DueNotice, deadlineFixedBy, noticeId } from '../core/grace-window.ts';
import { caseLimits, lookupLimits } from '../core/line.ts';
import { dueForLookup } from '../core/lookup.ts';
import { type Mailbox, type Mailboxes, receiver } from '../core/mailbox.ts';
import { fittedTo, withWindow } from '../core/override.ts';
import { isToBeMoved } from '../core/platform.ts';
import { isAboutReach } from '../core/reach.ts';
import { wait } from '../core/step.ts';
import { isAboutTag, readerOfTag, setterOf, uncountedIn } from '../core/unapproved.ts';
import { type Archive, lookUp, lookupClaimed } from '../look-up.ts';
import { type NoticeOffice, sendNotice } from '../notice-mail.ts';
import type { Posted } from '../post.ts';
import { askForSlot, leaveSlot } from '../slots.ts';
import { type MailingWorld, realMailingWorld } from '../world.ts';

type Notifier = MailingWorld & NoticeOffice & Archive;

const put = (notices: readonly Notice[], notice: Notice): Notice[] => [
  ...notices.filter((other) => other.id !== notice.id),
  notice,
];

/** The platform team is who escalations are for; SNS keeps what it cannot deliver to nobody. */
function readerOf(notice: DueNotice, mailboxes: Mailboxes): Mailbox | null {
  if (isAboutTag(notice)) return readerOfTag(notice, mailboxes);
  return notice.kind === 'escalation' ? mailboxes.platform : receiver(mailboxes);
}

export const notifyOwner = (world: Notifier): Act<'notify'> => ({
  mine: 'notify',
  mailboxes: async (owner, file, notebook) => {
    const setter = setterOf(notebook, file, world.policy);
    return {
      ...(await world.mail.mailboxes(owner)),
      setter: setter === null ? null : await world.mail.mailbox(setter),
    };
  },

  turn: {
    async ask(step, { file, now }) {
      if ('lookUp' in step) {
        const asker = { notebook: file, due: dueForLookup(file.case, world.policy, now) };
        return askForSlot(world.lines, 'lookups', asker, lookupLimits, now);
      }
      const limits = caseLimits(file, world.policy);
      const due = file.case.openedAt;
      return limits === null ? null : askForSlot(world.lines, 'cases', { notebook: file, due }, limits, now);
    },
    async giveBack(file) {
      await leaveSlot(world.lines, 'cases', file);
      await leaveSlot(world.lines, 'lookups', file);
    },
  },

  claim(step, { file, look, mailboxes, now }) {
    if ('invite' in step) return { invited: step.invite };
    if ('lookUp' in step) return { lookups: lookupClaimed(file, now) };
    const to = mailboxes === null ? null : readerOf(step.notice, mailboxes);
    const id = noticeId(file.case.id, step.notice.stage);
    const uncounted =
      look.seen === 'notebook'
        ? uncountedIn({ file, notebook: look.notebook, now, policy: world.policy })
        : undefined;
    const notice: Notice = {
      id,
      kind: step.notice.kind,
      to: to === null ? [] : [to.address],
      claimedAt: file.case.notices.find((earlier) => earlier.id === id)?.claimedAt ?? now,
      sentAt: null,
      ...(uncounted === undefined ? {} : { uncounted }),
    };
    return { notices: put(file.case.notices, notice) };
  },

  async perform(step, { file, log, look, mailboxes, now }) {
    if ('invite' in step) {
      await world.mail.invite(step.invite);
      return { next: 'look', file };
    }
    if ('lookUp' in step) {
      const known = await lookUp(world, step.lookUp, file, log, now).finally(() =>
        leaveSlot(world.lines, 'lookups', file),
      );
      return known === null ? { next: 'superseded' } : { next: 'look', file: known };
    }
    const { stand } = file.case;
    if (stand.at === 'closed' || look.seen !== 'notebook' || mailboxes === null)
      return { next: 'superseded' };
    const { notebook } = look;
    const { policy, windowName } =
      stand.at === 'opened'
        ? fittedTo(notebook.tags, world.policy)
        : { policy: withWindow(world.policy, file.case.windowName), windowName: undefined };
    const fixed = deadlineFixedBy(step.notice, file, policy, now);
    const deadline = fixed ?? deadlineOf(stand) ?? now;
    const id = noticeId(file.case.id, step.notice.stage);
    const to = readerOf(step.notice, mailboxes);
    if (isAboutReach(step.notice) && mailboxes.owner?.subscription === 'none') {
      await world.mail.invite(mailboxes.owner.address);
    }
    const known = { file, notebook, mailboxes, deadline, noticeId: id, policy, now };
    const isRepeated = file.case.notices.some((notice) => notice.id === id && notice.claimedAt < now);
    const posted: Posted =
      to === null
        ? { is: 'sent', at: now, deadline }
        : await sendNotice(world, step.notice, { ...known, to }, isRepeated);
    if (posted.is === 'waiting') return { next: 'step', step: wait(posted.milliseconds) };
    const notices = file.case.notices.map((notice) =>
      notice.id === id ? { ...notice, sentAt: posted.at } : notice,
    );
    const told = await world.ledger.claim(file, {
      notices,
      ...(fixed === null
        ? {}
        : {
            stand: { at: 'grace', deadline: posted.deadline ?? fixed },
            ...(windowName === undefined ? {} : { windowName }),
            ...(stand.at === 'opened' && isToBeMoved(notebook, policy) ? { upgrade: true as const } : {}),
          }),
    });
    return told === null ? { next: 'superseded' } : { next: 'decide', file: told };
  },
});

const world = realMailingWorld(process.env);
export const handler = act(
  world,
  notifyOwner({ ...world, page: realAnswerPage(process.env, world.policy), trail: new Trail() }),
);
