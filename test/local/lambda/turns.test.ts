import { describe, expect, it } from 'vitest';
import { Turns } from '../../../local/lambda/turns.ts';
import { seededRandom } from '../../../local/random.ts';

/** Actors that each take two steps; the order in which the steps came. */
const interleaving = async (seed: number): Promise<string> => {
  const turns = new Turns({ random: seededRandom(seed) });
  const steps: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const actor = {};
    turns.offer(actor, name, () => {
      steps.push(`${name}1`);
      setTimeout(() =>
        turns.offer(actor, name, () => {
          steps.push(`${name}2`);
          turns.rest(actor);
        }),
      );
    });
  }
  await turns.settle();
  return steps.join(' ');
};

describe('turns', () => {
  it('come in the same order with the same seed', async () => {
    expect(await interleaving(7)).toBe(await interleaving(7));
  });

  it('come in another order with another seed', async () => {
    const orders = new Set(await Promise.all([1, 2, 3, 4, 5].map(interleaving)));
    expect(orders.size).toBeGreaterThan(1);
  });

  it('wait until the running actor has blocked', async () => {
    const turns = new Turns({ random: seededRandom(1) });
    const seen: string[] = [];
    for (const name of ['a', 'b']) {
      const actor = {};
      turns.offer(actor, name, () => {
        seen.push('on');
        setTimeout(() => {
          seen.push('off');
          turns.rest(actor);
        }, 5);
      });
    }
    await turns.settle();
    expect(seen).toEqual(['on', 'off', 'on', 'off']);
  });

  it('are not given to an actor that is gone', async () => {
    const turns = new Turns({ random: seededRandom(1) });
    const actor = {};
    turns.offer(actor, 'a', () => expect.unreachable());
    turns.withdraw(actor);
    await expect(turns.settle()).resolves.toBeUndefined();
  });

  it('fail loudly when one neither blocks nor ends', async () => {
    const turns = new Turns({ random: seededRandom(1), patience: 10 });
    turns.offer({}, 'stop-notebook', () => undefined);
    await expect(turns.settle()).rejects.toThrow('stop-notebook: expected a call to AWS, a sleep or an end');
  });
});
