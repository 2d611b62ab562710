/** One check from the creation of its notebook to its end, which comes whatever happens. */
import type { Account, Time } from './account.ts';
import { beliefs } from './beliefs.ts';
import { TestNotebook } from './notebook.ts';
import { Observations, type Row } from './observations.ts';
import type { Options } from './options.ts';
import { remove } from './removal.ts';
import { walk } from './walk.ts';

export interface Verified {
  readonly notebook: string;
  readonly rows: readonly Row[];
  readonly measurements: Readonly<Record<string, string>>;
  /** Why it could not see everything; null when it could. */
  readonly stopped: unknown;
  /** Why the notebook may still be there; null when it is gone. */
  readonly leftBehind: unknown;
}

/** Capitals show how AWS treats the case of names. @param now ms since the epoch */
export const notebookName = (now: number): string =>
  `RootGuardVerify-${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}`;

/** @param signal ends the check early; the notebook is deleted all the same */
export async function verify(
  account: Account,
  time: Time,
  options: Options,
  signal: AbortSignal,
  progress: (line: string) => void,
): Promise<Verified> {
  const notebook = new TestNotebook(account.sageMaker, notebookName(time.now()));
  const observations = new Observations(beliefs, notebook.name);
  const stopped = await whyNot(walk({ account, time, options, notebook, observations, signal, progress }));
  if (stopped !== null) progress('it cannot go on; deleting the notebook');
  const leftBehind = await whyNot(remove(notebook, time));
  return {
    notebook: notebook.name,
    rows: observations.rows(),
    measurements: observations.measurements,
    stopped,
    leftBehind,
  };
}

/** What went wrong is part of what the check has to tell. */
const whyNot = async (work: Promise<void>): Promise<unknown> => {
  try {
    await work;
    return null;
  } catch (error) {
    return error;
  }
};
