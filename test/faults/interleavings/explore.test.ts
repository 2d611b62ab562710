/** Orders of the real sandbox: the few of a small bound are right, and come again as they are told to. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { playAgain } from '../../../faults/interleavings/again.ts';
import { type Explored, explore } from '../../../faults/interleavings/explore.ts';
import { type Scenario, scenarios } from '../../../faults/interleavings/scenarios.ts';
import { complaints, table } from '../../../faults/interleavings/table.ts';
import { Sandbox } from '../../../local/sandbox.ts';

const named = (name: string): Scenario => {
  const found = scenarios.find((one) => one.name === name);
  if (found === undefined) throw new Error(`expected a scenario ${name}, got none`);
  return found;
};
const late = named('opening late');
const small = { ...late, bound: { ...late.bound, depth: 1 } };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.open();
}, 60_000);
afterAll(() => sandbox.close());

it('each order in which two executions open a case leads to one case and one first notice', async () => {
  const { isComplete, orders, wrong } = await explore(sandbox, small, { most: 100 });
  expect({ isComplete, wrong, isMoreThanOne: orders > 1 }).toEqual({
    isComplete: true,
    wrong: [],
    isMoreThanOne: true,
  });
});

it('an order is cut where no more may be played', async () => {
  const { isComplete, orders } = await explore(sandbox, small, { most: 2 });
  expect({ isComplete, orders }).toEqual({ isComplete: false, orders: 2 });
});

it('an order is played again by its choices', async () => {
  const orderOf = async (choices: readonly number[]) =>
    (await playAgain(sandbox, small, choices)).lines.filter((line) => line.includes('*'));
  const [first, again, other] = [await orderOf([0, 1]), await orderOf([0, 1]), await orderOf([0, 0])];
  expect(first).toEqual(again);
  expect(first).not.toEqual(other);
});

it('an order that cannot be played is wrong', async () => {
  const endless = {
    ...small,
    demands: [
      () => {
        throw new Error('no judge');
      },
    ],
  };
  const { wrong } = await explore(sandbox, endless, { most: 1 });
  expect(wrong[0]?.says[0]).toMatch(/^it could not be played: Error: no judge/);
});

const explored: Explored = {
  scenario: 'closing',
  bound: { at: 1_800_000, depth: 2 },
  orders: 7,
  repeated: 0,
  pruned: 12,
  points: 30,
  isComplete: false,
  ends: [],
  wrong: [{ choices: [0, 1, 1], says: ['expected one first notice, got 2'] }],
};

it('the table tells the bound, and where it cut', () => {
  expect(table([explored])[1]).toMatch(/^closing +at 1800 s, 2 invocations deep +30 +7 +12 +cut +1$/);
});

it('a wrong order is told with the command that plays it again', () => {
  expect(complaints([explored])).toEqual([
    "npm run interleavings -- --scenario 'closing' --depth 2 --choices 0,1,1",
    '  expected one first notice, got 2',
  ]);
});
