/**
 * Tells a notebook's owner and the platform team that its exception ends soon; not while the guard is paused, but at the
 * next look after that.
 *
 * Why a repeat is harmless: who was told is written down when SNS has accepted their mail. A mail whose answer was lost
 * may come twice, under one notice id.
 */
import type { KillSwitch } from './aws/kill-switch.ts';
import type { File } from './core/case.ts';
import { pauseOf } from './core/kill-switch.ts';
import type { Letter } from './core/letter.ts';
import type { Notebook } from './core/notebook.ts';
import { ownerOf } from './core/owner.ts';
import { waitingWarning } from './core/waiting.ts';
import { endingOf, unwarned, warningLetter } from './core/warning.ts';
import { type PostOffice, post } from './post.ts';
import type { Book } from './who-tagged.ts';

interface Warner extends PostOffice, Book {
  readonly killSwitch: Pick<KillSwitch, 'read'>;
}

/**
 * @param notebook with who touched its tag
 * @param file what the ledger holds about it; `null` where it never had a case
 * @param now milliseconds since the epoch
 */
export async function warnOfTheEnd(
  office: Warner,
  notebook: Notebook,
  file: File | null,
  now: number,
): Promise<void> {
  const { policy, touches } = office;
  const ending = endingOf({ notebook, file: file ?? { case: {} }, policy, now });
  if (ending === null || pauseOf(await office.killSwitch.read()) !== null) return;
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
