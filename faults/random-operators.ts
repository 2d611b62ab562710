/** What the platform team does in a random story: it pauses the guard, and sets the tags by which the policy chooses. */
import fc from 'fast-check';
import { afterOurs, type Happenings, moment, seconds, shortly, whenever } from './random-moments.ts';
import { choices, pilot, seldom, type Written } from './random-worlds.ts';

/** Shorter than any budget, longer than most deadlines, and over a night. */
const pauseLengths = fc.constantFrom(600, 7_200, 97_200);

const thrown = (to: 'paused' | 'running', reason: string): Written => ({ switch: to, reason });

/** The kill switch is pulled, and lifted some time later; perhaps pulled once more soon after that. */
export const pauses: fc.Arbitrary<Happenings> = fc
  .record({
    begins: fc.oneof(
      moment.map(
        (second) =>
          (plus: number): Written => ({ at: seconds(second + plus) }),
      ),
      fc.tuple(afterOurs, shortly).map(
        ([when, soon]) =>
          (plus: number): Written => ({ ...when, plus: seconds(soon + plus) }),
      ),
    ),
    lasts: pauseLengths,
    again: seldom(6, fc.tuple(shortly, pauseLengths)),
  })
  .map(({ begins, lasts, again }) => {
    const [soon = 0, lastsAgain = 0] = again ?? [];
    const from = lasts + soon;
    return [
      { ...begins(0), ...thrown('paused', 'quarter-end') },
      { ...begins(lasts), ...thrown('running', 'quarter-end is over') },
      ...(again === undefined
        ? []
        : [
            { ...begins(from), ...thrown('paused', 'another incident') },
            { ...begins(from + lastsAgain), ...thrown('running', 'that is over, too') },
          ]),
    ];
  });

const added = ([Key, Value]: readonly [string, string]): Written => ({
  call: 'AddTags',
  with: { Tags: [{ Key, Value }] },
});
const removed = (key: string): Written => ({ call: 'DeleteTags', with: { TagKeys: [key] } });

/** It comes into the policy's scope, leaves it, or chooses another window, in the middle of whatever goes on. */
export const retagged = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .tuple(
      whenever,
      fc.oneof(
        fc.constantFrom(removed(pilot), removed(pilot), added([pilot, 'yes']), added([pilot, 'no'])),
        fc.constantFrom(...choices).map(added),
      ),
      seldom(3, fc.tuple(moment, fc.constant(added([pilot, 'yes'])))),
    )
    .map(([when, call, back]) => [
      { ...when, notebook, ...call },
      ...(back === undefined ? [] : [{ at: seconds(back[0]), notebook, ...back[1] }]),
    ]);
