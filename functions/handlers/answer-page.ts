/**
 * The page behind a notice's link, called by the HTTP API: GET and HEAD show where the case stands, the form's POST
 * records an answer, in one conditional write, and wakes the case.
 *
 * Why a repeat is harmless: each answer is recorded once, and a second one is told so. Whoever only looks changes
 * nothing. The event holds keys, so it is never logged.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { AnswerKeys } from '../aws/answer-keys.ts';
import { Executions } from '../aws/executions.ts';
import { Ledger } from '../aws/ledger.ts';
import type { AnswerKind, File } from '../core/case.ts';
import { answersOf, judge } from '../core/owner-answer.ts';
import { notOffered, recordedNow, refusedNow } from '../core/page/answered.ts';
import { casePage } from '../core/page/case-page.ts';
import { type FormData, parseForm } from '../core/page/form-data.ts';
import type { Page } from '../core/page/layout.ts';
import { later, notFound, notTheForm, tooLarge } from '../core/page/odd-pages.ts';
import type { Reader } from '../core/page/reader.ts';
import { type Policy, parsePolicy } from '../core/policy.ts';
import { LEDGER_TABLE, POLICY, readEnvironment } from '../environment.ts';
import { type PageRequest, type PageResponse, parsePageRequest, responseOf } from '../page-request.ts';

interface Desk {
  readonly ledger: Pick<Ledger, 'read' | 'answer'>;
  readonly keys: Pick<AnswerKeys, 'find'>;
  readonly executions: Pick<Executions, 'wake'>;
  readonly policy: Policy;
  readonly log: Logger;
}

/** The case may move between our read and our write, but not for ever. */
const tries = 5;

/** A name, a reason and a key are far smaller. */
const longestBody = 8 * 1024;

export const answerPage =
  (desk: Desk) =>
  async (raw: unknown): Promise<PageResponse> => {
    const request = parsePageRequest(raw);
    const page = await pageOf(desk, request).catch((error: unknown) => {
      desk.log.error('the page could not be served', { error: error as Error });
      return later;
    });
    desk.log.info('served', { method: request.method, status: page.status });
    return responseOf(page, request.method);
  };

async function pageOf(desk: Desk, request: PageRequest): Promise<Page> {
  const { body, contentType, method, now } = request;
  if (method !== 'POST') {
    const reader = await readerOf(desk, request.key, now);
    return reader === null ? notFound : casePage(reader, null);
  }
  if (contentType !== 'application/x-www-form-urlencoded') return notTheForm;
  if (body.length > longestBody) return tooLarge;
  const form = parseForm(body.toString('utf8'));
  const reader = await readerOf(desk, form.key, now);
  return reader === null ? notFound : answered(desk, reader, form);
}

async function readerOf({ keys, ledger, policy }: Desk, key: string, now: number): Promise<Reader | null> {
  const found = await keys.find(key, now);
  const file = found === null ? null : await ledger.read(found);
  if (found === null || file === null) return null;
  return { file, key, notice: found.notice, address: found.address, policy, now };
}

async function answered(desk: Desk, found: Reader, form: FormData): Promise<Page> {
  const { kind } = form;
  if (kind === null) return casePage(found, notOffered);
  const log = desk.log.createChild({
    persistentLogAttributes: { caseId: found.file.case.id, notebook: found.file.name },
  });
  let reader = found;
  for (let left = tries; left > 0; left -= 1) {
    const verdict = judge(reader.file, { ...form, ...reader, kind }, desk.policy, reader.now);
    if (verdict.is === 'refused') {
      log.info('an answer was not recorded', { answer: kind, why: verdict.why });
      // The first click may have died between its write and its wake.
      if (verdict.why === 'already' && kind === 'remediate-now') await rouse(desk, reader.file);
      return casePage(reader, refusedNow(verdict.why, kind, reader, form.reason));
    }
    const written = await desk.ledger.answer(reader.file, verdict.changes);
    const file = written ?? (await desk.ledger.read(reader.file));
    if (file === null) return notFound;
    reader = { ...reader, file };
    if (written === null && !isRecorded(reader, kind)) continue;
    log.info('an answer was recorded', { answer: kind });
    await rouse(desk, file);
    return casePage(reader, recordedNow(kind, reader));
  }
  return later;
}

/** A write whose answer was lost is sent again, and then it is our own answer that refuses it. */
const isRecorded = ({ file, notice, now }: Reader, kind: AnswerKind): boolean =>
  answersOf(file.case).some(
    (answer) => answer.kind === kind && answer.at === now && answer.notice === notice,
  );

/** What is recorded is recorded: a case that cannot be woken finds it when it wakes by itself. */
async function rouse({ executions, log }: Desk, { case: held }: File): Promise<void> {
  if (held.sleeper === null) return;
  try {
    await executions.wake(held.sleeper);
  } catch (error) {
    log.error('the case could not be woken', { error: error as Error });
  }
}

const read = readEnvironment(process.env, LEDGER_TABLE, POLICY);
export const handler = answerPage({
  ledger: new Ledger(read.LEDGER_TABLE),
  keys: new AnswerKeys(read.LEDGER_TABLE),
  executions: new Executions(),
  policy: parsePolicy(JSON.parse(read.POLICY)),
  log: new Logger(),
});
