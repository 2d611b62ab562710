/** The command on the sandbox's endpoint: the real clients, and the guard as it is deployed. */
import pRetry from 'p-retry';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccount } from '../../../cli/guard/account.ts';
import { command } from '../../../cli/guard/command.ts';
import { type Played, play } from '../../../local/play.ts';
import { Sandbox } from '../../../local/sandbox.ts';
import { parseStory } from '../../../local/story.ts';
import { terminalWith } from '../terminal.ts';

const patience = 120_000;
const hour = 3_600_000;
const story = {
  policy: { graceWindow: 'PT2H', reminders: [] },
  notebooks: [{ name: 'fraud-lab', tags: { Owner: 'alice@example.com' } }],
  happens: [
    {
      at: 'PT0S',
      event: {
        source: 'aws.sagemaker',
        'detail-type': 'AWS API Call via CloudTrail',
        detail: {
          eventSource: 'sagemaker.amazonaws.com',
          eventName: 'UpdateNotebookInstance',
          requestParameters: { notebookInstanceName: 'fraud-lab', rootAccess: 'Enabled' },
        },
      },
    },
  ],
  until: 'PT1H',
};

let sandbox: Sandbox;
let played: Played;
beforeAll(async () => {
  sandbox = await Sandbox.open();
}, patience);
beforeEach(async () => {
  played = await play(sandbox, parseStory(story, 'an hour of grace'));
}, patience);
afterAll(() => sandbox.close());

const config = () => ({
  endpoint: sandbox.endpoint,
  region: 'eu-west-1',
  credentials: { accessKeyId: 'operator', secretAccessKey: 'sandbox' },
});
const until = async (hours: number) => {
  const { clock, tempo } = played.world;
  const end = played.story.start + hours * hour;
  clock.at(end, 'timer', () => undefined);
  // The world may still be coming to rest after the command's last call was answered.
  await pRetry(() => tempo.run(end), {
    retries: 100,
    minTimeout: 1,
    factor: 1,
    shouldRetry: ({ error }) => error.message.startsWith('expected a world at rest'),
  });
};
const stops = () =>
  played.world.calls.records().filter(({ operation }) => operation === 'StopNotebookInstance');

async function guard(...args: readonly string[]) {
  const { terminal, said } = terminalWith();
  const status = await command(args, terminal, {
    now: () => played.world.clock.now(),
    connect: async () => ({
      who: 'arn:aws:iam::111122223333:user/ada',
      region: 'eu-west-1',
      account: openAccount(config(), played.world.template.tables[0]?.name ?? ''),
    }),
  });
  return { status, ...said };
}

describe('guard pause', () => {
  it('says who paused it, and why', async () => {
    expect(await guard('pause', '--reason', 'quarter-end')).toEqual({
      status: 0,
      error: 'As arn:aws:iam::111122223333:user/ada in eu-west-1\n',
      out: 'Paused since 23 Nov 10:00 UTC, by arn:aws:iam::111122223333:user/ada: quarter-end\nnpm run guard -- resume lifts it.\n',
    });
  });
  it('stops nothing at a deadline', async () => {
    await guard('pause', '--reason', 'quarter-end');
    await until(5);
    expect(stops()).toEqual([]);
  });
  it('keeps the first reason when it is repeated', async () => {
    await guard('pause', '--reason', 'quarter-end');
    expect((await guard('pause', '--reason', 'again')).out).toContain('quarter-end');
  });
});

describe('guard resume', () => {
  it('wakes the cases that were held back, which go on within seconds', async () => {
    await guard('pause', '--reason', 'quarter-end');
    await until(5);
    expect((await guard('resume')).out).toBe(
      'Running since 23 Nov 14:00 UTC, by arn:aws:iam::111122223333:user/ada\n1 case woken.\n',
    );
    await until(5.01);
    expect(played.world.sns.mails().map(({ notice, at }) => [notice, at])).toEqual([
      ['first', played.story.start],
      ['final', played.story.start + 5 * hour],
    ]);
    await until(6.5);
    expect(stops().map(({ at }) => at)).toEqual([played.story.start + 6 * hour]);
  });
  it('has nothing to do where the guard was never paused', async () =>
    expect(await guard('resume', '--json')).toMatchObject({
      status: 0,
      out: '{\n  "paused": null,\n  "woken": 0,\n  "failed": []\n}\n',
    }));
});

describe('guard status', () => {
  it('says that the guard runs, and was never paused', async () =>
    expect((await guard('status')).out).toBe('Running; the guard was never paused\n'));
  it('says who threw the switch each time', async () => {
    await guard('pause', '--reason', 'quarter-end');
    await until(2);
    await guard('resume', '--reason', 'over');
    expect((await guard('status')).out).toBe(
      `Running since 23 Nov 11:00 UTC, by arn:aws:iam::111122223333:user/ada: over

Before that:
  Paused since 23 Nov 10:00 UTC, by arn:aws:iam::111122223333:user/ada: quarter-end
`,
    );
  });
  it('ends with 1 and one line where there is no such table', async () => {
    const { terminal, said } = terminalWith();
    const status = await command(['status'], terminal, {
      now: () => 0,
      connect: async () => ({ who: 'ada', region: 'eu-west-1', account: openAccount(config(), 'none') }),
    });
    expect([status, said.out, said.error.trim().split('\n').length]).toEqual([1, '', 2]);
  });
});
