/** An account to verify in: the sandbox, whose time moves while the check sleeps. */

import { play } from '../../local/play.ts';
import type { Sandbox, World } from '../../local/sandbox.ts';
import type { Input } from '../../local/service.ts';
import { parseStory } from '../../local/story.ts';
import { remediationOf } from '../../local/template.ts';
import { type Account, openAccount, type Time } from '../../verify/account.ts';
import { command } from '../../verify/command.ts';
import { type Options, parseOptions } from '../../verify/options.ts';
import { verify } from '../../verify/verify.ts';

export interface Deployed {
  readonly world: World;
  readonly account: Account;
  readonly time: Time;
}

const only = <T>(all: readonly T[]): T => {
  const [one] = all;
  if (one !== undefined && all.length === 1) return one;
  throw new Error(`expected one, got ${all.length}`);
};

/** Lets the world's time pass; a guest's call may still be on its way out of it. */
const pass = async (world: World, milliseconds: number): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
  const until = world.clock.now() + milliseconds;
  world.clock.at(until, 'timer', () => undefined);
  await world.tempo.run(until);
};

export async function deployed(
  sandbox: Sandbox,
  policy: Readonly<Record<string, unknown>>,
): Promise<Deployed> {
  const { world } = await play(sandbox, parseStory({ policy, until: 'PT1S' }, 'an account'));
  const account = openAccount(
    {
      endpoint: sandbox.endpoint,
      // Virtual time looks like a wrong clock, for which the SDK repeats every refused call.
      maxAttempts: 1,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'verifier', secretAccessKey: 'sandbox' },
    },
    {
      stateMachineArn: remediationOf(world.template).arn,
      ledgerTable: only(world.template.tables).name,
    },
  );
  const time: Time = {
    now: () => world.clock.now(),
    async sleep(milliseconds, signal) {
      await pass(world, milliseconds);
      signal?.throwIfAborted();
    },
  };
  return { world, account, time };
}

const args = ['--role-arn', 'arn:aws:iam::111122223333:role/notebook', '--yes'];
const parsed = parseOptions(args);
if (parsed === 'help') throw new Error('expected options, got help');
const options: Options = parsed;

/** The command as somebody types it, with what it wrote. */
export async function type({ account, time }: Deployed, ...more: readonly string[]) {
  const said = { out: '', error: '' };
  const status = await command(
    [...args, ...more],
    {
      isTerminal: false,
      ask: async () => '',
      out: (text) => {
        said.out += text;
      },
      error: (text) => {
        said.error += text;
      },
    },
    {
      time,
      signal: new AbortController().signal,
      connect: async () => ({ who: 'ada', region: 'eu-west-1', account }),
    },
  );
  return { status, ...said };
}

export const check = ({ account, time }: Deployed, signal = new AbortController().signal) =>
  verify(account, time, options, signal, () => undefined);

/** What SageMaker's double does from now on, made of what it did. */
export function changeSageMaker(
  { world }: Deployed,
  change: (call: () => Record<string, unknown>, operation: string, input: Input) => Record<string, unknown>,
): void {
  const { sageMaker } = world;
  const call = sageMaker.call.bind(sageMaker);
  sageMaker.call = (operation, input, caller) =>
    change(() => call(operation, input, caller), operation, input);
}
