/** A cell of the matrix: one trouble at one call of one story. */
import type { BaseStory } from './base-stories.ts';
import type { Site } from './sites.ts';
import { troubles } from './troubles.ts';

export interface Cell {
  /** E.g. `ordinary: stop-notebook StopNotebookInstance 1, killed after`. */
  readonly name: string;
  readonly base: string;
  readonly function: string;
  readonly operation: string;
  readonly trouble: string;
  /** As a person can play it. */
  readonly story: Readonly<Record<string, unknown>>;
}

const notebook = 'fraud-lab';

export const cellsOf = ({ name: base, story }: BaseStory, sites: readonly Site[]): readonly Cell[] =>
  sites.flatMap((site) =>
    troubles.map((trouble): Cell => {
      const name = `${base}: ${site.function} ${site.operation} ${site.nth}, ${trouble.name}`;
      const happens = [...trouble.happens(site, notebook), ...story.happens];
      return {
        name,
        base,
        function: site.function,
        operation: site.operation,
        trouble: trouble.name,
        story: { ...story, title: name, happens },
      };
    }),
  );
