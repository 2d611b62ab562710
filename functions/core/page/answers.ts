/** What each answer is called, what it means before it is given, and what follows after. */
import { type AnswerKind, type Case, deadlineOf, type File, type Stand } from '../case.ts';
import { mayDisableAtOnce } from '../grace.ts';
import { moment, span } from '../moment.ts';
import { postponementLeft } from '../owner-answer.ts';
import { successor } from '../platform.ts';
import type { Policy } from '../policy.ts';

export const labels: Readonly<Record<AnswerKind, string>> = {
  acknowledge: 'Acknowledge',
  'at-next-stop': 'When I next stop it',
  'remediate-now': 'Now',
  'request-exception': 'Request an exception',
  postpone: 'Postpone',
  'not-mine': 'Not mine',
};

/** The order in which they are shown: what changes least first. */
export const shownOrder: readonly AnswerKind[] = [
  'acknowledge',
  'at-next-stop',
  'postpone',
  'remediate-now',
  'request-exception',
  'not-mine',
];

export const meanings: Readonly<Record<AnswerKind, string>> = {
  acknowledge: 'You know of it. No more reminders come but the final one; everything else stays as it is.',
  'at-next-stop':
    'As soon as you stop the notebook its root access is turned off, and it stays stopped until you start it. If you have not stopped it by the date above, it is done then.',
  postpone: 'It happens later. The platform team is told.',
  'remediate-now':
    'The notebook is stopped within a minute, its root access is turned off, and it is started again. What runs in it ends: save your work first.',
  'request-exception':
    'Your reason goes to the platform team, who can let it keep root access for a while. The date above stands until they do.',
  'not-mine':
    'The platform team is told, and you get no more mails about this notebook. The date above stands.',
};

/** Whether it is moved to AL2023 as its notices say, as far as the ledger knows. */
export const isPromised = ({ upgrade }: Pick<Case, 'upgrade'>, { retiredPlatforms }: Policy): boolean =>
  upgrade === true && retiredPlatforms === 'upgrade';

/** What happens and when, as things stand. */
export function whatHappens({ case: held }: File, policy: Policy, now: number): string {
  const deadline = deadlineOf(held.stand);
  if (deadline === null) return 'It is not fixed yet when that happens: the mail about it is on its way.';
  const when = `${moment(deadline, policy)}, in ${span(deadline - now)}`;
  if (policy.mode === 'notify') {
    return `Nothing is changed for you. Please turn root access off by ${when}.`;
  }
  const stopped = mayDisableAtOnce(held, policy)
    ? 'If you stop it before then, its root access is turned off while it is stopped, and it stays stopped.'
    : 'If it is stopped then, its root access is turned off and it stays stopped.';
  const moved = isPromised(held, policy) ? `it is moved to ${successor}, ` : '';
  return `At ${when}, the notebook is stopped, its root access is turned off, ${moved}and it is started again. That takes about ten minutes. ${stopped}`;
}

/** What follows once an answer is recorded; what happens when stands on the page below it. */
export function whatFollows(kind: AnswerKind, { case: held }: File, policy: Policy, now: number): string {
  const due = dueIn(held.stand, policy, now);
  switch (kind) {
    case 'acknowledge':
      return `No more reminders come but the final one. ${due}`;
    case 'at-next-stop':
      return mayDisableAtOnce(held, policy)
        ? `As soon as you stop it, its root access is turned off. ${due}`
        : `Your request for an exception comes first: root access stays on until it is granted, or due. ${due}`;
    case 'remediate-now':
      return 'The notebook is stopped within a minute, its root access is turned off, and it is started again, in about ten minutes. A mail tells you how it went.';
    case 'request-exception':
      return `The platform team has your reason. If they grant it you get a mail, and nothing is changed. ${due}`;
    case 'postpone': {
      const left = postponementLeft(held, policy);
      const more =
        left === 0 ? 'You cannot postpone it again.' : `You can postpone it by ${span(left)} more.`;
      return `${due} ${more}`;
    }
    case 'not-mine':
      return `The platform team is told, and you get no more mails about this notebook. ${due}`;
    default:
      return kind satisfies never;
  }
}

function dueIn(stand: Stand, policy: Policy, now: number): string {
  const deadline = deadlineOf(stand);
  return deadline === null ? '' : `It is due at ${moment(deadline, policy)}, in ${span(deadline - now)}.`;
}
