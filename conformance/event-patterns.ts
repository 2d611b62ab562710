/**
 * Holds the sandbox's event patterns to what AWS answered.
 *
 *     npx tsx conformance/event-patterns.ts RECORDINGS_FOLDER
 *
 * The folder has one case a file under `eventpatterns/` and `snsfilters/` (SNS filter policies on message bodies
 * are the same language). Exit status: 0 all agree, 1 something disagrees, 2 there are no recordings.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { matches, parsePattern } from '../local/eventbridge/matcher.ts';
import { PatternError } from '../local/eventbridge/pattern-error.ts';
import { testEventPattern } from '../local/eventbridge/test-event-pattern.ts';
import { AwsError } from '../local/service.ts';
import { type Row, rowOf as row, verdictOf } from './row.ts';

/** What AWS and the sandbox answered to one case. */
interface Answers {
  readonly id: string;
  readonly aws: string;
  readonly sandbox: string;
  readonly leftOut?: string | undefined;
}

interface PatternCase {
  readonly id: string;
  readonly event?: unknown;
  readonly eventText?: string;
  readonly pattern?: unknown;
  readonly patternText?: string;
  readonly matches: boolean | 'error';
  readonly error?: { readonly code: string; readonly message: string };
}

interface FilterCase {
  readonly id: string;
  readonly scope?: string;
  readonly filterPolicy?: unknown;
  readonly message?: string;
  readonly delivered?: boolean;
  readonly steps?: readonly {
    readonly call: string;
    readonly with: { readonly Attributes?: { readonly FilterPolicy?: string } };
    readonly recorded?: { readonly Error?: { readonly Message: string } };
  }[];
}

const casesOf = <Case>(folder: string): readonly Case[] => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  if (files.length === 0) throw new Error(`expected recordings in ${folder}, got no .json file`);
  return files.sort().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Case);
};

const rowOf = (belief: string, judge: string, answers: readonly Answers[]): Row =>
  row(
    belief,
    judge,
    answers.map(({ id, aws, sandbox, leftOut }) => ({
      id,
      verdict:
        leftOut === undefined
          ? verdictOf(id, aws === sandbox ? [] : [{ where: 'answer', expected: aws, got: sandbox }])
          : { leftOut },
    })),
  );

/** A position in the pattern's text is AWS's parser's own; what is compared is the reason before it. */
const reasonOf = (message: string): string => message.split(/\n? at \[Source/)[0]?.trim() ?? message;

const answer = (recorded: PatternCase): { outcome: string; refusal: string } => {
  try {
    const matched = testEventPattern(
      recorded.patternText ?? JSON.stringify(recorded.pattern),
      recorded.eventText ?? JSON.stringify(recorded.event),
    );
    return { outcome: String(matched), refusal: 'not refused' };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { outcome: 'error', refusal: `${error.code}: ${reasonOf(error.message)}` };
  }
};

const bodyFilterVerdict = (recorded: FilterCase): Answers => {
  let body: unknown;
  try {
    body = JSON.parse(recorded.message ?? '');
  } catch {
    body = undefined;
  }
  const isBody = typeof body === 'object' && body !== null;
  return {
    id: recorded.id,
    aws: String(recorded.delivered),
    sandbox: String(isBody && matches(parsePattern(recorded.filterPolicy), body)),
    leftOut:
      recorded.scope === 'MessageBody'
        ? undefined
        : 'a policy on message attributes: the sandbox subscribes without filters',
  };
};

/** What SNS has not although it is the same language, or adds to it. */
const snsOnly: readonly (readonly [RegExp, string])[] = [
  [
    /Unsupported anything-but pattern: suffix|^prefix match pattern must be a string$/,
    'SNS has no such form of anything-but and words its refusal otherwise',
  ],
  [/failed to parse JSON/, "the words of AWS's JSON parser"],
  [/too complex|more than 5 keys/, 'a quota of SNS'],
];

const policyVerdicts = (recorded: FilterCase): readonly Answers[] =>
  (recorded.steps ?? []).flatMap((step, index) => {
    const policy = step.with.Attributes?.FilterPolicy;
    const message = step.recorded?.Error?.Message;
    if (policy === undefined || message === undefined) return [];
    const aws = reasonOf(message.split('FilterPolicy:')[1]?.trim() ?? message);
    const leftOut = snsOnly.find(([pattern]) => pattern.test(aws) && !/cidr/.test(policy))?.[1];
    let sandbox = 'not refused';
    try {
      if (leftOut === undefined) parsePattern(JSON.parse(policy));
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      sandbox = error.reason;
    }
    return [{ id: `${recorded.id} step ${index + 1}`, aws, sandbox, leftOut }];
  });

/**
 * @param folder the recordings, with `eventpatterns/` and `snsfilters/` in it
 * @throws Error where there are none: nothing judged must not look like all agreed
 */
export const judgeEventPatterns = (folder: string): readonly Row[] => {
  const patterns = casesOf<PatternCase>(join(folder, 'eventpatterns'));
  const filters = casesOf<FilterCase>(join(folder, 'snsfilters'));
  const refused = patterns.filter((recorded) => recorded.error !== undefined);
  return [
    rowOf(
      'an event pattern matches, does not match, or is refused',
      'AWS, TestEventPattern',
      patterns.map((recorded) => ({
        id: recorded.id,
        aws: String(recorded.matches),
        sandbox: answer(recorded).outcome,
      })),
    ),
    rowOf(
      "a refused pattern is refused by AWS's name and reason",
      'AWS, TestEventPattern',
      refused.map((recorded) => ({
        id: recorded.id,
        aws: `${recorded.error?.code}: ${reasonOf(recorded.error?.message ?? '')}`,
        sandbox: answer(recorded).refusal,
        leftOut: /Unexpected character|Unrecognized token/.test(recorded.error?.message ?? '')
          ? "the words of AWS's JSON parser"
          : undefined,
      })),
    ),
    rowOf(
      'the same language on a message body',
      'AWS, SNS filter policies',
      filters.filter((recorded) => recorded.filterPolicy !== undefined).map(bodyFilterVerdict),
    ),
    rowOf(
      "a malformed pattern is refused for AWS's reason",
      'AWS, SNS filter policies',
      filters.flatMap(policyVerdicts),
    ),
  ];
};

const main = (folder: string | undefined): number => {
  if (folder === undefined) {
    console.error('expected the folder of recordings as the argument, got none');
    return 2;
  }
  let rows: readonly Row[];
  try {
    rows = judgeEventPatterns(folder);
  } catch (error) {
    console.error(`NOTHING WAS JUDGED: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
  for (const row of rows) {
    console.log(
      `${row.belief} (${row.judge}): ${row.agreed} of ${row.tried} agree, ${row.leftOut.length} left out`,
    );
    for (const { id, reason } of row.leftOut) console.log(`  left out ${id}: ${reason}`);
    for (const { id, differences } of row.disagreements) {
      for (const { expected, got } of differences) {
        console.log(`  DISAGREES ${id}: AWS ${expected}, sandbox ${got}`);
      }
    }
  }
  return rows.some((row) => row.disagreements.length > 0) ? 1 : 0;
};

if (import.meta.url === `file://${process.argv[1]}`) process.exitCode = main(process.argv[2]);
