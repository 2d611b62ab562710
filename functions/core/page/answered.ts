/** What is said to whoever has just sent an answer, whatever came of it. */
import type { AnswerKind } from '../case.ts';
import { isAnswerable, type Refusal } from '../owner-answer.ts';
import { labels, whatFollows } from './answers.ts';
import type { Said } from './case-page.ts';
import type { Complaint } from './forms.ts';
import type { Reader } from './reader.ts';

export const recordedNow = (kind: AnswerKind, { file, policy, now }: Reader): Said => ({
  status: 200,
  headline: `Recorded: ${labels[kind]}`,
  text: whatFollows(kind, file, policy, now),
  complaint: null,
});

const plainly = (status: number, headline: string, text: string): Said => ({
  ...{ status, headline, text },
  complaint: null,
});

/** For what is no answer that there is, and for one that is not to be given by this reader. */
export const notOffered = plainly(422, 'Not recorded', 'That answer is not one that you can give here.');

/** @param reason what was typed as one, so that nobody has to write it twice */
export function refusedNow(why: Refusal, kind: AnswerKind, reader: Reader, reason: string): Said {
  const { file, policy, now } = reader;
  const complaining = (field: Complaint['field'], says: string): Said => ({
    ...{ status: 422, headline: 'Not recorded', text: says },
    complaint: { about: kind, field, says, reason },
  });
  switch (why) {
    case 'already':
      return plainly(
        200,
        'Recorded before',
        `${labels[kind]} was recorded already, and nothing was recorded twice. ${isAnswerable(file, policy, now) ? whatFollows(kind, file, policy, now) : ''}`,
      );
    case 'closed':
      return plainly(409, 'Not recorded', 'The case is closed; this page says what came of it.');
    case 'too-late':
      return plainly(409, 'Not recorded', 'It came too late: what you were told of has begun.');
    case 'not-offered':
      return notOffered;
    case 'name-differs':
      return complaining('confirm', `That is not the notebook's name. Type ${file.name} to confirm.`);
    case 'reason-missing':
      return complaining('reason', 'Say why it must keep root access.');
    case 'duration-missing':
      return complaining('by', 'Choose by how long.');
    default:
      return why satisfies never;
  }
}
