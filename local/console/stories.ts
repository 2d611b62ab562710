/** The stories that can be played: those of the situations, by their titles, and the one it begins with. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { repository } from '../bundles.ts';
import { parseStory, type Story } from '../story.ts';
import type { StoryChoice } from './messages.ts';
import morning from './morning.json' with { type: 'json' };

const folder = path.join(repository, 'test/situations');

/** What the console begins with: a fleet in which something of each kind happens. */
export const opening = (): Story => parseStory(morning, 'local/console/morning.json');

const files = async (): Promise<readonly string[]> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    // A copy without its tests has no stories; everything else works.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const read = async (file: string): Promise<Story> =>
  parseStory(JSON.parse(await readFile(path.join(folder, file), 'utf8')), `test/situations/${file}`);

/** In the order of their titles. */
export const stories = async (): Promise<readonly StoryChoice[]> => {
  const found = await Promise.all(
    (await files()).map(async (file) => ({ file, title: (await read(file)).title })),
  );
  return found.sort((a, b) => a.title.localeCompare(b.title));
};

/** @returns undefined where no story has that file's name */
export const storyNamed = async (file: string): Promise<Story | undefined> =>
  (await files()).includes(file) ? read(file) : undefined;
