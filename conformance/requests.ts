/**
 * Holds what goes over the wire to AWS's published service models: every request that the functions send over a set
 * of stories, and every answer and refusal of the doubles.
 *
 *     npx tsx conformance/requests.ts PYTHON
 *
 * PYTHON is an interpreter that has botocore and regex. Exit status: 0 all agree, 1 something does not.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Exchange } from '../local/http.ts';
import { knownQuirks } from './requests/quirks.ts';
import { record, type Traffic } from './requests/traffic.ts';
import { type Difference, type Row, rowOf, type Verdict, verdictOf } from './row.ts';

/** What conformance/requests/judge.py says of one half of an exchange. */
export interface Judged {
  readonly id: string;
  readonly by: 'function' | 'guest' | null;
  readonly part: 'request' | 'answer' | 'refusal' | 'unanswered';
  readonly service: string;
  readonly operation: string;
  /** The refusal's name. */
  readonly code: string | null;
  /** Where an error comes from that the model does not list for the operation. */
  readonly unmodelled: string | null;
  readonly findings: readonly Difference[];
}

const judge = "AWS's service models, as botocore has them";

/**
 * @param python the path of an interpreter with botocore and regex
 * @throws Error when the interpreter fails; nothing is judged then
 */
export const judgeExchanges = async (
  python: string,
  exchanges: readonly (Exchange & { readonly id: string })[],
): Promise<readonly Judged[]> => {
  const child = spawn(python, [path.join(import.meta.dirname, 'requests', 'judge.py')]);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  child.stdin.end(JSON.stringify(exchanges));
  const [status, out, said] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (status !== 0) throw new Error(`judge.py: expected exit status 0, got ${status}: ${said}`);
  return JSON.parse(out) as Judged[];
};

const named = ({ service, operation, code }: Judged): string =>
  [`${service}.${operation}`, code].filter((part) => part !== null).join(' ');

const verdictOn = (judged: Judged): { id: string; verdict: Verdict } => {
  const id = `${named(judged)} in ${judged.id}`;
  const verdict = verdictOf(id, judged.findings);
  if (judged.part === 'unanswered') return { id, verdict: { leftOut: 'the story breaks the call off' } };
  const quirk = knownQuirks(judged.findings);
  if (quirk !== undefined) return { id: named(judged), verdict: { leftOut: quirk } };
  if ('agreed' in verdict && judged.unmodelled !== null) {
    return { id: named(judged), verdict: { leftOut: `not in the model; ${judged.unmodelled}` } };
  }
  return { id, verdict };
};

/** Equal names once. */
const rowOn = (belief: string, all: readonly Judged[]): Row => {
  const row = rowOf(belief, judge, all.map(verdictOn));
  return { ...row, leftOut: [...new Map(row.leftOut.map((one) => [one.id, one])).values()] };
};

const iamNames: Readonly<Record<string, string>> = {
  SageMaker: 'sagemaker',
  StepFunctions: 'states',
  DynamoDB: 'dynamodb',
  SNS: 'sns',
  CloudTrail: 'cloudtrail',
};

/** Stories that do not reach a call would agree with anything about it. */
const reached = (allowed: readonly string[], all: readonly Judged[]): Row => {
  const made = new Set(all.map(({ service, operation }) => `${iamNames[service]}:${operation}`));
  return rowOf(
    'the stories reach every call that a role of the template allows',
    "the template's roles",
    allowed.map((action) => ({
      id: action,
      verdict:
        action === 'states:StartExecution'
          ? { leftOut: 'EventBridge makes this call, no client of ours' }
          : verdictOf(
              action,
              made.has(action) ? [] : [{ where: 'stories', expected: 'a call', got: 'none' }],
            ),
    })),
  );
};

/** @param python the path of an interpreter with botocore and regex */
export const judgeTraffic = async (
  python: string,
  { exchanges, allowed }: Traffic,
): Promise<readonly Row[]> => {
  const all = await judgeExchanges(python, exchanges);
  const ours = all.filter(({ by }) => by === 'function');
  const parts = (...of: Judged['part'][]) => all.filter(({ part }) => of.includes(part));
  return [
    rowOn(
      'every request of the functions is one that the API takes',
      ours.filter(({ part }) => part === 'request'),
    ),
    rowOn('every answer of the doubles is one that the API gives', parts('answer', 'unanswered')),
    rowOn('every refusal of the doubles is one that the API declares', parts('refusal')),
    reached(allowed, ours),
  ];
};

/** @param python the path of an interpreter with botocore and regex */
export const judgeRequests = async (python: string): Promise<readonly Row[]> =>
  judgeTraffic(python, await record());

const main = async (python: string | undefined): Promise<number> => {
  if (python === undefined) {
    console.error(
      'NOTHING WAS JUDGED: expected a Python interpreter with botocore as the argument, got none',
    );
    return 2;
  }
  const rows = await judgeRequests(python);
  for (const { belief, tried, agreed, leftOut, disagreements } of rows) {
    console.log(`${belief}: ${agreed} of ${tried} agree, ${leftOut.length} left out`);
    for (const { id, reason } of leftOut) console.log(`  left out ${id}: ${reason}`);
    for (const { id, differences } of disagreements) console.log(`  DISAGREES ${id}`, differences);
  }
  return rows.some(({ disagreements }) => disagreements.length > 0) ? 1 : 0;
};

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv[2]);
