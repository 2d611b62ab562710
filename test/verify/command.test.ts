import { describe, expect, it } from 'vitest';
import { CannotGoOn } from '../../cli/refused.ts';
import { openAccount } from '../../verify/account.ts';
import { command } from '../../verify/command.ts';

const role = ['--role-arn', 'arn:aws:iam::111122223333:role/notebook'];
/** Nothing listens there: whatever is called fails. */
const nowhere = openAccount(
  {
    endpoint: 'http://127.0.0.1:1',
    region: 'eu-west-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  },
  { stateMachineArn: 'arn:machine', ledgerTable: 'cases' },
);

/** An account that lets everything be read and where nothing may be created. */
const reading = () => {
  const account = nowhere;
  const send = async () => ({});
  return {
    ...account,
    stepFunctions: Object.assign(Object.create(account.stepFunctions), { send }),
    ledger: Object.assign(Object.create(account.ledger), { find: async () => [] }),
  };
};

const run = async (args: readonly string[], typed?: string, connect = async () => reading()) => {
  const said = { out: '', error: '' };
  const status = await command(
    args,
    {
      isTerminal: typed !== undefined,
      ask: async () => typed ?? '',
      out: (text) => {
        said.out += text;
      },
      error: (text) => {
        said.error += text;
      },
    },
    {
      time: { now: () => 0, sleep: async () => undefined },
      signal: new AbortController().signal,
      connect: async () => ({ who: 'ada', region: 'eu-west-1', account: await connect() }),
    },
  );
  return { status, ...said };
};

describe('the command', () => {
  it('explains itself', async () => {
    expect(await run(['--help'])).toMatchObject({ status: 0, out: expect.stringContaining('Exit status') });
  });
  it('says who spends what before it asks', async () => {
    const { error } = await run(role, 'no');
    expect(error).toMatch(/As ada in eu-west-1:.*costs {5}roughly/s);
  });
  it('creates nothing when the answer is not yes', async () => {
    expect(await run(role, '')).toMatchObject({
      status: 2,
      error: expect.stringContaining('expected yes, got no: nothing was created'),
    });
  });
  it('creates nothing without a terminal and without --yes', async () => {
    expect(await run(role)).toMatchObject({
      status: 2,
      error: expect.stringContaining('expected --yes or a terminal to ask at'),
    });
  });
  it('ends with 2 and one line when there is no account to ask', async () => {
    const connect = async () => {
      throw new CannotGoOn('expected credentials, got none');
    };
    expect(await run(role, 'y', connect)).toEqual({
      status: 2,
      out: '',
      error: 'expected credentials, got none\n',
    });
  });
});
