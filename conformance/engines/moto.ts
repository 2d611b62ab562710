/**
 * moto's Step Functions, as a server of its own process, with the interpreter that really executes (taken from
 * LocalStack's).
 *
 * Nothing of moto is patched. Its Task of lambda:invoke is an ordinary Lambda client that looks for Lambda on this
 * machine at the port that moto says it serves, the environment variable MOTO_PORT, while the server itself listens
 * where its arguments say. So MOTO_PORT is the bridge's port: the engine calls our bundles over the Lambda API, and
 * everything that is judged (paths, Choice, Retry, Catch, timeouts, tokens, history) is moto's own.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { accountId, region } from '../../local/template.ts';
import { type StatesApi, statesApi } from './states-api.ts';

const startsWithin = 60_000;

const pinned = (): string => {
  const pins = readFileSync(new URL('../requirements.txt', import.meta.url), 'utf8');
  const version = /^moto(?:\[[\w,]+\])?==(\S+)$/m.exec(pins)?.[1];
  if (version === undefined) throw new Error('requirements.txt: expected moto at a version, got none');
  return version;
};

/**
 * Another version than the pinned one has other quirks: 5.2.1 cannot start an execution while another one runs.
 *
 * @returns the version, or what is missing for a Python without it
 */
export const findMoto = async (
  python: string,
): Promise<{ readonly version: string } | { readonly missing: string }> => {
  const expected = `Python with moto ${pinned()} and Flask`;
  try {
    const { stdout } = await promisify(execFile)(python, [
      '-c',
      'import importlib.metadata as m, moto.server, antlr4; print(m.version("moto"))',
    ]);
    const version = stdout.trim();
    return version === pinned() ? { version } : { missing: `${expected}: ${python} has moto ${version}` };
  } catch (error) {
    const isMissing =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      /(Module|Package)NotFoundError/.test(String(error));
    if (isMissing) return { missing: `${expected}: ${python} has not` };
    throw error;
  }
};

const listening = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(
      () => reject(new Error(`expected moto to listen within ${startsWithin} ms, it said: ${said}`)),
      startsWithin,
    );
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('error', reject);
    server.once('exit', (code) =>
      reject(new Error(`expected moto to listen, it exited with ${code}: ${said}`)),
    );
  });

export class Moto {
  readonly call: StatesApi;
  readonly #server: ChildProcess;

  private constructor(server: ChildProcess, call: StatesApi) {
    this.#server = server;
    this.call = call;
    process.once('exit', this.#kill);
  }

  /** It must not outlive a process that ends in the middle. */
  readonly #kill = (): void => {
    this.#server.kill('SIGKILL');
  };

  /** @param lambdaPort where the engine is to find Lambda */
  static async start(python: string, lambdaPort: number): Promise<Moto> {
    const server = spawn(python, ['-m', 'moto.server', '-H', '127.0.0.1', '-p', '0'], {
      env: {
        PATH: process.env['PATH'],
        MOTO_PORT: String(lambdaPort),
        MOTO_ACCOUNT_ID: accountId,
        AWS_DEFAULT_REGION: region,
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    try {
      const url = await listening(server);
      const configured = await fetch(`${url}/moto-api/config`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ stepfunctions: { execute_state_machine: true } }),
      });
      if (!configured.ok)
        throw new Error(`expected moto to take its configuration, got ${configured.status}`);
      return new Moto(server, statesApi(url));
    } catch (error) {
      server.kill('SIGKILL');
      throw error;
    }
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    process.off('exit', this.#kill);
    this.#kill();
    await ended;
  }
}
