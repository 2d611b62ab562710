/**
 * How a notebook gets one of the slots of which there are only so many, and gives it back.
 *
 * Why a repeat is harmless: who has a slot has it again, and who has none leaves nothing.
 */
import type { Lines } from './aws/lines.ts';
import { askIn, type Limits, type LineName, leaveIn } from './core/line.ts';
import type { NotebookRef } from './core/notebook.ts';

/** Others may write between our read and our write, but not for ever. */
const tries = 3;

/** How soon one asks again who could not write. */
const soon = 5_000;

type Identity = Pick<NotebookRef, 'arn' | 'createdAt'>;

const idOf = ({ arn, createdAt }: Identity): string =>
  `${arn.toLowerCase()}#${new Date(createdAt).toISOString()}`;

/**
 * @param due when its time came, in milliseconds since the epoch: who waits longest is first
 * @returns for how long it has to wait, in milliseconds; `null` when it has a slot
 */
export async function askForSlot(
  lines: Lines,
  name: LineName,
  { notebook, due }: { readonly notebook: Identity; readonly due: number },
  limits: Limits,
  now: number,
): Promise<number | null> {
  const asker = { notebook: idOf(notebook), due };
  for (let left = tries; left > 0; left -= 1) {
    const turn = askIn(await lines.read(name), asker, limits, now);
    if (turn.next === null || (await lines.write(name, turn.next)))
      return turn.is === 'now' ? null : turn.milliseconds;
  }
  return soon;
}

/** One that cannot be given back, for all the others that are, is anybody's once it is too old. */
export async function leaveSlot(lines: Lines, name: LineName, notebook: Identity): Promise<void> {
  for (let left = tries; left > 0; left -= 1) {
    const next = leaveIn(await lines.read(name), idOf(notebook));
    if (next === null || (await lines.write(name, next))) return;
  }
}
