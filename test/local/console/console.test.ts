import { DescribeNotebookInstanceCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Console } from '../../../local/console/console.ts';
import type { Message } from '../../../local/console/messages.ts';
import { Sandbox } from '../../../local/sandbox.ts';
import { parseStory } from '../../../local/story.ts';
import { Watcher } from './watcher.ts';

const name = 'fraud-lab';
const start = '2026-11-23T09:00:00Z';
const created = {
  call: 'CreateNotebookInstance',
  with: {
    NotebookInstanceName: name,
    InstanceType: 'ml.t3.medium',
    RoleArn: 'arn:aws:iam::111122223333:role/nb',
    Tags: [{ Key: 'Owner', Value: 'alice@example.com' }],
  },
};
const story = parseStory(
  { title: 'an idle notebook', start, notebooks: [{ name: 'idle', tags: { Owner: 'bob@example.com' } }] },
  'test.json',
);

let sandbox: Sandbox;
let opened: Console;
let watcher: Watcher;
beforeAll(async () => {
  sandbox = await Sandbox.open();
}, 60_000);
afterAll(() => sandbox.close());
beforeEach(async () => {
  opened = await Console.open(sandbox, { port: 0, orAny: false, story });
  watcher = new Watcher(opened.address);
  await watcher.world();
  await watcher.tell('/clock', { do: 'pause' });
});
afterEach(async () => {
  watcher.leave();
  await opened.close();
});

const isLetter = (message: Message): message is Message & { kind: 'letter' } => message.kind === 'letter';

/** Lets time go on, as fast as it can, until something is told. */
const jumpUntil = async <Found extends Message>(
  is: (message: Message) => message is Found,
): Promise<Found> => {
  await watcher.tell('/clock', { do: 'speed', speed: 100_000 });
  await watcher.tell('/clock', { do: 'run' });
  return watcher.until(is);
};

/** What an owner's browser sends when they press a button of the page. */
const press = async (link: string, fields: Readonly<Record<string, string>>): Promise<Response> => {
  const page = await (await fetch(link)).text();
  const [, key = ''] = /name="key" value="([^"]+)"/.exec(page) ?? [];
  return fetch(`${opened.address}/answer`, {
    method: 'POST',
    headers: { origin: 'null' },
    body: new URLSearchParams({ key, ...fields }),
  });
};

const firstLink = async (): Promise<string> => {
  await watcher.tell('/happen', [created]);
  const { body } = await jumpUntil(isLetter);
  return /http:\S+/.exec(body)?.[0] ?? '';
};

describe('whoever begins to watch', () => {
  it('sees the fleet as it is', async () => {
    const { title, cards } = await watcher.world();
    expect(title).toBe('an idle notebook');
    expect(cards).toMatchObject([{ name: 'idle', status: 'InService', rootAccess: 'Enabled', case: null }]);
  });

  it('lets the clock run, if they are the first', async () => {
    expect((await watcher.world()).clock.running).toBe(true);
  });
});

