/** Random stories, played in the model and judged by what must always be true. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Violation, violations } from '../../faults/always-true.ts';
import { type RandomStory, shortStories } from '../../faults/random-stories.ts';
import { parseStory } from '../../local/story.ts';
import type { Loop } from './loop.ts';
import { playModel } from './play.ts';
import { waitsForASweep } from './waits-for-a-sweep.ts';

export async function judged(story: unknown, loop: Loop): Promise<readonly Violation[]> {
  const evidence = await playModel(parseStory(story, 'random.json'), loop);
  const broken = violations(evidence);
  const left = waitsForASweep(evidence, broken);
  return broken.filter((violation) => !left.includes(violation));
}

export interface Found {
  /** As small as it gets, unless that was not wanted. */
  readonly story: RandomStory;
  readonly broken: readonly Violation[];
}

export interface Search {
  readonly seed: number;
  readonly numRuns: number;
  /** Which of the statements is to be broken; any, where left out. */
  readonly about?: number;
  /** Whether it is enough to have found one. */
  readonly isAsFound?: boolean;
}

/** The first random story that breaks a statement. */
export async function firstFound(
  loop: Loop,
  { seed, numRuns, about, isAsFound = false }: Search,
): Promise<Found | null> {
  const concerning = (broken: readonly Violation[]): readonly Violation[] =>
    broken.filter(({ statement }) => about === undefined || statement === about);
  const isRight = fc.asyncProperty(
    shortStories,
    async (story) => concerning(await judged(story, loop)).length === 0,
  );
  const { counterexample } = await fc.check(isRight, { seed, numRuns, endOnFailure: isAsFound });
  const story = counterexample?.[0];
  return story === undefined ? null : { story, broken: concerning(await judged(story, loop)) };
}

const folder = join(import.meta.dirname, '../found');

/** Keeps a story where every later run plays it, and says what it broke and how to look at it. */
export function kept({ broken, story }: Found, name: string): string {
  mkdirSync(folder, { recursive: true });
  const text = `${JSON.stringify(story, null, 2)}\n`;
  writeFileSync(join(folder, `${name}.json`), text);
  const says = broken.map((violation) => `${violation.statement}. ${violation.says}\n`).join('');
  return `${says}npm start -- test/found/${name}.json\n${text}`;
}
