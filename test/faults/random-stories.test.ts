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

const count = (fits: (story: Story) => boolean): number => parsed.filter(fits).length;
const happening =
  (fits: (one: Story['happens'][number]) => boolean) =>
  ({ happens }: Story): boolean =>
    happens.some(fits);

it.each<readonly [string, (story: Story) => boolean]>([
  ['are paused', happening((one) => one.kind === 'switch' && one.to === 'paused')],
  ['have a finding', happening((one) => one.kind === 'event' && one.event['source'] !== 'aws.sagemaker')],
  [
    'lose or get a tag',
    happening((one) => one.kind === 'call' && /"(pilot|root-)/.test(JSON.stringify(one.input))),
  ],
  ['are scoped', ({ policy }) => policy.scope !== undefined],
  ['let tags choose', ({ policy }) => policy.overrides !== undefined],
  ['hear findings', ({ policy }) => policy.detectors !== undefined],
  ['stop one at a time', ({ policy }) => policy.maxConcurrentStops === 1],
  ['begin one in an hour', ({ policy }) => policy.maxCasesPerHour === 1],
  [
    'move a platform',
    ({ notebooks, policy }) =>
      policy.retiredPlatforms === 'upgrade' &&
      notebooks.some(({ platform }) => platform === 'notebook-al2-v3'),
  ],
])('some of them %s, and most do not', (_, fits) => {
  expect(count(fits)).toBeGreaterThan(5);
  expect(count(fits)).toBeLessThan(150);
});

it('each that is paused goes on again', () => {
  const throws = parsed.map(({ happens }) =>
    happens.flatMap((one) => (one.kind === 'switch' ? [one.to] : [])),
  );
  const isLeft = throws.filter(
    (to) => to.filter((one) => one === 'paused').length !== to.filter((one) => one === 'running').length,
  );
  expect(isLeft).toEqual([]);
});