describe('what a person lets happen', () => {
  it('happens at once, and is told', async () => {
    expect(await watcher.tell('/happen', [created])).toMatchObject({
      status: 200,
      answer: { told: [{ tone: 'people', text: `alice@example.com creates ${name}` }, { tone: 'world' }] },
    });
    await watcher.until(({ kind, ...rest }) => kind === 'fleet' && JSON.stringify(rest).includes(name));
  });

  it('happens at the present, though nothing was due', async () => {
    await watcher.tell('/clock', { do: 'speed', speed: 100_000 });
    await watcher.tell('/clock', { do: 'run' });
    await watcher.tell('/clock', { do: 'pause' });
    await watcher.tell('/happen', [{ call: 'StopNotebookInstance', notebook: 'idle' }]);
    const told = await watcher.until((message) => message.kind === 'line');
    expect(told).toMatchObject({ text: 'bob@example.com stops idle' });
    expect('at' in told ? told.at : null).toBeGreaterThan(Date.parse(start));
  });

  it('happens later, where it says so', async () => {
    const stop = { call: 'StopNotebookInstance', notebook: 'idle' };
    await watcher.tell('/happen', [{ at: 'PT10M', ...stop }]);
    const told = await jumpUntil(
      (message): message is Message & { kind: 'line' } =>
        message.kind === 'line' && message.text.includes('stops idle'),
    );
    expect(told.at).toBeGreaterThanOrEqual(Date.parse(start) + 600_000);
  });

  it('may be refused by SageMaker', async () => {
    const started = [{ call: 'StartNotebookInstance', notebook: 'idle' }];
    expect(await watcher.tell('/happen', started)).toMatchObject({
      status: 200,
      answer: { told: [{ tone: 'trouble' }] },
    });
  });

  it.each([
    ['an unknown notebook', [{ call: 'StopNotebookInstance', notebook: 'none' }], 'happens[0].notebook'],
    ['no list', { call: 'StopNotebookInstance' }, 'expected a list'],
    ['something that waits', [{ before: { operation: 'Publish' }, fault: { lose: 'events' } }], 'what is'],
    ['a status that nothing is held in', [{ fault: { stuck: 'InService' }, notebook: 'idle' }], 'InService'],
  ])('is refused where it is %s', async (_what, written, said) => {
    const { status, answer } = await watcher.tell('/happen', written);
    expect([status, JSON.stringify(answer)]).toEqual([422, expect.stringContaining(said)]);
  });
});

describe('a case', () => {
  it('is seen on its card, with its deadline', async () => {
    await watcher.tell('/happen', [created]);
    await jumpUntil(
      (message): message is Message & { kind: 'fleet' } =>
        message.kind === 'fleet' &&
        message.cards.some(({ case: held }) => held?.stand === 'grace' && held.deadline !== null),
    );
  });

  it("is seen on its execution's way", async () => {
    await watcher.tell('/happen', [created]);
    await jumpUntil(
      (message): message is Message & { kind: 'entered' } =>
        message.kind === 'entered' && message.state === 'AwaitOwner',
    );
    const entered = watcher.messages.flatMap((message) => (message.kind === 'entered' ? message.state : []));
    expect(entered.slice(0, 5)).toEqual([
      'OpenCase',
      'IsViolation',
      'NotifyOwner',
      'GraceOver',
      'AwaitOwner',
    ]);
  });
});

describe("a mail's link", () => {
  it('leads to the page', async () => {
    const link = await firstLink();
    expect(link).toContain(`${opened.address}/answer/`);
    const response = await fetch(link);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining(name)]);
  });

  it('takes the answer', async () => {
    const link = await firstLink();
    expect((await press(link, { answer: 'acknowledge' })).status).toBe(200);
    await watcher.until(
      (message) =>
        message.kind === 'fleet' &&
        message.cards.some(
          ({ case: held }) => held?.answers.some(({ kind }) => kind === 'acknowledge') === true,
        ),
    );
  });
});

describe('a story', () => {
  it('begins the world anew', async () => {
    const before = watcher.messages.length;
    const { status } = await watcher.tell('/play', { file: 'nobody-does-anything.json' });
    expect(status).toBe(200);
    expect((await watcher.world(before)).title).toBe('running, and nobody does anything');
  });

  it.each(['../../package.json', 'none.json'])('%s is none', async (file) => {
    expect(await watcher.tell('/play', { file })).toMatchObject({ status: 404 });
  });
});

it('an SDK client sees the same world while it is paused', async () => {
  const client = new SageMakerClient({
    endpoint: opened.variables['AWS_ENDPOINT_URL'] ?? '',
    region: 'eu-west-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'sandbox' },
  });
  const seen = await client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: 'idle' }));
  expect(seen.NotebookInstanceStatus).toBe('InService');
});
