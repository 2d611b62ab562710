/** Looks who owns what, and whether mail reaches them. */
import type { Progress } from '../../bench/progress.ts';
import type { Mailbox } from '../../functions/core/mailbox.ts';
import { each, type Failure } from '../each.ts';
import { asked } from '../session.ts';
import type { Account } from './account.ts';
import { readFleet } from './fleet.ts';
import { type Holding, holdingsOf, type Unowned } from './holdings.ts';

export interface Standing extends Holding {
  readonly subscription: Mailbox['subscription'];
}

export interface Survey {
  readonly owners: readonly Standing[];
  readonly unowned: readonly Unowned[];
  /** Notebooks that could not be looked at, and owners whose subscription could not. */
  readonly failed: readonly Failure[];
}

/** SNS counts these calls by the second for the whole account, and the guard makes them too before it mails. */
const atOnce = 2;

/** @throws CannotGoOn when the notebooks may not be listed, or the ledger not be read */
export async function survey(
  { ledger, mail, policy, sageMaker }: Account,
  progress: Progress,
): Promise<Survey> {
  const files = await asked('who said that a notebook is not theirs', () => ledger.everything());
  const fleet = await readFleet(sageMaker, progress);
  const { owners, unowned } = holdingsOf(fleet.notebooks, files, policy);
  const { done, failed } = await progress('owners', owners.length, (advance) =>
    each(
      owners,
      ({ owner }) => owner,
      async (holding) => ({ ...holding, subscription: (await mail.mailbox(holding.owner)).subscription }),
      { atOnce, advance },
    ),
  );
  return { owners: done, unowned, failed: [...fleet.unread, ...failed] };
}
