/** A story can be played again: the seed decides everything that the story does not. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { play } from '../../local/play.ts';
import { report } from '../../local/report.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { parseStory } from '../../local/story.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.open();
});
afterAll(() => sandbox.close());

/** Three notebooks created at one instant, so that their executions race. */
const told = async (seed: number): Promise<string> => {
  const names = ['one', 'two', 'three'];
  const story = {
    title: 'three at once',
    seed,
    policy: { graceWindow: 'PT1H', reminders: [] },
    notebooks: [],
    happens: names.map((name) => ({
      at: 'PT0S',
      call: 'CreateNotebookInstance',
      with: {
        NotebookInstanceName: name,
        InstanceType: 'ml.t3.medium',
        RoleArn: 'arn:aws:iam::111122223333:role/notebook',
        Tags: [{ Key: 'Owner', Value: `${name}@example.com` }],
      },
      as: 'arn:aws:sts::111122223333:assumed-role/DataScience/alice@example.com',
    })),
  };
  const played = await play(sandbox, parseStory(story, 'three-at-once.json'));
  return JSON.stringify(await report(played, sandbox.endpoint));
};

const order = (of: string) =>
  JSON.parse(of).calls.map(
    (call: Record<string, string>) => `${call['function']} ${call['operation']} ${call['notebook']}`,
  );

it('one seed tells the same story to the byte, another in another order', { timeout: 120_000 }, async () => {
  const [first, again, other] = [await told(1), await told(1), await told(2)];
  expect(again).toBe(first);
  expect(order(other)).not.toEqual(order(first));
});
