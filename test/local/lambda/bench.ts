/** A world of one function and nothing else, for the tests of what runs functions. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { VirtualClock } from '../../../local/clock.ts';
import { HttpDoor, type WireCall } from '../../../local/http.ts';
import { compileRuntime } from '../../../local/lambda/compile.ts';
import {
  Functions,
  type Invocation,
  type LambdaFunction,
  type Outcome,
} from '../../../local/lambda/functions.ts';
import { Pool } from '../../../local/lambda/pool.ts';
import { Turns } from '../../../local/lambda/turns.ts';
import { seededRandom } from '../../../local/random.ts';

export const start = Date.parse('2026-11-23T09:00:00Z');
const file = fileURLToPath(new URL('../fixtures/handler.mjs', import.meta.url));
const build = fileURLToPath(new URL('../../../.build', import.meta.url));
const arn = 'arn:aws:lambda:eu-west-1:111122223333:function:fixture';

export interface Bench {
  readonly clock: VirtualClock;
  readonly functions: Functions;
  /** Invokes and lets everything happen that can happen. */
  run(...events: unknown[]): Promise<Outcome[]>;
  /** Operations in the order in which they were answered. */
  readonly answered: string[];
  readonly failures: Error[];
  close(): Promise<void>;
}

export const openBench = async (
  options: {
    readonly seed?: number;
    readonly onCall?: (call: WireCall, from: Invocation, bench: Bench) => void | Promise<void>;
  } = {},
): Promise<Bench> => {
  const clock = new VirtualClock(start);
  const random = seededRandom(options.seed ?? 1);
  const turns = new Turns({ random, patience: 5_000 });
  const answered: string[] = [];
  const failures: Error[] = [];
  const door = await HttpDoor.open((call) => {
    const from = functions.caller(String(call.accessKeyId));
    if (from === undefined) throw new Error(`expected a known caller, got ${call.accessKeyId}`);
    functions.blocked(from, call, async () => {
      answered.push(call.operation);
      if (options.onCall !== undefined) return options.onCall(call, from, bench);
      functions.proceed(from);
      call.answer({}, random.uuid(), clock.now());
    });
  });
  const pool = new Pool({
    runtime: await compileRuntime(build),
    connected: (connection) => door.connect(connection),
  });
  const fixture: LambdaFunction = {
    name: 'fixture',
    functionName: 'fixture',
    arn,
    roleArn: 'arn:aws:iam::111122223333:role/fixture',
    timeoutSeconds: 30,
    file,
    folder: path.dirname(file),
    handler: 'handler',
    env: { AWS_ENDPOINT_URL: door.url, AWS_LAMBDA_FUNCTION_NAME: 'fixture' },
  };
  const functions = new Functions({
    clock,
    turns,
    random,
    pool,
    functions: [fixture],
    onFailure: (error) => failures.push(error),
  });
  const bench: Bench = {
    clock,
    functions,
    answered,
    failures,
    async run(...events) {
      const outcomes = Promise.all(events.map((event) => functions.invoke(arn, event)));
      do await turns.settle();
      while (await clock.step());
      return outcomes;
    },
    async close() {
      await functions.close();
      await pool.close();
      await door.close();
    },
  };
  return bench;
};
