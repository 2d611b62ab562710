/**
 * Listens to executions that FAILED, TIMED_OUT or were ABORTED: closes the case that such a one held, starts another
 * that goes on where it stood, and tells people what is true. Also sends an outcome mail that is still owed.
 *
 * Why a repeat is harmless: see reap.ts. Lambda repeats an event on which this failed after a minute and after two
 * more.
 */
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Executions } from '../aws/executions.ts';
import type { File } from '../core/case.ts';
import { type Death, parseDeath } from '../core/death.ts';
import { notebookArnOf } from '../core/trigger.ts';
import { type Reaper, reap } from '../reap.ts';
import { realMailingWorld } from '../world.ts';

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
    await reap(world, held, death, () => fileOf(world, death), log);
  };

/** The file whose case that execution held: the latest, or one beside it, when it went on before people were told. */
async function fileOf(world: Reaper, { execution, input }: Death): Promise<File | null> {
  const arn = input === null ? null : notebookArnOf(JSON.parse(input), execution);
  if (arn === null) return null;
  const isHeld = (file: File): boolean => file.case.execution === execution;
  return (
    (await world.ledger.find(arn)).find(isHeld) ?? (await world.ledger.findEarlier(arn)).find(isHeld) ?? null
  );
}

const world = realMailingWorld(process.env);
export const handler = reapCase({ ...world, executions: new Executions(), metrics: new Metrics() });
