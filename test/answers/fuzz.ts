/**
 * Whatever is sent to the page: no fault of ours comes back, nothing changes without a key, nothing that was sent
 * comes back as HTML, and no log has a key.
 */
import fc from 'fast-check';
import { answerKinds, type File, type OwnerAnswer, type Stand } from '../../functions/core/case.ts';
import { answersOf } from '../../functions/core/owner-answer.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { deadline, file, first, grace, hour, phase } from '../core/given.ts';
import { Desk, expired, keptKeys, key, now, type Sent } from './desk.ts';

/** Taken for HTML it would be an element that the page does not have. */
const planted = '<xss-planted title="\'>';

const text = fc.oneof(
  fc.constantFrom(
    '',
    'lab',
    planted,
    `"${planted}`,
    "'; touch x; '",
    '\u0000\u202E',
    '%',
    '%zz',
    '+',
    '&',
    '=',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const aKey = fc.oneof(
  { weight: 8, arbitrary: fc.constant(key) },
  { weight: 1, arbitrary: fc.constantFrom(expired, 'w'.repeat(43), key.slice(1), `${key}k`, '__proto__') },
  { weight: 1, arbitrary: text },
);
const kind = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom<string>(...answerKinds) },
  { weight: 1, arbitrary: text },
);
const field = fc.oneof(
  fc.tuple(fc.constant('key'), aKey),
  fc.tuple(fc.constant('answer'), kind),
  fc.tuple(fc.constant('confirm'), fc.oneof(fc.constant('lab'), text)),
  fc.tuple(fc.constant('reason'), text),
  fc.tuple(
    fc.constant('by'),
    fc.oneof(fc.constantFrom('PT1H', 'P999999999D', '-PT1H', 'PT0.0001S', 'P1Y'), text),
  ),
  fc.tuple(fc.constant('postponed'), fc.oneof(fc.constantFrom('0', '1', '-1', '999', '1e9'), text)),
  fc.tuple(text, text),
);
/** A form as a browser sends it, but for what a person has changed in it. */
const form = fc
  .record({ key: aKey, answer: kind, confirm: fc.constantFrom('lab', 'lab', ''), reason: text })
  .chain((sent) =>
    fc
      .array(field, { maxLength: 4 })
      .map((more) => new URLSearchParams([...Object.entries(sent), ...more]).toString()),
  );
const body = fc.oneof(
  { weight: 8, arbitrary: form },
  {
    weight: 1,
    arbitrary: fc.array(field, { maxLength: 8 }).map((all) => new URLSearchParams(all).toString()),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(form, fc.nat(9000)).map(([sent, more]) => `${sent}&x=${'x'.repeat(more)}`),
  },
);
const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/x-www-form-urlencoded') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['application/x-www-form-urlencoded; charset=UTF-16', 'APPLICATION/X-WWW-FORM-URLENCODED'],
      ...['multipart/form-data', 'application/json', 'text/plain', ';', ''],
    ),
  },
  { weight: 1, arbitrary: fc.string() },
);
const sent: fc.Arbitrary<Sent> = fc
  .record({
    method: fc.oneof(
      { weight: 6, arbitrary: fc.constant('POST') },
      {
        weight: 1,
        arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'post', ''),
      },
    ),
    key: fc.option(aKey, { nil: null }),
    header: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('content-type', 'Content-Type', 'CONTENT-TYPE') },
      { weight: 1, arbitrary: fc.constant('x-other') },
    ),
    contentType,
    body: fc.option(body, { nil: null, freq: 20 }),
    encoding: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom('plain', 'base64') },
      { weight: 1, arbitrary: fc.constant('claimed') },
    ),
    at: fc.constantFrom(now, now, now, deadline - 1, deadline, deadline + 30 * 24 * hour),
  })
  .map(({ body: plain, contentType: type, encoding, header, key: path, ...rest }) => ({
    ...rest,
    ...(path === null ? {} : { key: path }),
    contentType: null,
    headers: { [header]: type },
    ...(plain === null
      ? {}
      : { body: encoding === 'base64' ? Buffer.from(plain).toString('base64') : plain }),
    isBase64Encoded: encoding !== 'plain',
  }));

