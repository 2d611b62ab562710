/** The command on the sandbox's endpoint: the real clients, and the guard as it is deployed. */

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silent } from '../../../bench/progress.ts';
import { openAccount } from '../../../cli/owners/account.ts';
import { command } from '../../../cli/owners/command.ts';
import { Notebooks } from '../../../functions/aws/notebooks.ts';
import { type Played, play } from '../../../local/play.ts';
import { Sandbox } from '../../../local/sandbox.ts';
import { AwsError } from '../../../local/service.ts';
import { parseStory } from '../../../local/story.ts';
import { remediationOf } from '../../../local/template.ts';
import { aCase } from '../../aws/ledger.suite.ts';
import { type Door, openDoor } from '../door.ts';
import { terminalWith } from '../terminal.ts';

const patience = 120_000;
const alice = 'alice@example.com';
const bob = 'bob@example.com';
const outsider = 'carol@example.net';
/** Alice confirms at once, Bob does not answer. */
const story = {
  people: { [alice]: 'confirmed', [bob]: 'pending' },
  notebooks: [
    { name: 'fraud-lab', tags: { Owner: alice } },
    { name: 'churn', tags: { owner: ' Alice@Example.com' }, rootAccess: 'Disabled' },
    { name: 'alone' },
    { name: 'elsewhere', tags: { Owner: outsider } },
    ...Array.from({ length: 12 }, (_, index) => ({ name: `b-${index}`, tags: { Owner: bob } })),
  ],
  until: 'PT1S',
};

let sandbox: Sandbox;
let played: Played;
let door: Door;
beforeAll(async () => {
  sandbox = await Sandbox.open();
  door = await openDoor(sandbox.endpoint, () => played);
}, patience);
beforeEach(async () => {
  played = await play(sandbox, parseStory(story, 'an account'));
}, patience);
afterAll(async () => {
  await door.close();
  await sandbox.close();
});

const stateMachineArn = () => remediationOf(played.world.template).arn;
const credentials = { accessKeyId: 'operator', secretAccessKey: 'sandbox' };

async function owners(args: readonly string[], answer?: string) {
  const { terminal, said, questions } = terminalWith(answer);
  let rests = 0;
  const status = await command(args, terminal, {
    progress: silent,
    sleep: async () => {
      rests += 1;
    },
    connect: async () => ({
      who: 'ada',
      region: 'eu-west-1',
      account: await openAccount({ endpoint: door.url, region: 'eu-west-1', credentials }, stateMachineArn()),
    }),
  });
  return { status, ...said, questions, rests };
}

const subscriptions = async () => {
  const { out } = await owners(['list', '--json']);
  const { owners: found } = JSON.parse(out) as {
    owners: { owner: string; subscription: string }[];
  };
  return Object.fromEntries(found.map(({ owner, subscription }) => [owner, subscription]));
};

/** Lets SNS refuse what is asked for an address. */
const refuse = (address: string, error: AwsError) => {
  const { world } = played;
  const call = world.sns.call.bind(world.sns);
  world.sns.call = (operation, input, caller) => {
    if (operation === 'Subscribe' && input['Endpoint'] === address) throw error;
    return call(operation, input, caller);
  };
};

describe('owners list', () => {
  it('shows who owns what, and whose owner is not known', async () => {
    const { status, out } = await owners(['list']);
    expect(status).toBe(0);
    expect(out).toBe(`owner              subscription  notebooks  with root access
alice@example.com  none                  2                 1
bob@example.com    none                 12                12

2 owners, of whom mail reaches 0; 2 notebooks without one.

Without an owner who may be mailed, by their tags. Who created or changed them is not known here:
  alone      no tag Owner or owner names a mail address
  elsewhere  a tag names carol@example.net, whose domain is none of ownerMailDomains
`);
  });

  it('shows nobody as the owner of what they said is not theirs', async () => {
    const config = { endpoint: door.url, region: 'eu-west-1', credentials };
    const { ledger, sageMaker } = await openAccount(config, stateMachineArn());
    const seen = await new Notebooks(sageMaker).lookByName('churn');
    assert(seen.seen === 'notebook');
    const file = await ledger.open(seen.notebook.ref, aCase('one'), null);
    assert(file !== null);
    await ledger.answer(file, { answers: [], disowned: [alice] });
    const { out } = await owners(['list', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      owners: [{ owner: alice, notebooks: 1 }, { owner: bob }],
      unowned: expect.arrayContaining([{ name: 'churn', outsider: null, disownedBy: alice }]),
    });
  });

  it('turns all pages', async () => {
    const { sageMaker } = played.world;
    const call = sageMaker.call.bind(sageMaker);
    sageMaker.call = (operation, input, caller) =>
      call(operation, operation === 'ListNotebookInstances' ? { ...input, MaxResults: 5 } : input, caller);
    const { out } = await owners(['list', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      owners: [
        { owner: alice, notebooks: 2 },
        { owner: bob, notebooks: 12 },
      ],
    });
  });

  it('goes on after a notebook that cannot be looked at, and ends with 1', async () => {
    const { world } = played;
    const call = world.sageMaker.call.bind(world.sageMaker);
    world.sageMaker.call = (operation, input, caller) => {
      if (operation === 'ListTags' && String(input['ResourceArn']).endsWith('/churn'))
        throw new AwsError('AccessDeniedException', 'ada may not', 400);
      return call(operation, input, caller);
    };
    const { status, out } = await owners(['list', '--json']);
    expect([status, JSON.parse(out)]).toMatchObject([
      1,
      {
        owners: [{ owner: alice, notebooks: 1 }, { owner: bob }],
        failed: [{ about: 'churn', why: 'AccessDeniedException: ada may not' }],
      },
    ]);
  });

  it('ends with 1 and one line where notebooks may not be listed', async () => {
    played.world.sageMaker.call = () => {
      throw new AwsError('AccessDeniedException', 'ada may not', 400);
    };
    expect(await owners(['list'])).toMatchObject({
      status: 1,
      out: '',
      error:
        'As ada in eu-west-1\nexpected a list of notebook instances, got AccessDeniedException: ada may not\n',
    });
  });
});

