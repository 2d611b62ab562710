/**
 * Listens to executions that FAILED, TIMED_OUT or were ABORTED: closes the case that such a one held, starts another
 * that goes on where it stood, and tells people what is true. Also sends an outcome mail that is still owed.
 *
 * The notebook comes first: it may be stopped, and a mail may have to wait for its turn, or be refused.
 *
 * Why a repeat is harmless: the close demands that the dead execution holds the case; the execution that follows is
 * named after the case, so it is started once; a mail that was sent is marked, also on a case that lies beside the
 * one that the follower opened.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Executions } from '../aws/executions.ts';
import { type Closed, deadlineOf, type File } from '../core/case.ts';
import { type Death, parseDeath } from '../core/death.ts';
import { MailboxBusy } from '../core/errors.ts';
import { whatIsTrue } from '../core/outcome-letter.ts';
import { oneMore } from '../core/recovery.ts';
import { notebookArnOf } from '../core/trigger.ts';
import { countClosed } from '../count-closed.ts';
import { tellOutcome } from '../outcome-mail.ts';
import { settled } from '../post.ts';
import { type MailingWorld, realMailingWorld } from '../world.ts';

interface Reaper extends MailingWorld {
  readonly metrics: Metrics;
  readonly executions: Executions;
}

/** News may come between our read and our close, but not for ever. */
const tries = 5;

export const reapCase =
  (world: Reaper) =>
  async (event: unknown): Promise<void> => {
    const death = parseDeath(event);
    if (typeof death === 'string') {
      world.log.info('nothing to reap', { why: death });
      return;
    }
    const held = await fileOf(world, death);
    if (held === null) {
      world.log.warn('an execution died without a case', { execution: death.execution, why: death.status });
      return;
    }
    const log = world.log.createChild({
      persistentLogAttributes: { caseId: held.case.id, notebook: held.name },
    });
    const file = held.case.stand.at === 'closed' ? held : await close(world, held, death);
    const [followed] = await Promise.allSettled([goOn(world, file, death, log)]);
    if (followed.status === 'rejected')
      log.error('nothing goes on with the case', { error: followed.reason });
    // The event's time stands still while Lambda repeats it.
    const waits = await tellOutcome(world, file, log, world.clock());
    // Lambda repeats an event that failed, after a minute and after two more: by then it has its turn, or is sent.
    if (waits !== null) throw new MailboxBusy('too many mails are due at once to those who are to be told');
    if (followed.status === 'rejected') throw followed.reason;
  };

async function goOn(world: Reaper, file: File, death: Death, log: Logger): Promise<void> {
  const { stand } = file.case;
  if (stand.at !== 'closed' || !stand.died) return;
  if (!file.recoveries.includes(stand.closedAt)) {
    log.error('no recovery any more: there were enough today', { execution: death.execution });
    return;
  }
  const name = `${file.case.id.slice(0, 70)}-again`;
  await world.executions.start(death.stateMachineArn, name, death.input ?? '{}');
  log.warn('the case goes on in another execution', { execution: death.execution, status: death.status });
}

/** The file whose case that execution held: the latest, or one beside it, when it went on before people were told. */
async function fileOf(world: Reaper, { execution, input }: Death): Promise<File | null> {
  const arn = input === null ? null : notebookArnOf(JSON.parse(input), execution);
  if (arn === null) return null;
  const isHeld = (file: File): boolean => file.case.execution === execution;
  return (
    (await world.ledger.find(arn)).find(isHeld) ?? (await world.ledger.findEarlier(arn)).find(isHeld) ?? null
  );
}

async function close(world: Reaper, held: File, death: Death): Promise<File> {
  const { status, at } = death;
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
    };
    const closed = await world.ledger.close(file, stand, { ...(recoveries === null ? {} : { recoveries }) });
    if (closed !== null) {
      countClosed(world.metrics, stand.outcome);
      return closed;
    }
    const fresh = await fileOf(world, death);
    if (fresh === null || fresh.case.stand.at === 'closed') return fresh ?? file;
    file = fresh;
  }
  throw new Error(`expected to close the case within ${tries} tries, got news each time`);
}

const world = realMailingWorld(process.env);
export const handler = reapCase({ ...world, executions: new Executions(), metrics: new Metrics() });
