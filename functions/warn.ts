/**
 * Tells a notebook's owner and the platform team that its exception ends soon.
 *
 * Why a repeat is harmless: who was told is written down when SNS has accepted their mail. A mail whose answer was lost
 * may come twice, under one notice id.
 */
import type { File } from './core/case.ts';
import type { Letter } from './core/letter.ts';
import type { Notebook } from './core/notebook.ts';
import { ownerOf } from './core/owner.ts';
import { waitingWarning } from './core/waiting.ts';
import { endingOf, unwarned, warningLetter } from './core/warning.ts';
import { type PostOffice, post } from './post.ts';
import type { Book } from './who-tagged.ts';

/**
 * @param notebook with who touched its tag
 * @param file what the ledger holds about it; `null` where it never had a case
 * @param now milliseconds since the epoch
 */
export async function warnOfTheEnd(
  office: PostOffice & Book,
  notebook: Notebook,
  file: File | null,
  now: number,
): Promise<void> {
  const { policy, touches } = office;
  const ending = endingOf({ notebook, file: file ?? { case: {} }, policy, now });
  if (ending === null) return;
  const { ref } = notebook;
  const before = await touches.warned(ref);
  const owner = ownerOf(notebook.tags, file ?? { case: {} }, policy);
  const told = before?.value === ending.value ? [...before.to] : [];
  for (const to of unwarned(ending, before, await office.mail.mailboxes(owner))) {
    const noticeId = `${ref.name}-ends-${ending.until}`;
    const letter: Letter = warningLetter(ending, { notebook, to, policy, noticeId, now });
    const entry = waitingWarning(letter, noticeId, ref, now);
    const { address, topicArn } = to;
    const parcel = { address, topicArn, entry, isRepeated: true, alone: async () => letter, linkTo: null };
    // One that waits for its turn goes out with the next mail to that address, or at the next look.
    if ((await post(office, parcel, now)).is === 'waiting') continue;
    told.push(address);
    await touches.markWarned(ref, { value: ending.value, to: told, at: now });
  }
}
