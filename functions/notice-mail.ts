/** Sends a notice of a case, by itself or in one mail with others that are due to the same address. */
import { type AnswerPage, linkTo as linkOf } from './answer-link.ts';
import { expiryOf } from './core/answer-key.ts';
import { answerAt, escalationLetter } from './core/escalation.ts';
import type { DueNotice } from './core/grace-window.ts';
import { whyHeld } from './core/hold.ts';
import type { Letter } from './core/letter.ts';
import { lostSubscriptionLetter } from './core/lost-letter.ts';
import { firstNoticeLetter, type Occasion, reminderLetter } from './core/notice.ts';
import type { Entry } from './core/outbox.ts';
import { isToBeMoved } from './core/platform.ts';
import { isAboutReach } from './core/reach.ts';
import { isAboutTag } from './core/unapproved.ts';
import { unapprovedLetter } from './core/unapproved-letter.ts';
import { waitingLetter, waitingNotice } from './core/waiting.ts';
import { type Posted, type PostOffice, post } from './post.ts';

export interface NoticeOffice extends PostOffice {
  /** `null` where the policy has no page. */
  readonly page: AnswerPage | null;
}

/** @param isRepeated whether this is another attempt to send it */
export function sendNotice(
  office: NoticeOffice,
  due: DueNotice,
  known: Omit<Occasion, 'link'>,
  isRepeated: boolean,
): Promise<Posted> {
  const { address, topicArn } = known.to;
  const linkTo = linksTo(office.page, address, known);
  const parcel = { address, topicArn, linkTo, isRepeated };
  const fixed = withoutLink(due, known);
  if (fixed !== null) {
    const entry = waitingLetter(due.kind, fixed, known);
    return post(office, { ...parcel, entry, alone: async () => fixed }, known.now);
  }
  const letterOf = due.kind === 'first' ? firstNoticeLetter : reminderLetter;
  const entry = waitingNotice(due.kind, { ...known, link: linkTo === null ? null : madeWhenSent });
  const alone = async (): Promise<Letter> =>
    letterOf({ ...known, link: linkTo === null ? null : await linkTo(entry, known.deadline) });
  return post(office, { ...parcel, entry, alone }, known.now);
}

/** What waits says that it has a link, and has none: a key is only ever in a mail. */
const madeWhenSent = '';

/** What has nothing to answer: what an owner answered, or what no machine touches, whose case closes right after. */
function withoutLink(due: DueNotice, known: Omit<Occasion, 'link'>): Letter | null {
  const answer = answerAt(known.file.case, due);
  if (answer !== null) return escalationLetter(answer, known);
  if (isAboutReach(due)) return lostSubscriptionLetter(known);
  if (isAboutTag(due)) return unapprovedLetter(known);
  return due.kind === 'first' && whyHeld(known.notebook, isToBeMoved(known.notebook, known.policy)) !== null
    ? firstNoticeLetter({ ...known, link: null })
    : null;
}

/** A new key for each attempt to send a notice, written before it is sent. */
const linksTo = (
  page: AnswerPage | null,
  address: string,
  { policy }: Omit<Occasion, 'link'>,
): ((entry: Entry, deadline: number) => Promise<string>) | null =>
  page === null
    ? null
    : ({ arn, caseId, createdAt, notice }, deadline) =>
        linkOf(page, { arn, createdAt, caseId, notice, address, expiresAt: expiryOf(deadline, policy) });
