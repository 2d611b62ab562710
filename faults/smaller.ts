/** A story that breaks something, made as small as it gets: whatever may be left out is, as long as it still does. */
import { touched } from './base-stories.ts';
import type { RandomStory } from './random-stories.ts';
import type { Written } from './random-worlds.ts';

const without = (of: Written, key: string): Written =>
  Object.fromEntries(Object.entries(of).filter(([name]) => name !== key));

const replaced = <Item>(items: readonly Item[], at: number, ...by: readonly Item[]): readonly Item[] => [
  ...items.slice(0, at),
  ...by,
  ...items.slice(at + 1),
];

type Whole = RandomStory & {
  readonly notebooks: readonly (Written & { readonly name: string })[];
  readonly policy?: Written;
};

/**
 * That a notebook is touched, at the beginning and when all is over: without it nothing would be looked at. And that a
 * pause ends: nothing comes to an end in one that does not.
 */
const isFrame = ({ event, switch: to }: Written): boolean =>
  (event as Written | undefined)?.['source'] === touched.source || to === 'running';

const isAbout = (happening: Written, notebook: string): boolean =>
  happening['notebook'] === notebook || JSON.stringify(happening['event'] ?? null).includes(`"${notebook}"`);

/** With one notebook less, where there are several, and all that is about it. */
const fewer = (story: Whole): readonly RandomStory[] =>
  story.notebooks.length < 2
    ? []
    : story.notebooks.map(({ name }, at) => ({
        ...story,
        notebooks: replaced(story.notebooks, at),
        happens: story.happens.filter((happening) => !isAbout(happening, name)),
      }));

/** The story with one thing less, each way there is. */
export function smaller(story: RandomStory): readonly RandomStory[] {
  const whole = story as Whole;
  const { happens, notebooks, policy = {} } = whole;
  const changed = (at: number, by: Written): RandomStory => ({
    ...story,
    happens: replaced(happens, at, by),
  });
  return [
    ...fewer(whole),
    ...happens.flatMap((happening, at) =>
      isFrame(happening) ? [] : [{ ...story, happens: replaced(happens, at) }],
    ),
    ...Object.keys(policy).map((key) => ({ ...story, policy: without(policy, key) })),
    ...['people', 'aws'].flatMap((key) => (key in story ? [without(story, key) as RandomStory] : [])),
    ...notebooks.flatMap((notebook, at) =>
      Object.keys(notebook)
        .filter((key) => key !== 'name')
        .map((key) => ({ ...story, notebooks: replaced(notebooks, at, without(notebook, key)) })),
    ),
    ...happens.flatMap((happening, at) =>
      'through' in happening ? [changed(at, without(happening, 'through'))] : [],
    ),
  ];
}

/**
 * @param firstWrong the place of the first of these that is still wrong; undefined where none is
 * @param patience how many stories may be tried in all
 */
export async function smallest(
  story: RandomStory,
  firstWrong: (stories: readonly RandomStory[]) => Promise<number | undefined>,
  patience = 150,
): Promise<RandomStory> {
  let found = story;
  // What could not be left out before comes last, since that is so mostly still.
  let from = 0;
  for (let left = patience; left > 0; ) {
    const all = smaller(found);
    const tried = [...all.slice(from), ...all.slice(0, from)].slice(0, left);
    const at = tried.length === 0 ? undefined : await firstWrong(tried);
    const next = at === undefined ? undefined : tried[at];
    if (at === undefined || next === undefined) return found;
    found = next;
    left -= at + 1;
    from = (from + at) % all.length;
  }
  return found;
}
