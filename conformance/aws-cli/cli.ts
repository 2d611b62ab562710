/** The AWS CLI as a process, pointed at the sandbox with credentials that are nobody's. */
import { execFile } from 'node:child_process';

export interface Answer {
  readonly status: number;
  /** What it printed, read as JSON; undefined where it printed nothing. */
  readonly output: Readonly<Record<string, unknown>> | undefined;
  /** Its standard error, without empty lines. */
  readonly error: string;
}

export type Cli = (...args: readonly string[]) => Promise<Answer>;

const environment = (endpoint: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: 'eu-west-1',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'operator',
  AWS_SECRET_ACCESS_KEY: 'sandbox',
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
  AWS_DEFAULT_OUTPUT: 'json',
  // Whoever runs this may have a configuration of their own; none of it must reach the sandbox.
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Milliseconds that one call may take, Python's start included. */
const timeout = 60_000;

/**
 * @param program the CLI's path
 * @param endpoint the sandbox's
 */
export const cliOf =
  (program: string, endpoint: string): Cli =>
  (...args) =>
    new Promise((resolve, reject) => {
      const options = { env: environment(endpoint), timeout };
      execFile(program, [...args], options, (failure, stdout, stderr) => {
        const status = failure === null ? 0 : failure.code;
        if (typeof status !== 'number') {
          reject(new Error(`aws ${args.join(' ')}: expected an end, got ${String(failure)}`));
          return;
        }
        try {
          resolve({
            status,
            output: stdout.trim() === '' ? undefined : JSON.parse(stdout),
            error: stderr.trim(),
          });
        } catch (error) {
          reject(new Error(`aws ${args.join(' ')}: expected JSON, got ${stdout}`, { cause: error }));
        }
      });
    });
