/**
 * Sets RootAccess to Disabled, moves the platform where that was promised, and waits until the notebook is Stopped
 * once more. Its role may send no other value of RootAccess.
 *
 * Why a repeat is harmless: SageMaker updates only what is Stopped, act.ts looks first, and setting Disabled twice
 * sets it once.
 */
import { type Act, act, type World } from '../act.ts';
import { pollOfOurs } from '../core/budget.ts';
import { claimed } from '../core/stand.ts';
import { wait } from '../core/step.ts';
import { realWorld } from '../world.ts';

export const disableRootAccess = (world: World): Act<'disable'> => ({
  mine: 'disable',
  claim: (_step, { file, now }) => ({ stand: claimed('updating', file.case.stand, now) }),
  async perform({ moveTo }, { file, now }) {
    await world.notebooks.disableRootAccess(file, moveTo);
    return { next: 'step', step: wait(pollOfOurs(now, now, world.policy)) };
  },
});

const world = realWorld(process.env);
export const handler = act(world, disableRootAccess(world));
