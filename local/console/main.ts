/** The command line of the console: starts the sandbox, and says where to look. */
import { parseArgs } from 'node:util';
import { Sandbox } from '../sandbox.ts';
import { Console } from './console.ts';

const usage = `Shows the sandbox in a browser: the fleet, the state machine, the mailbox, the timeline and the clock.

  npm run console                  on port 4600, or on a free one where that is taken
  npm run console -- --port PORT   on that port

Ctrl-C ends it.
`;

const usualPort = 4600;

class UsageError extends Error {
  override readonly name = 'UsageError';
}

const portOf = (args: readonly string[]): number | 'help' | undefined => {
  let values: { port?: string | undefined; help?: boolean | undefined };
  try {
    const options = { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help === true) return 'help';
  if (values.port === undefined) return undefined;
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new UsageError(`--port: expected a number up to 65535, got ${values.port}`);
  }
  return Number(values.port);
};

/** What is printed once the console can be looked at. */
export const greeting = (address: string, variables: Readonly<Record<string, string>>): string =>
  [
    `The console: ${address}`,
    '',
    'The AWS CLI talks to the same world with these variables:',
    '',
    ...Object.entries(variables).map(([name, value]) => `  export ${name}=${value}`),
    '',
    '  aws sagemaker list-notebook-instances',
    '',
    'Ctrl-C ends it.',
    '',
  ].join('\n');

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

/** @returns the exit status */
const main = async (args: readonly string[]): Promise<number> => {
  try {
    const port = portOf(args);
    if (port === 'help') {
      process.stdout.write(usage);
      return 0;
    }
    process.stderr.write('Starting the sandbox ...\n');
    const sandbox = await Sandbox.open();
    try {
      const opened = await Console.open(sandbox, { port: port ?? usualPort, orAny: port === undefined });
      process.stdout.write(greeting(opened.address, opened.variables));
      await interrupted();
      await opened.close();
    } finally {
      await sandbox.close();
    }
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      process.stderr.write('--port: expected a port that is free, got one that is taken\n');
      return 2;
    }
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
};

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv.slice(2));
