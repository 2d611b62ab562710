/**
 * What becomes of a case whose execution died where no Catch reaches: it is closed, another execution goes on where
 * it stood, and people are told what is true. The notebook comes first: it may be stopped, and a mail may have to wait
 * for its turn, or be refused.
 *
 * Why a repeat is harmless: the close demands that the dead execution holds the case; the execution that follows is
 * named after the case, so it is started once; a mail that was sent is marked, also on a case that lies beside the
 * one that the follower opened.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import type { Executions } from './aws/executions.ts';
import { type Closed, deadlineOf, type File } from './core/case.ts';
import type { Death } from './core/death.ts';
import { MailboxBusy } from './core/errors.ts';
import { whatIsTrue } from './core/outcome-letter.ts';
import { followerOf, oneMore } from './core/recovery.ts';
import { sawIn } from './core/sweep.ts';
import { countClosed } from './count-closed.ts';
import { tellOutcome } from './outcome-mail.ts';
import { settled } from './post.ts';
import type { MailingWorld } from './world.ts';

export interface Reaper extends MailingWorld {
  readonly metrics: Metrics;
  readonly executions: Executions;
}

/** News may come between our read and our close, but not for ever. */
const tries = 5;

/** @param again reads the file of the case that the dead execution held; `null` where there is none any more */
export async function reap(
  world: Reaper,
  held: File,
  death: Death,
  again: () => Promise<File | null>,
  log: Logger,
): Promise<void> {
  const file = held.case.stand.at === 'closed' ? held : await close(world, held, death, again);
  const [followed] = await Promise.allSettled([goOn(world, file, death, log)]);
  if (followed.status === 'rejected') log.error('nothing goes on with the case', { error: followed.reason });
  await tell(world, file, log);
  if (followed.status === 'rejected') throw followed.reason;
}

/**
 * Tells people how it ended, at their turn.
 * @throws MailboxBusy where that is not now: whoever called repeats it, and by then it has its turn, or is sent
 */
export async function tell(world: MailingWorld, file: File, log: Logger): Promise<void> {
  // What came in stands still while it is repeated.
  const waits = await tellOutcome(world, file, log, world.clock());
  if (waits !== null) throw new MailboxBusy('too many mails are due at once to those who are to be told');
}

async function goOn(world: Reaper, file: File, death: Death, log: Logger): Promise<void> {
  const { stand } = file.case;
  if (stand.at !== 'closed' || !stand.died) return;
  if (!file.recoveries.includes(stand.closedAt)) {
    log.error('no recovery any more: there were enough today', { execution: death.execution });
    return;
  }
  const name = followerOf(file.case.id);
  await world.executions.start(death.stateMachineArn, name, death.input ?? '{}');
  log.warn('the case goes on in another execution', { execution: death.execution, status: death.status });
}

async function close(
  world: Reaper,
  held: File,
  { status, at }: Death,
  again: () => Promise<File | null>,
): Promise<File> {
  const look = await world.notebooks.look(held);
  const notices = await settled(world.outbox, held, at);
  let file = (notices === null ? null : await world.ledger.claim(held, { notices })) ?? held;
  for (let left = tries; left > 0; left -= 1) {
    const recoveries = oneMore(file.recoveries, at);
    const stand: Closed = {
      at: 'closed',
      outcome: 'failed',
      reason: `The execution that handled it ended as ${status}. ${whatIsTrue(look)} ${
        recoveries === null ? 'It needs a person.' : 'Another one goes on with it.'
      }`,
      deadline: deadlineOf(file.case.stand),
      closedAt: at,
      mail: 'owed',
      died: true,
      ...sawIn(look, world.policy),
    };
    const closed = await world.ledger.close(file, stand, { ...(recoveries === null ? {} : { recoveries }) });
    if (closed !== null) {
      countClosed(world.metrics, stand.outcome);
      return closed;
    }
    const fresh = await again();
    if (fresh === null || fresh.case.stand.at === 'closed') return fresh ?? file;
    file = fresh;
  }
  throw new Error(`expected to close the case within ${tries} tries, got news each time`);
}
