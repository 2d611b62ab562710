/**
 * Gives a running notebook back: starts it and waits until it is InService. It also gives one back whose stop or
 * update failed, with root access still on; the case then holds what failed, and people are told.
 *
 * Why a repeat is harmless: SageMaker starts only what is Stopped or Failed, act.ts looks first, and a start is sent
 * again only when a minute has shown that it did not take.
 */
import { type Act, act, type World } from '../act.ts';
import { pollOfStart } from '../core/budget.ts';
import { claimed, withReason } from '../core/stand.ts';
import { wait } from '../core/step.ts';
import { realWorld } from '../world.ts';

export const startNotebook = (world: World): Act<'start'> => ({
  mine: 'start',
  claim: (step, { file, now }) => ({
    stand: claimed('starting', file.case.stand, now),
    failures: withReason(file, step.because, now),
  }),
  async perform(_step, { file, now }) {
    await world.notebooks.start(file);
    return { next: 'step', step: wait(pollOfStart(now, now, world.policy)) };
  },
});

const world = realWorld(process.env);
export const handler = act(world, startNotebook(world));