describe('owners invite', () => {
  it('asks those who were never asked, and SNS knows the rest', async () => {
    const { status, out } = await owners(['invite', '--yes']);
    expect([status, out]).toEqual([0, `asked   ${alice}\nasked   ${bob}\n2 owners asked.\n`]);
    expect(await subscriptions()).toEqual({ [alice]: 'confirmed', [bob]: 'pending' });
  });

  it('asks to the very topics to which the guard will mail', async () => {
    await owners(['invite', '--yes']);
    const { environment } = played.world.template.functions.find(({ name }) => name === 'notify-owner') ?? {};
    expect(played.world.sns.questions()).toMatchObject([
      { endpoint: bob, topicArn: expect.stringContaining(`:${environment?.['OWNER_TOPIC_PREFIX']}`) },
    ]);
  });

  it('asks nobody when it is repeated', async () => {
    await owners(['invite', '--yes']);
    expect(await owners(['invite', '--yes'])).toMatchObject({
      status: 0,
      out: '',
      error: expect.stringContaining(
        'Nobody is to be asked.\nLeft alone: 1 confirmed already; 1 asked before',
      ),
    });
  });

  it('asks those who have not answered with --again', async () => {
    await owners(['invite', '--yes']);
    const { out } = await owners(['invite', '--yes', '--again', '--json']);
    expect(JSON.parse(out)).toEqual({
      dryRun: false,
      toAsk: [bob],
      confirmed: [alice],
      pending: [],
      platform: [],
      asked: [bob],
      failed: [],
      unknown: [],
    });
  });

  it('goes on after one who cannot be asked, and ends with 1', async () => {
    refuse(alice, new AwsError('InvalidParameter', 'Invalid parameter: Email address', 400));
    const { status, out } = await owners(['invite', '--yes']);
    expect([status, out]).toEqual([
      1,
      `asked   ${bob}
failed  ${alice}: RequestRefused: sns:Subscribe was refused: InvalidParameterException: Invalid parameter: Email address
1 owner asked, 1 not; repeat the command to ask them again.
`,
    ]);
  });

  it('rests between one and the next', async () => {
    expect((await owners(['invite', '--yes'])).rests).toBe(1);
  });

  it('says how many mails it will send, and asks', async () => {
    const { error, questions } = await owners(['invite'], 'y');
    expect(error).toContain(
      `2 mails from SNS, with a link to confirm a subscription, to\n  ${alice}\n  ${bob}\n`,
    );
    expect(questions).toEqual(['Send? [y/N] ']);
    expect(await subscriptions()).toEqual({ [alice]: 'confirmed', [bob]: 'pending' });
  });

  it.each([
    ['the answer is no', ['invite'], 'n', 1],
    ['there is nobody to say yes', ['invite'], undefined, 2],
    ['it is a dry run', ['invite', '--dry-run'], undefined, 0],
  ])('sends nothing when %s', async (_when, args, answer, status) => {
    expect((await owners(args, answer)).status).toBe(status);
    expect(await subscriptions()).toEqual({ [alice]: 'none', [bob]: 'none' });
  });

  it('says in a dry run whom it would ask', async () => {
    expect((await owners(['invite', '--dry-run'])).out).toContain(`2 mails from SNS`);
  });
});

describe('npm run owners', () => {
  it(
    'finds the guard by its stack, with the credentials that the AWS CLI would use',
    async () => {
      const root = join(import.meta.dirname, '../../..');
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        ['--import', 'tsx', 'cli/owners/main.ts', 'list', '--json', '--region', 'eu-west-1'],
        {
          cwd: root,
          env: {
            ...process.env,
            AWS_ENDPOINT_URL: door.url,
            AWS_ACCESS_KEY_ID: 'operator',
            AWS_SECRET_ACCESS_KEY: 'sandbox',
            AWS_CONFIG_FILE: join(root, 'none'),
            AWS_SHARED_CREDENTIALS_FILE: join(root, 'none'),
          },
        },
      );
      expect(stderr).toContain('As arn:aws:iam::111122223333:user/ada in eu-west-1\n');
      expect(JSON.parse(stdout)).toMatchObject({ owners: [{ owner: alice }, { owner: bob }] });
    },
    patience,
  );
});
