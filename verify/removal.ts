/** Deletes the notebook, from whatever status it is in, while the guard may still be at work on it. */

import { CannotGoOn } from '../cli/refused.ts';
import type { Time } from './account.ts';
import { type TestNotebook, tagKey } from './notebook.ts';
import type { Call } from './probes.ts';
import { isForbidden, isMissing } from './refused.ts';

const minute = 60_000;
const every = 5_000;
/** It may be Pending first, then has to be stopped, then deleted. */
const atMost = 60 * minute;

/** What brings it nearer to its end; nothing while it is on its way to another status. */
const nextCall: Readonly<Record<string, Call>> = { InService: 'Stop', Stopped: 'Delete', Failed: 'Delete' };

/** How a person deletes what could not be deleted here. */
export const byHand = (name: string): string =>
  `aws sagemaker stop-notebook-instance --notebook-instance-name ${name}; ` +
  `aws sagemaker wait notebook-instance-stopped --notebook-instance-name ${name}; ` +
  `aws sagemaker delete-notebook-instance --notebook-instance-name ${name}`;

/**
 * Returns once AWS has no such notebook.
 * @throws CannotGoOn when it is not ours, or does not go away
 */
export async function remove(notebook: TestNotebook, time: Time): Promise<void> {
  const end = time.now() + atMost;
  let known = false;
  for (;;) {
    const described = await notebook.describe();
    if (described === null) return;
    if (!known && !(await notebook.isOurs(described))) {
      throw new CannotGoOn(`expected ${notebook.name} to have the tag ${tagKey}, got none; it is left alone`);
    }
    known = true;
    const { NotebookInstanceStatus: status = '' } = described;
    if (time.now() >= end) {
      throw new CannotGoOn(`expected ${notebook.name} to be gone, got ${status}; ${byHand(notebook.name)}`);
    }
    await step(notebook, nextCall[status]);
    await time.sleep(every);
  }
}

/** The guard may be faster, or the notebook gone meanwhile: the next look shows. */
async function step(notebook: TestNotebook, call: Call | undefined): Promise<void> {
  if (call === undefined) return;
  try {
    await notebook.call(call);
  } catch (error) {
    if (!isForbidden(error) && !isMissing(error)) throw error;
  }
}
