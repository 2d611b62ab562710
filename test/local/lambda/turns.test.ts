import { describe, expect, it } from 'vitest';
import { Turns } from '../../../local/lambda/turns.ts';
import { seededRandom } from '../../../local/random.ts';

/** What it is does not matter to the seed. */
const move = { kind: 'due' } as const;

/** Actors that each take two steps; the order in which the steps came. */
const interleaving = async (seed: number): Promise<string> => {
  const turns = new Turns({ random: seededRandom(seed) });
  const steps: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    const actor = {};
    turns.offer(actor, name, move, () => {
      steps.push(`${name}1`);
      setTimeout(() =>
        turns.offer(actor, name, move, () => {
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

  it('hear nothing of an actor before its turn, however early it is ready', async () => {
    const heard = async (slow: string): Promise<string> => {
      const turns = new Turns({ random: seededRandom(1) });
      const steps: string[] = [];
      for (const name of ['a', 'b', 'c']) {
        const actor = {};
        turns.offer(actor, name, move, () => {
          steps.push(`${name}1`);
          setTimeout(
            () =>
              turns.offer(actor, name, move, () => {
                steps.push(`${name}2`);
                turns.rest(actor);
              }),
            name === slow ? 20 : 0,
          );
        });
      }
      await turns.settle();
      return steps.join(' ');
    };
    expect(await heard('a')).toBe(await heard('c'));
  });

  it('let actors compute at the same time', async () => {
    const turns = new Turns({ random: seededRandom(2) });
    let most = 0;
    let computing = 0;
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      const actor = {};
      turns.offer(actor, name, move, () => {
        computing += 1;
        most = Math.max(most, computing);
        setTimeout(() => {
          computing -= 1;
          turns.offer(actor, name, move, () => turns.rest(actor));
        }, 20);
      });
    }
    await turns.settle();
    expect(most).toBeGreaterThan(1);
  });

  it('bring about every interleaving', async () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) {
      const turns = new Turns({ random: seededRandom(seed) });
      const steps: string[] = [];
      for (const name of ['a', 'b']) {
        const actor = {};
        const go = (left: number): void =>
          turns.offer(actor, name, move, () => {
            steps.push(name);
            if (left === 1) turns.rest(actor);
            else queueMicrotask(() => go(left - 1));
          });
        go(2);
      }
      await turns.settle();
      orders.add(steps.join(''));
    }
    expect([...orders].sort()).toEqual(['aabb', 'abab', 'abba', 'baab', 'baba', 'bbaa']);
  });

  it('are not given to an actor that is gone', async () => {
    const turns = new Turns({ random: seededRandom(1) });
    const actor = {};
    turns.offer(actor, 'a', move, () => expect.unreachable());
    turns.withdraw(actor);
    await expect(turns.settle()).resolves.toBeUndefined();
  });

  it('fail loudly when one neither blocks nor ends', async () => {
    const turns = new Turns({ random: seededRandom(1), patience: 10 });
    turns.offer({}, 'stop-notebook', move, () => undefined);
    await expect(turns.settle()).rejects.toThrow('stop-notebook: expected a call to AWS, a sleep or an end');
  });
});
