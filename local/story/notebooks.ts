import { milliseconds } from './duration.ts';
import { MalformedStory, quote } from './malformed-story.ts';
import type { StoryNotebook, Takes } from './types.ts';

/** How long a notebook's changes take where a story does not say. */
export const defaultTakes: Takes = {
  create: 187_000,
  stop: 97_000,
  update: 64_000,
  start: 187_000,
  delete: 40_000,
};

/** A notebook as a story writes it. */
export type WrittenNotebook = Partial<Omit<StoryNotebook, 'takes' | 'name'>> & {
  readonly name: string;
  readonly takes?: Readonly<Partial<Record<keyof Takes, string>>>;
};

const takesOf = (written: WrittenNotebook['takes'] = {}): Takes => ({
  ...defaultTakes,
  ...Object.fromEntries(Object.entries(written).map(([change, text]) => [change, milliseconds(text)])),
});

/** @throws MalformedStory for a name that comes twice, or a failure of a notebook that did not fail */
export const notebooksOf = (written: readonly WrittenNotebook[], file: string): readonly StoryNotebook[] =>
  written.map((notebook, index) => {
    const where = `notebooks[${index}]`;
    if (written.findIndex(({ name }) => name === notebook.name) < index) {
      throw new MalformedStory(
        file,
        `${where}.name`,
        `expected a name of its own, got ${quote(notebook.name)} again`,
      );
    }
    if (notebook.failureReason !== undefined && notebook.status !== 'Failed') {
      throw new MalformedStory(
        file,
        `${where}.failureReason`,
        `expected it only with status "Failed", got status ${quote(notebook.status ?? 'InService')}`,
      );
    }
    return {
      name: notebook.name,
      status: notebook.status ?? 'InService',
      rootAccess: notebook.rootAccess === undefined ? 'Enabled' : notebook.rootAccess,
      platform: notebook.platform === undefined ? 'notebook-al2023-v1' : notebook.platform,
      instanceType: notebook.instanceType ?? 'ml.t3.medium',
      tags: notebook.tags ?? {},
      failureReason: notebook.failureReason ?? null,
      takes: takesOf(notebook.takes),
    };
  });
