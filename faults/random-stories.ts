/** Worlds, people, tools and faults at random, as stories that one can play. */
import fc from 'fast-check';
import { touched } from './base-stories.ts';
import { happenings } from './random-happenings.ts';
import type { Spells } from './random-moments.ts';
import { delays, notebook, people, policies, said, seldom, type Written } from './random-worlds.ts';

export interface RandomStory extends Written {
  readonly happens: readonly Written[];
}

/** After every fault, freeze and exception, and what a sweep opens again after holdReminder: each is touched once more. */
const again = 'P12D';

const triggers = (at: string, names: readonly string[], id: string): readonly Written[] =>
  names.map((name, index) => ({
    at,
    event: {
      ...touched,
      id: `${id}-b491-4cf7-a9f1-bf370346771${index}`,
      detail: {
        ...touched.detail,
        requestParameters: { notebookInstanceName: name, rootAccess: 'Enabled' },
      },
    },
  }));

const [one, two] = ['fraud-lab', 'churn-lab'];

interface Scale {
  /** How many things happen at most, each a happening or several that follow from one another. */
  readonly most: number;
  readonly spells: Spells;
  readonly pollInterval: fc.Arbitrary<string | undefined>;
  /** Whether it ends with everything being touched once more, long after it is over. */
  readonly isTouchedAgain: boolean;
}

const stories = ({ most, spells, pollInterval, isTouchedAgain }: Scale): fc.Arbitrary<RandomStory> =>
  fc
    .record({
      seed: fc.integer({ min: 0, max: 2 ** 31 }),
      policy: policies(pollInterval),
      people,
      delays,
      first: notebook(one),
      second: seldom(4, notebook(two)),
      more: fc.array(happenings(one, spells), { maxLength: most }),
      ofTheSecond: fc.array(happenings(two, spells), { maxLength: 2 }),
    })
    .map(({ seed, policy, people, delays, first, second, more, ofTheSecond }): RandomStory => {
      const names = second === undefined ? [one] : [one, two];
      return {
        seed,
        ...said({ policy, people, aws: said({ delays }) }),
        notebooks: second === undefined ? [first] : [first, second],
        happens: [
          ...triggers('PT0S', names, '6a7e8feb'),
          ...more.flat(),
          ...(second === undefined ? [] : ofTheSecond.flat()),
          ...(isTouchedAgain ? triggers(again, names, '00c0ffee') : []),
        ],
      };
    });

const pollIntervals = seldom(8, fc.constantFrom('PT10S', 'PT2M'));

export const randomStories = stories({
  most: 5,
  spells: { ofCalls: ['PT2M', 'PT12M', 'PT50M', 'PT6H'], ofStatuses: ['PT4M', 'PT20M', 'PT3H', 'P1DT12H'] },
  pollInterval: pollIntervals,
  isTouchedAgain: true,
});

/** How many stories in a row have the same policy. */
const together = 12;

/**
 * Functions get their policy from their environment, and starting those takes longer than a story: so several
 * stories in a row share one.
 */
export function sampled(numRuns: number, seed: number): readonly RandomStory[] {
  const all = fc.sample(policies(pollIntervals), { numRuns: Math.ceil(numRuns / together), seed });
  return fc
    .sample(randomStories, { numRuns, seed })
    .map((story, index) => ({ ...story, policy: all[Math.floor(index / together)] }));
}

/** The same with less of everything, for thousands at a time. */
export const shortStories = stories({
  most: 3,
  spells: { ofCalls: ['PT2M', 'PT12M'], ofStatuses: ['PT4M', 'PT40M'] },
  pollInterval: fc.constantFrom('PT2M', 'PT2M', 'PT2M', 'PT30S'),
  isTouchedAgain: false,
});