const answer = fc.record<OwnerAnswer>({
  kind: fc.constantFrom(...answerKinds),
  at: fc.constant(now - hour),
  notice: fc.constant(first.id),
  address: fc.constant('alice@example.com'),
  by: fc.constant(hour),
  reason: fc.constant(planted),
});
const stand: fc.Arbitrary<Stand> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(grace) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Stand[]>(
      ...[{ at: 'opened' } as const, phase('stopping'), phase('updating'), phase('starting')],
      {
        ...({ at: 'closed', outcome: 'failed', reason: planted, deadline } as const),
        ...({ closedAt: deadline, mail: 'sent', died: false } as const),
      },
    ),
  },
);
const held: fc.Arbitrary<File | null> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({ stand, answers: fc.array(answer, { maxLength: 2 }) }).map((of) =>
      file(of.stand, {
        notices: [first],
        sleeper: 'token',
        ...(of.answers.length === 0 ? {} : { answers: of.answers }),
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constant(null) },
);
const props: fc.Arbitrary<Partial<PolicyProps>> = fc.constantFrom(
  {},
  { postponement: 'PT8H' },
  { mode: 'notify', postponement: 'PT8H' },
);

const statuses = [200, 404, 409, 413, 415, 422];
const elements =
  /^<\/?(!doctype|html|head|meta|title|style|body|main|h1|h2|h3|p|dl|dt|dd|code|time|ul|ol|li|strong|section|div|form|input|button|label|textarea|select|option)[\s>]/i;

const keys = keptKeys();

/** Throws where something of that is not so. */
async function hold(of: File | null, policy: Partial<PolicyProps>, request: Sent): Promise<void> {
  const desk = new Desk(of, policy, keys);
  const before = structuredClone(desk.file);
  const { body: answered, statusCode } = await desk.send(request);
  const wants = (fact: boolean, what: string): void => {
    if (!fact) throw new Error(`expected ${what}, got ${statusCode}: ${answered.slice(0, 300)}`);
  };
  wants(statuses.includes(statusCode), `one of ${statuses.join(', ')}`);
  wants(request.method !== 'HEAD' || answered === '', 'no body by HEAD');
  const tags = answered.match(/<[^>]*>?/g) ?? [];
  wants(
    tags.every((tag) => elements.test(tag)),
    'no element that is not the page’s own',
  );
  wants(!answered.includes('<xss'), 'what was sent to come back escaped');
  wants(!desk.logged.some((line) => line.includes(key)), 'no key in the log');
  wants(desk.woken.length <= 1, 'to wake once at most');
  wants(desk.writes <= 1, 'one write at most');
  const isChanged = JSON.stringify(desk.file) !== JSON.stringify(before);
  if (!isChanged) return;
  const bytes = Buffer.from(request.body ?? '', request.isBase64Encoded === true ? 'base64' : 'utf8');
  const fields = new URLSearchParams(bytes.toString('utf8'));
  wants(request.method === 'POST', 'a change by POST only');
  wants(fields.get('key') === key, 'a change with a key only');
  wants((request.at ?? now) < deadline + 7 * 24 * hour, 'no change with a key that has expired');
  const last = desk.file === null ? undefined : answersOf(desk.file.case).at(-1);
  wants(last?.kind === fields.get('answer'), 'just what was answered to be recorded');
  wants(
    last?.kind === 'acknowledge' || fields.get('confirm')?.trim() === 'lab',
    'the name to be typed for all but to acknowledge',
  );
}

/** @param runs how many requests are made up */
export const fuzz = (runs: number): Promise<void> =>
  Promise.resolve(fc.assert(fc.asyncProperty(held, props, sent, hold), { numRuns: runs }));
