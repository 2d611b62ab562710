/** What the platform team is told of an owner's answers. NotifyOwner sends it, as a notice that decide finds owed. */
import { approvalOf } from './approval.ts';
import {
  type AnswerKind,
  type Case,
  type File,
  isRemediation,
  type Outcome,
  type OwnerAnswer,
} from './case.ts';
import { type DueNotice, wasSent } from './grace-window.ts';
import { bodyOf, footer, type Letter, quoted, subjectOf } from './letter.ts';
import { moment, span } from './moment.ts';
import { answersOf, longestReason, postponementLeft } from './owner-answer.ts';
import type { Policy } from './policy.ts';

/** Answers that somebody beside the owner has to know of. */
const toldOf: readonly AnswerKind[] = ['request-exception', 'postpone', 'not-mine'];

/** By its place among the answers, which never changes. */
const stageOf = (index: number): string => `escalation-${index}`;

type Answered = Pick<Case, 'answers' | 'notices'>;

const isUntold = ({ notices }: Answered, { kind }: OwnerAnswer, index: number): boolean =>
  toldOf.includes(kind) && !wasSent(notices, stageOf(index));

/** The first answer of which the platform team was not told yet. */
export function owedEscalation(held: Answered, now: number): DueNotice | null {
  const index = answersOf(held).findIndex((answer, at) => isUntold(held, answer, at));
  return index === -1 ? null : { kind: 'escalation', dueAt: now, stage: stageOf(index) };
}

/**
 * What the reason of an outcome says of the answers: that an exception was not granted, and what came too late for a
 * mail of its own. Then the platform team gets the outcome mail too.
 */
export function aboutAnswers(held: Answered, outcome: Outcome): string {
  const given = answersOf(held);
  const sentences = given.flatMap((answer, at) => {
    if (!isUntold(held, answer, at)) return [];
    if (answer.kind === 'not-mine') return [`${answer.address} said that it is not theirs.`];
    return answer.reason === undefined ? [] : [`The reason for it: "${answer.reason}".`];
  });
  const isAsked = given.some(({ kind }) => kind === 'request-exception');
  return [
    ...(isAsked && isRemediation(outcome) ? ['An exception was asked for and not granted in time.'] : []),
    ...sentences,
  ].join(' ');
}

/** The answer that an escalation is about, or `null` for another notice. */
export const answerAt = (held: Pick<Case, 'answers'>, { stage }: DueNotice): OwnerAnswer | null =>
  answersOf(held).find((_answer, at) => stageOf(at) === stage) ?? null;

export interface EscalationOccasion {
  readonly file: File;
  readonly deadline: number;
  readonly noticeId: string;
  readonly policy: Policy;
  readonly now: number;
}

export function escalationLetter(answer: OwnerAnswer, occasion: EscalationOccasion): Letter {
  const { file, noticeId } = occasion;
  const { headline, paragraphs } = said(answer, occasion);
  return {
    subject: subjectOf(file.name, headline),
    body: bodyOf(
      ...paragraphs,
      `This was answered through the link in notice ${answer.notice}, which went to ${answer.address}. It shows that somebody has that mail, not who it was.`,
      footer(file.arn, noticeId),
    ),
  };
}

interface Said {
  /** At most 34 characters, so that with the longest name a subject stays under 100. */
  readonly headline: string;
  readonly paragraphs: readonly string[];
}

function said(answer: OwnerAnswer, occasion: EscalationOccasion): Said {
  const { file, deadline, policy, now } = occasion;
  const { address, kind } = answer;
  const when = `${moment(deadline, policy)}, in ${span(deadline - now)}`;
  const otherwise =
    policy.mode === 'notify'
      ? 'Nothing is changed for them meanwhile: the policy only notifies.'
      : `The clock goes on: at ${when}, root access is turned off.`;
  switch (kind) {
    case 'request-exception': {
      const { command, until } = approvalOf(file.arn, answer, policy, now);
      return {
        headline: 'an exception is asked for',
        paragraphs: [
          `${address} asks that notebook ${file.name} may keep root access. ${otherwise}`,
          `Their reason: ${quoted(answer.reason ?? '', longestReason)}`,
          `To approve it until the end of ${until} (put your ticket in, and another day if you like, at most ${policy.maxExceptionDays} days ahead):\n  ${command}`,
          'To refuse it, do nothing.',
        ],
      };
    }
    case 'postpone': {
      const left = postponementLeft(file.case, policy);
      return {
        headline: 'the deadline was postponed',
        paragraphs: [
          `${address} postponed what happens to notebook ${file.name} by ${span(answer.by ?? 0)}: now it is due at ${when}.`,
          left === 0
            ? 'That is all that the policy permits; it cannot be postponed again.'
            : `The policy permits ${span(left)} more.`,
        ],
      };
    }
    default:
      return {
        headline: 'its owner says it is not theirs',
        paragraphs: [
          `${address} says that notebook ${file.name} is not theirs. They get no more mails about it. ${otherwise}`,
          `Find out whose it is, and name them in one of the tags ${policy.ownerTagKeys.join(', ')}: they get what is due from then on.`,
        ],
      };
  }
}
