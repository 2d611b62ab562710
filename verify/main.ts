/** Checks in a real account what we believe about AWS; @see options.ts for the command line. */
import { createInterface } from 'node:readline/promises';
import { setTimeout as after } from 'node:timers/promises';
import { STSClient } from '@aws-sdk/client-sts';
import { type ClientConfig, openAccount, type Time } from './account.ts';
import { command, type Place, type Terminal } from './command.ts';
import { asked, findDeployment, whoAmI } from './deployment.ts';
import { CannotVerify } from './refused.ts';

const time: Time = {
  now: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await after(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

const interrupted = new AbortController();
process.on('SIGINT', () => {
  if (interrupted.signal.aborted) {
    console.error(
      'Left as it is: the notebook whose name stands above may still be there; delete it by hand.',
    );
    process.exit(2);
  }
  console.error(
    '\nStopping. A notebook that was created is deleted first, which takes some minutes; Ctrl-C again leaves it.',
  );
  interrupted.abort(new CannotVerify('interrupted'));
});

const place: Place = {
  time,
  signal: interrupted.signal,
  async connect(options) {
    const { profile, region: wanted } = options;
    const config: ClientConfig = {
      ...(profile === undefined ? {} : { profile }),
      ...(wanted === undefined ? {} : { region: wanted }),
    };
    const region = await asked('a Region', () => new STSClient(config).config.region());
    const who = await whoAmI(config);
    return { who, region, account: openAccount(config, await findDeployment(options, config)) };
  },
};

const terminal: Terminal = {
  isTerminal: process.stdin.isTTY === true,
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const gone = new AbortController();
    // Without these, Ctrl-C and Ctrl-D leave the question open for ever.
    lines.once('SIGINT', () => gone.abort());
    lines.once('close', () => gone.abort());
    try {
      return await lines.question(question, { signal: gone.signal });
    } catch (error) {
      if (gone.signal.aborted) return 'no';
      throw error;
    } finally {
      lines.close();
    }
  },
};

process.exitCode = await command(process.argv.slice(2), terminal, place);
