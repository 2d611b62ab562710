/**
 * Looks after one unfinished case, for a sweep: where no execution is at it any more, an open one is closed and gone
 * on with, as if its execution's end had been heard of, and an outcome mail that is owed is sent.
 *
 * Why a repeat is harmless: see reap.ts.
 */
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Executions } from '../aws/executions.ts';
import type { File } from '../core/case.ts';
import { sweepInput } from '../core/trigger.ts';
import { readEnvironment, STATE_MACHINE_ARN } from '../environment.ts';
import { type Reaper, reap, tell } from '../reap.ts';
import { parseReviewInput } from '../sweep.ts';
import { realMailingWorld } from '../world.ts';

interface Reviewer extends Reaper {
  readonly stateMachineArn: string;
}

export const reviewCase =
  (world: Reviewer) =>
  async (raw: unknown): Promise<void> => {
    const { input: place, now } = parseReviewInput(raw);
    const file = await world.ledger.at(place);
    if (file === null || isFinished(file)) return;
    const { execution, id, stand } = file.case;
    // It comes back by itself, also for a mail that waits.
    const ended = await world.executions.ended(execution);
    if (ended === null) return;
    const log = world.log.createChild({ persistentLogAttributes: { caseId: id, notebook: file.name } });
    log.warn('nobody is at it any more', { execution, status: ended.status });
    if (stand.at === 'closed') return tell(world, file, log);
    const death = {
      execution,
      stateMachineArn: world.stateMachineArn,
      status: ended.status,
      input: ended.input ?? JSON.stringify(sweepInput(file.arn)),
      at: now,
    };
    const again = async (): Promise<File | null> => {
      const fresh = await world.ledger.at(place);
      return fresh?.case.id === id ? fresh : null;
    };
    return reap(world, file, death, again, log);
  };

const isFinished = ({ case: { stand } }: File): boolean => stand.at === 'closed' && stand.mail !== 'owed';

const { STATE_MACHINE_ARN: stateMachineArn } = readEnvironment(process.env, STATE_MACHINE_ARN);
export const handler = reviewCase({
  ...realMailingWorld(process.env),
  executions: new Executions(),
  metrics: new Metrics(),
  stateMachineArn,
});
