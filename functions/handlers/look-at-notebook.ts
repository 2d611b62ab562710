/**
 * Looks at one notebook of the fleet, for a sweep, and starts an execution where it needs a case that no event opened.
 * That execution comes in by the same door as one that an event started: it looks and judges again. Where an exception
 * ends soon, people are told.
 *
 * Why a repeat is harmless: a look changes nothing, the execution is named after the sweep and the notebook, and who
 * was told of an exception's end is written down.
 */
import { Executions } from '../aws/executions.ts';
import { whyOpen } from '../core/sweep.ts';
import { sweepInput } from '../core/trigger.ts';
import { readEnvironment, STATE_MACHINE_ARN } from '../environment.ts';
import { executionNamed, parseLookInput } from '../sweep.ts';
import { warnOfTheEnd } from '../warn.ts';
import { whoTagged } from '../who-tagged.ts';
import { type MailingWorld, realMailingWorld } from '../world.ts';

interface Lookout extends MailingWorld {
  readonly executions: Executions;
  readonly stateMachineArn: string;
}

/** As many looks at once as the sweep allows, each for so long: that is its pace, however fast a look is. */
const lookTakes = 1_000;

export const lookAtNotebook =
  (world: Lookout) =>
  async (raw: unknown): Promise<{ readonly until: string }> => {
    const { execution, input: listed, now } = parseLookInput(raw);
    const until = (milliseconds: number) => ({ until: new Date(now + milliseconds).toISOString() });
    const known = await world.ledger.read(listed);
    // An open case looks by itself; whether it still does, the sweep's other half sees.
    if (known !== null && known.case.stand.at !== 'closed') return until(0);
    const seen = await world.notebooks.lookByName(listed.name, 'where root is on');
    const look = await whoTagged(world, seen, now);
    if (look.seen === 'gone') return until(lookTakes);
    const { ref } = look.notebook;
    // It may have been made again since it was listed.
    const file = ref.createdAt === listed.createdAt ? known : await world.ledger.read(ref);
    const because = whyOpen(look, file, world.policy, now);
    if (because !== null) {
      const name = executionNamed(execution, ref.arn, String(ref.createdAt));
      await world.executions.start(world.stateMachineArn, name, JSON.stringify(sweepInput(ref.arn)));
      world.log.info('needs a case', { notebook: ref.name, why: because });
    }
    await warnOfTheEnd(world, look.notebook, file, now);
    return until(lookTakes);
  };

const world = realMailingWorld(process.env);
const read = readEnvironment(process.env, STATE_MACHINE_ARN);
export const handler = lookAtNotebook({
  ...world,
  executions: new Executions(),
  stateMachineArn: read.STATE_MACHINE_ARN,
});
