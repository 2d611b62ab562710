/** Plays the orders of a scenario, one after another, and judges the end of each. */
import type { Sandbox } from '../../local/sandbox.ts';
import { parseStory, type Story } from '../../local/story.ts';
import { Exploration, type Tally, type Walk } from './exploration.ts';
import { endOf, orderOf, wrongs } from './judge.ts';
import { type Bound, playOrder } from './play-order.ts';
import type { Scenario } from './scenarios.ts';

export interface Wrong {
  /** Who went on at each place where several could: what an order is played again by. */
  readonly choices: readonly number[];
  readonly says: readonly string[];
}

export interface Explored extends Tally {
  readonly scenario: string;
  readonly bound: Bound;
  /** Whether every order within the bound was played, or one that is equal to it. */
  readonly isComplete: boolean;
  readonly wrong: readonly Wrong[];
  /** What orders came to, each once. */
  readonly ends: readonly string[];
}

export interface Limits {
  /** How many orders are played at most. */
  readonly most: number;
  /** Equal orders too. */
  readonly every?: boolean;
}

export const storyOf = ({ name, story }: Scenario): Story =>
  parseStory({ title: name, ...story }, `${name}.json`);

/** What is wrong with one order, and what it came to; `null` where it did not come to an end. */
async function judged(
  sandbox: Sandbox,
  scenario: Scenario,
  story: Story,
  walk: Walk,
): Promise<{ readonly says: readonly string[]; readonly end: string | null }> {
  try {
    const order = await orderOf(await playOrder(sandbox, story, scenario.bound, walk), sandbox.endpoint);
    return { says: wrongs(order, scenario), end: endOf(order.evidence) };
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { says: [`it could not be played: ${why}`], end: null };
  }
}

/** @param onPlayed hears after each order how much is done, from 0 to 1 */
export async function explore(
  sandbox: Sandbox,
  scenario: Scenario,
  { every = false, most }: Limits,
  onPlayed: (share: number) => void = () => undefined,
): Promise<Explored> {
  const story = storyOf(scenario);
  const exploration = new Exploration({ every });
  const wrong: Wrong[] = [];
  const ends = new Set<string>();
  for (let count = 0; count < most && !exploration.isComplete; count += 1) {
    const walk = exploration.begin();
    const { says, end } = await judged(sandbox, scenario, story, walk);
    if (says.length > 0) wrong.push({ choices: walk.choices, says });
    if (end !== null) ends.add(end);
    walk.end();
    onPlayed(exploration.share);
  }
  return {
    scenario: scenario.name,
    bound: scenario.bound,
    ...exploration.tally,
    isComplete: exploration.isComplete,
    wrong,
    ends: [...ends],
  };
}
