/** What is wrong with a story that was played, and the smallest story of which the same is wrong. */
import type { Violation } from './always-true.ts';
import type { Crew } from './crew.ts';
import type { Done } from './player.ts';
import type { RandomStory } from './random-stories.ts';
import { smallest } from './smaller.ts';

/** The statement that stands for "it could not be played". */
const notPlayed = 0;

export const wrongIn = ({ failed, violations }: Done): readonly Violation[] => [
  ...(failed === null ? [] : [{ statement: notPlayed, says: failed }]),
  ...violations,
];

/** In the order of the stories. @param onDone hears of each as it ends */
export async function playEach(
  crew: Crew,
  stories: readonly RandomStory[],
  onDone: (done: Done) => void = () => undefined,
): Promise<readonly Done[]> {
  const all: Done[] = [];
  const tasks = stories.map((story, id) => ({ id, name: `random story ${id}`, story }));
  await crew.play(tasks, (done) => {
    all.push(done);
    onDone(done);
  });
  return all.sort((a, b) => a.id - b.id);
}

export interface Found {
  readonly story: RandomStory;
  readonly wrong: readonly Violation[];
}

/** @param together how many stories are tried at a time */
export async function shrunk({ story, wrong }: Found, crew: Crew, together: number): Promise<Found> {
  const statement = wrong[0]?.statement;
  let last = wrong;
  const firstWrong = async (tried: readonly RandomStory[]): Promise<number | undefined> => {
    for (let from = 0; from < tried.length; from += together) {
      const all = await playEach(crew, tried.slice(from, from + together));
      const same = all.find((done) => wrongIn(done).some((one) => one.statement === statement));
      if (same === undefined) continue;
      last = wrongIn(same);
      return from + same.id;
    }
    return undefined;
  };
  return { story: await smallest(story, firstWrong), wrong: last };
}
