/** What a person lets happen, written as a story writes it and held to the same schema. */
import type { World } from '../sandbox.ts';
import { type Happening, MalformedStory, parseStory, type Story } from '../story.ts';

const atMost = 20;

/**
 * @param written happenings of a story; an `at` counts from now, and one without happens now
 * @throws MalformedStory where a story could not say them
 */
export const happeningsNow = (
  written: unknown,
  world: World,
  { policy }: Story,
): readonly { readonly happening: Happening; readonly after: number }[] => {
  const said = 'what is to happen';
  if (!Array.isArray(written) || written.length > atMost) {
    throw new MalformedStory(said, '', `expected a list of at most ${atMost} happenings, got something else`);
  }
  const notebooks = world.sageMaker
    .notebooks()
    .filter(({ status }) => status !== null)
    .map(({ name, tags }) => ({ name, tags }));
  const happens = written.map((one: unknown) =>
    typeof one === 'object' && one !== null ? { at: 'PT0S', ...one } : one,
  );
  return parseStory({ policy, notebooks, happens }, said).happens.map((happening, index) => {
    const { when } = happening;
    if (when.kind === 'at') return { happening, after: when.at };
    throw new MalformedStory(said, `[${index}]`, 'expected an "at", got something that waits for a call');
  });
};
