import { expect, it } from 'vitest';
import { sampled } from '../../faults/random-stories.ts';
import { parseStory, type Story } from '../../local/story.ts';

const stories = sampled(300, 1);
const parsed: readonly Story[] = stories.map((story, index) => parseStory(story, `${index}.json`));

it('twelve stories in a row have the same policy', () => {
  const [first, twelfth, next] = [stories[0], stories[11], stories[12]];
  expect(twelfth?.['policy']).toBe(first?.['policy']);
  expect(next?.['policy']).not.toBe(first?.['policy']);
});

it('the same seed gives the same stories, however many', () => {
  expect(sampled(20, 1)).toEqual(stories.slice(0, 20));
});

it('three hundred of them have every answer, every key, and fetches', () => {
  const answers = parsed.flatMap(({ happens }) => happens.filter((one) => one.kind === 'answer'));
  const gets = parsed.flatMap(({ happens }) => happens.filter((one) => one.kind === 'get'));
  expect({
    kinds: [...new Set(answers.map(({ answer }) => answer))].sort(),
    keys: [...new Set(answers.map(({ key }) => key))].sort(),
    methods: [...new Set(gets.map(({ method }) => method))].sort(),
    submits: [...new Set(gets.map(({ submits }) => submits))].sort(),
  }).toEqual({
    kinds: ['acknowledge', 'at-next-stop', 'not-mine', 'postpone', 'remediate-now', 'request-exception'],
    keys: ['first', 'newest', 'wrong'],
    methods: ['GET', 'HEAD'],
    submits: [false, true],
  });
});
