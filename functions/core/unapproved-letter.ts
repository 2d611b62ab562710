/** What is said of an exception tag that does not count because of who set it. */
import { commandFor } from './approval.ts';
import { leaveOf } from './leave.ts';
import { bodyOf, footer, type Letter, quoted, spoken, subjectOf } from './letter.ts';
import { moment, span } from './moment.ts';
import type { Occasion } from './notice.ts';
import type { Policy } from './policy.ts';

export function unapprovedLetter(occasion: Omit<Occasion, 'link'>): Letter {
  const { deadline, mailboxes, noticeId, notebook, now, policy, to } = occasion;
  const { arn, name } = notebook.ref;
  const leave = leaveOf(occasion);
  const [why, value] = leave.is === 'unapproved' ? [leave.why, leave.value] : ['nobody approved it', ''];
  const isPlatform = to.address === mailboxes.platform.address;
  return {
    subject: subjectOf(name, 'its exception does not count'),
    body: bodyOf(
      spoken(`The exception of notebook ${name} does not count: ${why}.`),
      `Its tag ${policy.exceptionTagKey} says ${quoted(value, 256)}.`,
      policy.mode === 'notify'
        ? 'Nothing is changed all the same: the policy only notifies.'
        : whatComes(deadline, now, policy),
      isPlatform
        ? `To approve it, set it again as one of those whom policy.approvers names, who is not the notebook's owner:\n  ${commandFor(arn, value, policy)}`
        : `Only the platform team can give an exception: write to ${policy.platformEmail} and say why it must keep root access.`,
      footer(arn, noticeId),
    ),
  };
}

const whatComes = (deadline: number, now: number, policy: Policy): string =>
  now < deadline
    ? `The clock goes on: at ${moment(deadline, policy)}, in ${span(deadline - now)}, root access is turned off.`
    : 'Its deadline has passed: root access is turned off now.';
