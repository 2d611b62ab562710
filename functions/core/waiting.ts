/** What waits of a mail that cannot go out yet: enough to say it in one that lists many. */
import type { File, NoticeKind } from './case.ts';
import { graceOf } from './drift.ts';
import { mayDisableAtOnce } from './grace.ts';
import { type Letter, wordsOf } from './letter.ts';
import type { NotebookRef } from './notebook.ts';
import type { Occasion } from './notice.ts';
import type { Entry } from './outbox.ts';
import { fittedTo } from './override.ts';
import { movesIn } from './upgrade.ts';
import { whyYou } from './why-you.ts';

const about = ({ arn, case: held, createdAt, name }: File) => ({ arn, caseId: held.id, createdAt, name });

/** @param occasion with any link, if it has one */
export function waitingNotice(kind: NoticeKind, occasion: Occasion): Entry {
  const { deadline, file, link, noticeId, notebook, now, policy } = occasion;
  const { windowName } = fittedTo(notebook.tags, policy);
  const isFixed = file.case.stand.at !== 'opened';
  return {
    ...about(file),
    notice: noticeId,
    kind,
    queuedAt: now,
    deadline: isFixed ? deadline : null,
    grace: isFixed ? null : graceOf(file, policy),
    ...(isFixed || windowName === undefined ? {} : { windowName }),
    why: whyYou(occasion),
    hasLink: link !== null,
    says: {
      is: 'prospect',
      status: notebook.status,
      platform: notebook.platform,
      ...(movesIn(occasion) ? { isMoved: true as const } : {}),
      whenStopped: mayDisableAtOnce(file.case, policy),
    },
  };
}

/** One without a link: what it says does not depend on when it goes out. */
export const waitingLetter = (kind: NoticeKind, letter: Letter, occasion: Omit<Occasion, 'link'>): Entry => ({
  ...waitingNotice(kind, { ...occasion, link: null }),
  why: null,
  says: { is: 'text', text: wordsOf(letter) },
});

export const waitingOutcome = (letter: Letter, notice: string, file: File, now: number): Entry => ({
  ...about(file),
  notice,
  kind: 'outcome',
  queuedAt: now,
  deadline: null,
  grace: null,
  why: null,
  hasLink: false,
  says: { is: 'text', text: wordsOf(letter) },
});

/** One about a notebook that has no case. */
export const waitingWarning = (letter: Letter, notice: string, ref: NotebookRef, now: number): Entry => ({
  ...ref,
  caseId: 'none',
  notice,
  kind: 'warning',
  queuedAt: now,
  deadline: null,
  grace: null,
  why: null,
  hasLink: false,
  says: { is: 'text', text: wordsOf(letter) },
});
