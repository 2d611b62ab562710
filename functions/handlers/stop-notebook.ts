/**
 * Brings the notebook to Stopped. That it must be given back is written down in the claim, before the call, so that
 * it survives whatever happens next.
 *
 * Why a repeat is harmless: SageMaker stops only what is InService, and act.ts looks first; a stop whose answer was
 * lost shows as Stopping in the next look.
 */
import { type Act, act, type World } from '../act.ts';
import { pollOfOurs } from '../core/budget.ts';
import { claimed } from '../core/stand.ts';
import { wait } from '../core/step.ts';
import { realWorld } from '../world.ts';

export const stopNotebook = (world: World): Act<'stop'> => ({
  mine: 'stop',
  claim: (_step, { file, now }) => ({
    stand: claimed('stopping', file.case.stand, now),
    restartOwed: file.restartOwed ?? { since: now, caseId: file.case.id },
  }),
  async perform(_step, { file, now }) {
    await world.notebooks.stop(file);
    return { next: 'step', step: wait(pollOfOurs(now, now, world.policy)) };
  },
});

const world = realWorld(process.env);
export const handler = act(world, stopNotebook(world));
