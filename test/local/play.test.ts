import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DescribeNotebookInstanceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Played, play } from '../../local/play.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { parseStory } from '../../local/story.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.open();
}, 60_000);
afterAll(() => sandbox.close());

const created = (name: string) => ({
  at: 'PT0S',
  call: 'CreateNotebookInstance',
  with: {
    NotebookInstanceName: name,
    InstanceType: 'ml.t3.medium',
    RoleArn: 'arn:aws:iam::111122223333:role/nb',
    Tags: [{ Key: 'Owner', Value: `${name}@example.com` }],
  },
});
const tell = (story: object): Promise<Played> => play(sandbox, parseStory(story, 'test.json'));
/** What a run comes to, without what only holds it together. */
const facts = ({ endedAt, executions, notebooks, calls, mails, entries }: Played): string =>
  JSON.stringify({ endedAt, executions, notebooks, calls, mails, entries });

describe('a story', () => {
  it('plays the same twice with the same seed', async () => {
    const story = { seed: 3, happens: ['a', 'b', 'c'].map(created) };
    expect(facts(await tell(story))).toBe(facts(await tell(story)));
  });

  it('plays in another order with another seed', async () => {
    const happens = ['a', 'b', 'c'].map(created);
    const order = async (seed: number) =>
      (await tell({ seed, happens })).calls.map((call) => call.notebook).join();
    expect(await order(1)).not.toBe(await order(2));
  });

  it('ends at its until', async () => {
    const { endedAt, story } = await tell({ happens: [created('a')], until: 'PT5H' });
    expect(endedAt - story.start).toBe(5 * 3_600_000);
  });

  it("knows every call's function and notebook", async () => {
    const { calls } = await tell({ happens: [created('a')], until: 'PT1M' });
    expect(calls[0]).toMatchObject({ function: 'open-case', notebook: 'a', error: null });
  });

  it('lets calls fail as it says', async () => {
    const fault = { operation: 'StopNotebookInstance', error: 'ThrottlingException', times: 1 };
    const { calls } = await tell({ happens: [{ at: 'PT0S', fault }, created('a')] });
    const stops = calls.filter(({ operation }) => operation === 'StopNotebookInstance');
    expect(stops.map(({ error }) => error)).toEqual(['ThrottlingException', null]);
  });

  it('lets things happen between a look of ours and the act', async () => {
    const before = { operation: 'StopNotebookInstance', function: 'stop-notebook' };
    const { calls } = await tell({
      happens: [created('a'), { before, call: 'StopNotebookInstance', notebook: 'a' }],
      until: 'P1DT5M',
    });
    const stops = calls.filter(({ operation }) => operation === 'StopNotebookInstance');
    expect(stops.map(({ error }) => error)).toEqual(['ValidationException']);
  });

  it('lets things happen after a call of ours', async () => {
    const after = {
      after: 'StopNotebookInstance',
      plus: 'PT3S',
      call: 'AddTags',
      notebook: 'a',
      with: { Tags: [{ Key: 'k', Value: 'v' }] },
    };
    const { calls, entries } = await tell({ happens: [created('a'), after] });
    const stop = calls.find(({ operation }) => operation === 'StopNotebookInstance');
    const tag = entries.find((entry) => entry.kind === 'person-call' && entry.operation === 'AddTags');
    expect(tag?.at).toBe((stop?.at ?? 0) + 3_000);
  });

  it('fills the dead-letter queue when EventBridge may start nothing', async () => {
    const { deadLetters } = await tell({
      happens: [{ at: 'PT0S', fault: { refuse: 'StartExecution' } }, created('a')],
    });
    expect(deadLetters.events).toMatchObject([{ attributes: { ERROR_CODE: 'NO_PERMISSIONS' } }]);
  });

  it('leaves a world that any SDK client can look at', async () => {
    await tell({ notebooks: [{ name: 'fraud-lab' }], happens: [] });
    const client = new SageMakerClient({
      endpoint: sandbox.endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'me', secretAccessKey: 'me' },
    });
    const seen = await client.send(
      new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'fraud-lab' }),
    );
    expect(seen.NotebookInstanceStatus).toBe('InService');
  });

  it('begins with an empty ledger', async () => {
    const { world } = await tell({ happens: [] });
    const client = new DynamoDBClient({
      endpoint: sandbox.endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'me', secretAccessKey: 'me' },
    });
    const TableName = world.template.tables[0]?.name;
    expect((await client.send(new ScanCommand({ TableName }))).Count).toBe(0);
  });
});
