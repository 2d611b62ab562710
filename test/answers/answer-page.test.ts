/** The page behind a notice's link, as whoever opens it or sends its form is answered. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type AnswerKind, answerKinds, type Closed, type Stand } from '../../functions/core/case.ts';
import { LedgerUnavailable, Throttled } from '../../functions/core/errors.ts';
import { style } from '../../functions/core/page/style.ts';
import { deadline, file, first, grace, hour, phase } from '../core/given.ts';
import { Desk, event, expired, key, now } from './desk.ts';

const closed: Closed = {
  ...{ at: 'closed', outcome: 'remediated', reason: 'Root access is disabled. It is InService.', deadline },
  ...{ closedAt: deadline, mail: 'sent', died: false },
};
const generous = { postponement: 'PT8H' };
const filled = (kind: AnswerKind): Record<string, string> => ({
  answer: kind,
  confirm: 'lab',
  reason: 'driver tests',
  by: 'PT2H',
  postponed: '0',
});
const stands: [string, Stand][] = [
  ['nobody was told yet', { at: 'opened' }],
  ['in grace', grace],
  ['being stopped', phase('stopping')],
  ['being updated', phase('updating')],
  ['being started', phase('starting')],
  ['closed', closed],
];

describe('a link that does not work', () => {
  const bodies = async (desk: Desk) => [
    await desk.get({ key: 'w'.repeat(43) }),
    await desk.get({ key: expired }),
    await desk.get({ key: 'malformed' }),
    await desk.get({ key: '%00' }),
    await desk.send({}),
    await desk.post({ key: 'w'.repeat(43), ...filled('acknowledge') }),
    await desk.post({ key: expired, ...filled('remediate-now') }),
    await desk.post({ key: '', answer: 'none' }),
    await desk.post({ key: 'k'.repeat(44), ...filled('postpone') }),
  ];

  it('is told the same to the byte, whether wrong, expired or malformed', async () => {
    const answers = await bodies(new Desk());
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.statusCode).toBe(404);
  });
  it('is told the same whether there is a case or not', async () => {
    expect(await bodies(new Desk(null))).toEqual(await bodies(new Desk()));
  });
  it('says where to see what was recorded, since it may be what is shown after an answer, opened again', async () => {
    expect((await new Desk().send({})).body).toContain('open the link in your mail once more');
  });
  it('changes nothing', async () => {
    const desk = new Desk();
    await bodies(desk);
    expect([desk.writes, desk.woken]).toEqual([0, []]);
  });
  it('is what a key is whose notebook has no record', async () => {
    expect(await new Desk(null).get()).toEqual((await bodies(new Desk()))[0]);
  });
});

describe('whoever only looks', () => {
  it.each(
    stands.flatMap(([where, stand]) => ['GET', 'HEAD'].map((method) => [method, where, stand] as const)),
  )('changes nothing by %s, where it is %s', async (method, _where, stand) => {
    const desk = new Desk(file(stand, { notices: [first], sleeper: 'token' }), generous);
    const before = structuredClone(desk.file);
    expect((await desk.get({ method })).statusCode).toBe(200);
    expect([desk.writes, desk.woken, desk.file]).toEqual([0, [], before]);
  });
  it('gets a form for each answer that may be given', async () => {
    const { body } = await new Desk(undefined, generous).get();
    const buttons = [...body.matchAll(/<button name="answer" value="([\w-]+)">/g)].map(([, value]) => value);
    expect(buttons.sort()).toEqual([...answerKinds].sort());
  });
  it.each(stands.slice(2))('gets no form where it is %s', async (_where, stand) => {
    expect((await new Desk(file(stand)).get()).body).not.toContain('<form');
  });
  it('is told what came of a closed case', async () => {
    const { body } = await new Desk(file(closed)).get();
    expect(body).toContain('root access is off, running again');
    expect(body).toContain('Root access is disabled. It is InService.');
  });
  it('is told by the link of an earlier case that it is closed, and nothing of the present one', async () => {
    const later = file(grace, { id: 'two', notices: [{ ...first, id: 'two-first' }] });
    const { statusCode, body } = await new Desk(later).get();
    expect([statusCode, body.includes('<form')]).toEqual([200, false]);
    expect(body).toContain('The case that this link is about is closed.');
    expect(body).not.toContain('24 Nov 2026');
  });
  it('gets headers and no body by HEAD', async () => {
    const [head, get] = [await new Desk().get({ method: 'HEAD' }), await new Desk().get()];
    expect(head).toEqual({ ...get, body: '' });
  });
});

describe('every answer of the page', () => {
  it('is HTML that no browser keeps, frames, indexes or tells others of, and in which no script runs', async () => {
    const hash = createHash('sha256').update(style).digest('base64');
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    };
    const desk = new Desk();
    for (const answer of [
      await desk.get(),
      await desk.get({ key: 'wrong' }),
      await desk.post(filled('acknowledge')),
      await desk.post({}, { contentType: 'text/plain' }),
    ]) {
      expect(answer.headers).toEqual(headers);
    }
  });
  it('has the style whose hash its headers name', async () => {
    const { body } = await new Desk().get();
    expect(/<style>(.*)<\/style>/s.exec(body)?.[1]).toBe(style);
  });
  it('has no script, and loads nothing', async () => {
    const { body } = await new Desk(undefined, generous).get();
    expect(body).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|javascript:|\ssrc=|https?:/i);
  });
});

describe('the form', () => {
  it.each(answerKinds)('records %s, wakes the case, and says so', async (kind) => {
    const desk = new Desk(undefined, generous);
    const { statusCode, body } = await desk.post(filled(kind));
    expect(statusCode).toBe(200);
    expect(body).toContain('<strong>Recorded: ');
    expect(desk.file?.case.answers).toMatchObject([
      { kind, at: now, notice: first.id, address: 'alice@example.com' },
    ]);
    expect([desk.file?.case.wakes, desk.woken]).toEqual([1, ['token']]);
  });
  it('moves the deadline', async () => {
    const desk = new Desk(undefined, generous);
    await desk.post(filled('postpone'));
    expect(desk.file?.case.stand).toEqual({ at: 'grace', deadline: deadline + 2 * hour });
  });
  it.each(answerKinds.filter((kind) => kind !== 'not-mine'))(
    'sent twice records %s once, and says so the second time',
    async (kind) => {
      const desk = new Desk(undefined, generous);
      await desk.post(filled(kind));
      const { statusCode, body } = await desk.post(filled(kind), { at: now + 1000 });
      expect([statusCode, desk.writes]).toEqual([200, 1]);
      expect(body).toContain('Recorded before');
    },
  );
  it('of two tabs counts one postponement', async () => {
    const desk = new Desk(undefined, generous);
    await desk.post(filled('postpone'));
    await desk.post({ ...filled('postpone'), by: 'PT4H' }, { at: now + 1000 });
    expect(desk.file?.case.answers).toHaveLength(1);
  });
  it.each<[string, number, Stand, AnswerKind]>([
    ['a closed case', 409, closed, 'acknowledge'],
    ['one that is being stopped', 409, phase('stopping'), 'postpone'],
    ['one whose deadline has passed', 409, { at: 'grace', deadline: now }, 'remediate-now'],
  ])('for %s is answered %i, and records nothing', async (_what, status, stand, kind) => {
    const desk = new Desk(file(stand), generous);
    const { statusCode, body } = await desk.post(filled(kind));
    expect([statusCode, desk.writes, desk.woken]).toEqual([status, 0, []]);
    expect(body).toContain('Not recorded');
  });
  it.each<[string, Record<string, string>, string]>([
    ['another name typed', { confirm: 'labs' }, 'remediate-now-confirm-error'],
    ['no reason', { answer: 'request-exception', reason: '' }, 'request-exception-reason-error'],
    ['no duration', { answer: 'postpone', by: 'soon' }, 'postpone-by-error'],
  ])('with %s comes back with what is wrong', async (_what, fields, error) => {
    const desk = new Desk(undefined, generous);
    const { statusCode, body } = await desk.post({ ...filled('remediate-now'), ...fields });
    expect([statusCode, desk.writes]).toEqual([422, 0]);
    expect(body).toContain(`id="${error}"`);
    expect(body).toContain(`aria-describedby="${error}"`);
  });
  it('that comes back has the reason that was written', async () => {
    const { body } = await new Desk().post({
      ...filled('request-exception'),
      confirm: '',
      reason: 'my reason',
    });
    expect(body).toContain('>my reason</textarea>');
  });
  it.each([
    ['an answer that there is not', { answer: 'delete-everything' }],
    ['no answer', { answer: '' }],
    ['a forged postponement, where the policy permits none', { answer: 'postpone' }],
  ])('with %s is answered 422, and records nothing', async (_what, fields) => {
    const desk = new Desk();
    const { statusCode } = await desk.post({ ...filled('acknowledge'), ...fields });
    expect([statusCode, desk.writes]).toEqual([422, 0]);
  });
  it('is read from a body in base64', async () => {
    const desk = new Desk();
    const body = Buffer.from(`key=${key}&answer=acknowledge`).toString('base64');
    expect((await desk.post({}, { body, isBase64Encoded: true })).statusCode).toBe(200);
    expect(desk.writes).toBe(1);
  });
  it.each(['content-type', 'Content-Type', 'CONTENT-TYPE'])(
    'is known by its %s, in any case',
    async (name) => {
      const sent = {
        contentType: null,
        headers: { [name]: 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' },
      };
      expect((await new Desk().post(filled('acknowledge'), sent)).statusCode).toBe(200);
    },
  );
  it.each([null, '', 'text/plain', 'application/json', 'multipart/form-data; boundary=x'])(
    'of content type %j is answered 415, and records nothing',
    async (contentType) => {
      const desk = new Desk();
      const { statusCode } = await desk.post(filled('acknowledge'), { contentType });
      expect([statusCode, desk.writes]).toEqual([415, 0]);
    },
  );
  it('of 8 KiB is read, one byte more is not', async () => {
    const start = `key=${key}&answer=acknowledge&reason=`;
    const of = (length: number) => ({ body: start + 'x'.repeat(length - start.length) });
    expect((await new Desk().post({}, of(8192))).statusCode).toBe(200);
    expect((await new Desk().post({}, of(8193))).statusCode).toBe(413);
  });
  it('measures a body in bytes, once it is decoded', async () => {
    const body = Buffer.from('é'.repeat(4097)).toString('base64');
    expect((await new Desk().post({}, { body, isBase64Encoded: true })).statusCode).toBe(413);
    expect((await new Desk().post({}, { body: 'é'.repeat(4097) })).statusCode).toBe(413);
  });
});

describe('what races the answer', () => {
  it('is read again: a notice that was marked as sent meanwhile changes nothing about it', async () => {
    const desk = new Desk(file({ at: 'opened' }, { notices: [first] }));
    desk.meanwhile = (of) => ({ ...of, case: { ...of.case, stand: grace } });
    expect((await desk.post(filled('acknowledge'))).statusCode).toBe(200);
    expect(desk.file?.case).toMatchObject({ stand: grace, answers: [{ kind: 'acknowledge' }] });
  });
  it('may be the stop: then it came too late, and the deadline stays', async () => {
    const desk = new Desk(undefined, generous);
    desk.meanwhile = (of) => ({ ...of, case: { ...of.case, stand: phase('stopping') } });
    expect((await desk.post(filled('postpone'))).statusCode).toBe(409);
    expect(desk.file?.case.stand).toEqual(phase('stopping'));
  });
  it('may be the close', async () => {
    const desk = new Desk();
    desk.meanwhile = (of) => ({ ...of, case: { ...of.case, stand: closed } });
    expect((await desk.post(filled('acknowledge'))).statusCode).toBe(409);
  });
  it('may be another answer: both are recorded', async () => {
    const desk = new Desk(undefined, generous);
    desk.meanwhile = (of) => ({
      ...of,
      case: {
        ...of.case,
        answers: [{ kind: 'at-next-stop', at: now, notice: first.id, address: 'alice@example.com' }],
      },
    });
    await desk.post(filled('postpone'));
    expect(desk.file?.case.answers?.map(({ kind }) => kind)).toEqual(['at-next-stop', 'postpone']);
  });
  it('may be the same answer: it is recorded once', async () => {
    const desk = new Desk();
    desk.meanwhile = (of) => ({
      ...of,
      case: {
        ...of.case,
        answers: [{ kind: 'acknowledge', at: now - 1, notice: first.id, address: 'alice@example.com' }],
      },
    });
    expect((await desk.post(filled('acknowledge'))).body).toContain('Recorded before');
    expect(desk.file?.case.answers).toHaveLength(1);
  });
  it('may be its own write, whose answer was lost: it wakes the case all the same', async () => {
    const desk = new Desk();
    desk.meanwhile = (of) => ({
      ...of,
      case: {
        ...of.case,
        answers: [{ kind: 'acknowledge', at: now, notice: first.id, address: 'alice@example.com' }],
      },
    });
    expect((await desk.post(filled('acknowledge'))).body).toContain('Recorded: Acknowledge');
    expect(desk.woken).toEqual(['token']);
  });
});

describe('when AWS is away', () => {
  it.each(['find', 'read', 'answer'] as const)('at %s, the page asks to try again', async (call) => {
    const desk = new Desk();
    desk.faults.set(call, new LedgerUnavailable('away'));
    const { statusCode, headers } = await desk.post(filled('acknowledge'));
    expect([statusCode, headers['retry-after'], desk.writes]).toEqual([429, '60', 0]);
  });
  it('at the wake, what was recorded is recorded', async () => {
    const desk = new Desk();
    desk.faults.set('wake', new Throttled('later'));
    expect((await desk.post(filled('remediate-now'))).statusCode).toBe(200);
    expect(desk.writes).toBe(1);
  });
  it('at the wake, a second click wakes a case that is to begin now', async () => {
    const desk = new Desk();
    desk.faults.set('wake', new Throttled('later'));
    await desk.post(filled('remediate-now'));
    await desk.post(filled('remediate-now'));
    expect([desk.writes, desk.woken]).toEqual([1, ['token']]);
  });
  it('no other second click wakes a case: its execution would have no end of it', async () => {
    const desk = new Desk();
    for (let click = 0; click < 5; click += 1) await desk.post(filled('acknowledge'));
    expect(desk.woken).toEqual(['token']);
  });
});

describe('the log', () => {
  it('has no key, whatever is asked and whatever goes wrong', async () => {
    const desk = new Desk(undefined, generous);
    await desk.get();
    for (const kind of answerKinds) await desk.post(filled(kind));
    desk.faults.set('read', new LedgerUnavailable('away'));
    await desk.get();
    expect(desk.logged.length).toBeGreaterThan(answerKinds.length);
    expect(desk.logged.join('\n')).not.toContain(key);
  });
  it('has no event that is none of an HTTP API, which may hold a key too', async () => {
    const odd = { ...event({ key }), version: '1.0' };
    const { answerPage } = await import('../../functions/handlers/answer-page.ts');
    const refusal = await answerPage({} as never)(odd).catch((error: Error) => error.message);
    expect(refusal).toBe('expected an event of payload format 2.0, got one with another version');
  });
});
