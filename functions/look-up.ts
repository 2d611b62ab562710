/**
 * Asks CloudTrail who set a notebook's exception tag, where no event told it. It is never a reason to fail a case:
 * while CloudTrail does not answer nothing is enforced, for a day at most, and then people are told why.
 *
 * Why a repeat is harmless: it reads, and writes what it finds once.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Ledger } from './aws/ledger.ts';
import type { Touches } from './aws/touches.ts';
import type { Trail } from './aws/trail.ts';
import type { File } from './core/case.ts';
import { AccessRefused, RequestRefused, ServiceUnavailable, Throttled } from './core/errors.ts';
import type { Lookups } from './core/lookup.ts';
import type { Policy } from './core/policy.ts';
import type { Span } from './core/step.ts';
import { isAbout, type Told, toldBy } from './core/touch.ts';

export interface Archive {
  readonly ledger: Ledger;
  readonly touches: Touches;
  readonly trail: Trail;
  readonly policy: Policy;
}

/** How far apart CloudTrail and SageMaker may be about when a notebook was created. */
const around = 10 * 60_000;

/** What the claim of a lookup writes. */
export const lookupClaimed = ({ case: { lookups } }: File, now: number): Lookups => ({
  since: lookups?.since ?? now,
  at: now,
  // Until the first has come back all of history is to be read.
  back: lookups === undefined ? now : lookups.back,
  trouble: null,
});

/** @returns the file with what came of it, or `null` when the case is not ours any more */
export async function lookUp(archive: Archive, span: Span, file: File, log: Logger, now: number) {
  const { lookups } = file.case;
  if (lookups === undefined) return file;
  try {
    const back = await read(archive, span, file, now);
    return back === lookups.back ? file : archive.ledger.claim(file, { lookups: { ...lookups, back } });
  } catch (error) {
    const isOfCloudTrail = [AccessRefused, RequestRefused, Throttled, ServiceUnavailable].some(
      (kind) => error instanceof kind,
    );
    if (!(isOfCloudTrail && error instanceof Error)) throw error;
    log.error('CloudTrail does not say who set the exception tag', { error });
    return archive.ledger.claim(file, { lookups: { ...lookups, trouble: error.message } });
  }
}

/** @returns how far back there is more to read */
async function read({ policy, touches, trail }: Archive, span: Span, file: File, now: number) {
  const about = (record: unknown): Told | null => {
    const told = toldBy(record, policy.exceptionTagKey);
    return told !== null && isAbout(told, file.name) ? told : null;
  };
  const isFound = (record: unknown): boolean => about(record) !== null;
  const tagged = await trail.find('AddTags', span, isFound);
  const { createdAt } = file;
  const last = createdAt + around;
  const creation = { from: createdAt - around, to: last < now ? last : null };
  const isCreationKnown = span.from > last || tagged.back !== null || tagged.records.some(isFound);
  const created = isCreationKnown
    ? []
    : (await trail.find('CreateNotebookInstance', creation, isFound)).records;
  for (const record of [...tagged.records, ...created]) {
    const told = about(record);
    if (told !== null) await touches.record(file.arn, { ...told.touch, source: 'lookup' });
  }
  return tagged.back;
}
