/** What came of a story, as one document. Cases are read from the ledger the way its owner reads it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Ledger } from '../functions/aws/ledger.ts';
import type { File } from '../functions/core/case.ts';
import type { Played } from './play.ts';
import type { World } from './sandbox.ts';
import type { ExecutionView } from './states/step-functions.ts';

// The sandbox runs on Node 20 too, where the SDK would warn of its end in the middle of a story.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

export interface Report {
  readonly title: string;
  readonly endedAt: string;
  readonly cases: readonly CaseReport[];
  readonly executions: readonly ExecutionReport[];
  readonly notebooks: Played['notebooks'];
  readonly calls: readonly TimesAsText<Omit<Played['calls'][number], 'kind'>>[];
  readonly mails: readonly TimesAsText<Omit<Played['mails'][number], 'case'>>[];
  readonly pages: readonly PageReport[];
  readonly deadLetters: readonly DeadLetterReport[];
}

export interface CaseReport {
  readonly notebook: string;
  /** `null` while the case is open. */
  readonly outcome: string | null;
  readonly openedAt: string;
  readonly deadline: string | null;
  readonly closedAt: string | null;
  readonly notices: readonly { readonly kind: string; readonly to: readonly string[]; readonly at: string }[];
  readonly answers: readonly { readonly kind: string; readonly at: string }[];
  readonly reason: string | null;
}

export interface ExecutionReport {
  readonly status: string;
  readonly result: 'case' | 'joined' | 'superseded' | 'none' | null;
  readonly path: readonly string[];
  readonly transitions: number;
  readonly historyEvents: number;
}

/** A request of the page behind a notice's link. */
export interface PageReport {
  readonly at: string;
  readonly method: string;
  readonly status: number;
  /** What a submitted form answers. */
  readonly answer: string | null;
  /** Whether the ledger has that answer, of that moment. */
  readonly recorded: boolean;
}

export interface DeadLetterReport {
  readonly at: string;
  /** The rule, or `null` for an asynchronous invocation that failed for good. */
  readonly rule: string | null;
  readonly target: string;
  readonly errorCode: string;
  readonly errorMessage: string;
}

type TimesAsText<T> = Omit<T, 'at'> & { readonly at: string };

const iso = (instant: number): string => new Date(instant).toISOString();
const timed = <T extends { readonly at: number }>(of: T): TimesAsText<T> => ({ ...of, at: iso(of.at) });

/** @param endpoint where the sandbox answers as DynamoDB */
export async function report(played: Played, endpoint: string): Promise<Report> {
  const files = await filesIn(played.world, endpoint);
  return {
    title: played.story.title,
    endedAt: iso(played.endedAt),
    cases: files.map(caseReport),
    executions: played.executions.map(executionReport),
    notebooks: played.notebooks,
    calls: played.calls.map(({ kind: _, ...call }) => timed(call)),
    mails: played.mails.map(({ case: _, ...mail }) => timed(mail)),
    pages: pages(played, files),
    deadLetters: deadLetters(played.deadLetters),
  };
}

/**
 * What the ledger holds of every case, in order of opening; of cases that opened at one instant, in order of their
 * executions.
 *
 * @param endpoint where the sandbox answers as DynamoDB
 */
export async function filesIn(world: World, endpoint: string): Promise<readonly File[]> {
  const order = new Map(world.executions().map(({ arn }, index) => [arn, index]));
  const files = new Map<string, File>();
  for (const table of world.template.tables) {
    const dynamodb = new DynamoDBClient({
      endpoint,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'report', secretAccessKey: 'report' },
    });
    // An earlier case stands beside its notebook's item, and for a moment in both.
    for (const file of await new Ledger(table.name, dynamodb).everything()) files.set(file.case.id, file);
    dynamodb.destroy();
  }
  const rank = (file: File): number => order.get(file.case.execution) ?? 0;
  return [...files.values()].sort((a, b) => a.case.openedAt - b.case.openedAt || rank(a) - rank(b));
}

export function caseReport({ name, case: held }: File): CaseReport {
  const { stand } = held;
  const deadline = stand.at === 'opened' ? null : stand.deadline;
  return {
    notebook: name,
    outcome: stand.at === 'closed' ? stand.outcome : null,
    openedAt: iso(held.openedAt),
    deadline: deadline === null ? null : iso(deadline),
    closedAt: stand.at === 'closed' ? iso(stand.closedAt) : null,
    notices: held.notices.flatMap(({ kind, to, sentAt }) =>
      sentAt === null ? [] : [{ kind, to, at: iso(sentAt) }],
    ),
    answers: (held.answers ?? []).map(({ kind, at }) => ({ kind, at: iso(at) })),
    reason: stand.at === 'closed' ? stand.reason : null,
  };
}

/** Of several requests that say the same at one moment as many are recorded as the ledger has answers. */
function pages({ entries }: Played, files: readonly File[]): readonly PageReport[] {
  const left = files.flatMap(({ name, case: { answers = [] } }) =>
    answers.map(({ kind, at }) => `${name} ${kind} ${at}`),
  );
  return entries.flatMap((entry) => {
    if (entry.kind !== 'page' || entry.status === null) return [];
    const { at, method, status, answer, notebook } = entry;
    const known = left.indexOf(`${notebook} ${answer} ${at}`);
    if (known !== -1) left.splice(known, 1);
    return [{ at: iso(at), method, status, answer, recorded: known !== -1 }];
  });
}

const results: Readonly<Record<string, ExecutionReport['result']>> = {
  closed: 'case',
  failed: 'case',
  joined: 'joined',
  superseded: 'superseded',
  none: 'none',
};

function executionReport(execution: ExecutionView): ExecutionReport {
  const { status, output, path, historyLength } = execution;
  const step = status === 'SUCCEEDED' ? (output as { readonly step?: string } | null)?.step : 'failed';
  return {
    status,
    // An execution that died before it had a case, or runs still, has no result.
    result: status === 'RUNNING' || !path.includes('IsViolation') ? null : (results[step ?? ''] ?? null),
    path,
    transitions: path.length,
    historyEvents: historyLength,
  };
}

function deadLetters({ events, invocations }: Played['deadLetters']): readonly DeadLetterReport[] {
  return [
    ...events.map(({ at, rule, target, attributes }) => ({
      at: iso(at),
      rule,
      target,
      errorCode: attributes['ERROR_CODE'] ?? '',
      errorMessage: attributes['ERROR_MESSAGE'] ?? '',
    })),
    ...invocations.map((failed) => ({
      at: iso(failed.at),
      rule: null,
      target: failed.function,
      errorCode: failed.error.errorType,
      errorMessage: failed.error.errorMessage,
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
}
