import { expect, it } from 'vitest';
import { touched } from '../../faults/base-stories.ts';
import type { RandomStory } from '../../faults/random-stories.ts';
import { smaller, smallest } from '../../faults/smaller.ts';

const about = (name: string) => ({
  at: 'PT0S',
  event: { ...touched, detail: { requestParameters: { notebookInstanceName: name } } },
});
const stop = { at: 'PT5M', notebook: 'fraud-lab', call: 'StopNotebookInstance', through: 'Terraform' };
const start = { at: 'PT9M', notebook: 'churn-lab', call: 'StartNotebookInstance' };
const story = {
  seed: 7,
  policy: { graceWindow: 'PT1H', mode: 'notify' },
  people: { 'alice@example.com': 'none' },
  notebooks: [{ name: 'fraud-lab', status: 'Pending' }, { name: 'churn-lab' }],
  happens: [about('fraud-lab'), about('churn-lab'), stop, start],
} as RandomStory;

it('one thing is left out at a time: a notebook with all about it, a happening, a key of the policy, who people are, what a notebook is like, a tool', () => {
  const { happens: all, ...rest } = story;
  const notebooks = story['notebooks'] as readonly object[];
  expect(smaller(story)).toEqual([
    { ...rest, notebooks: notebooks.slice(1), happens: [about('churn-lab'), start] },
    { ...rest, notebooks: notebooks.slice(0, 1), happens: [about('fraud-lab'), stop] },
    { ...rest, happens: [...all.slice(0, 2), start] },
    { ...rest, happens: [...all.slice(0, 2), stop] },
    { ...story, policy: { mode: 'notify' } },
    { ...story, policy: { graceWindow: 'PT1H' } },
    Object.fromEntries(Object.entries(story).filter(([key]) => key !== 'people')),
    { ...story, notebooks: [{ name: 'fraud-lab' }, { name: 'churn-lab' }] },
    { ...story, happens: all.map((one) => (one === stop ? { ...stop, through: undefined } : one)) },
  ]);
});

it('what a notebook is touched by is never left out', () => {
  const bare = { happens: [about('fraud-lab')], notebooks: [{ name: 'fraud-lab' }] };
  expect(smaller(bare)).toEqual([]);
});

it('a pause may be left out, and its end may not', () => {
  const [pause, end] = [
    { at: 'PT1M', switch: 'paused' },
    { at: 'PT9M', switch: 'running' },
  ];
  const bare = { notebooks: [{ name: 'fraud-lab' }], happens: [pause, end] } as RandomStory;
  expect(smaller(bare)).toEqual([{ ...bare, happens: [end] }]);
});

/** Judges the first of them of which `isWrong` holds, and counts how many it was asked about. */
const judge = (isWrong: (story: RandomStory) => boolean) => {
  const asked = { count: 0 };
  const firstWrong = async (stories: readonly RandomStory[]): Promise<number | undefined> => {
    const at = stories.findIndex(isWrong);
    asked.count += at < 0 ? stories.length : at + 1;
    return at < 0 ? undefined : at;
  };
  return { asked, firstWrong };
};

it('what is left is only what it takes to be wrong', async () => {
  const { firstWrong } = judge(({ happens }) => happens.some((one) => one['call'] === stop.call));
  const { through: _, ...plain } = stop;
  expect(await smallest(story, firstWrong)).toEqual({
    seed: 7,
    policy: {},
    notebooks: [{ name: 'fraud-lab' }],
    happens: [about('fraud-lab'), plain],
  });
});

it('one that is wrong only as it stands stays so', async () => {
  const { firstWrong } = judge(() => false);
  expect(await smallest(story, firstWrong)).toBe(story);
});

it('no more stories are tried than there is patience for', async () => {
  const { asked, firstWrong } = judge((one) => 'policy' in one);
  await smallest(story, firstWrong, 4);
  expect(asked.count).toBeLessThanOrEqual(4);
});
