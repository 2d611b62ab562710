/** What the answer page says to whoever has just sent an answer, and what it reads of the form that they sent. */
import { describe, expect, it } from 'vitest';
import {
  type AnswerKind,
  answerKinds,
  type File,
  type OwnerAnswer,
  type Stand,
} from '../../functions/core/case.ts';
import type { Refusal } from '../../functions/core/owner-answer.ts';
import { recordedNow, refusedNow } from '../../functions/core/page/answered.ts';
import { casePage, type Said } from '../../functions/core/page/case-page.ts';
import { parseForm } from '../../functions/core/page/form-data.ts';
import { later, notFound, notTheForm, tooLarge } from '../../functions/core/page/odd-pages.ts';
import type { Reader } from '../../functions/core/page/reader.ts';
import { deadline, file, first, grace, hour, opened, phase, policy } from './given.ts';

const now = opened + hour;
const answer = (kind: AnswerKind, changes: Partial<OwnerAnswer> = {}): OwnerAnswer => ({
  ...{ kind, at: opened, notice: first.id, address: 'alice@example.com' },
  ...changes,
});
const reader = (of: File = file(grace), changes: Partial<Reader> = {}): Reader => ({
  ...{ file: of, key: 'k'.repeat(43), notice: first.id, address: 'alice@example.com', now },
  policy: policy({ postponement: 'PT8H' }),
  ...changes,
});
const due = 'It is due at Tue 24 Nov 2026, 09:00 UTC, in 23 h.';

describe('an answer that is recorded is followed by', () => {
  it.each<[AnswerKind, OwnerAnswer[], string]>([
    ['acknowledge', [], `No more reminders come but the final one. ${due}`],
    [
      'at-next-stop',
      [answer('at-next-stop')],
      `As soon as you stop it, its root access is turned off. ${due}`,
    ],
    [
      'at-next-stop',
      [answer('at-next-stop'), answer('request-exception')],
      `Your request for an exception comes first: root access stays on until it is granted, or due. ${due}`,
    ],
    [
      'remediate-now',
      [],
      'The notebook is stopped within a minute, its root access is turned off, and it is started again, in about ten minutes. A mail tells you how it went.',
    ],
    [
      'request-exception',
      [],
      `The platform team has your reason. If they grant it you get a mail, and nothing is changed. ${due}`,
    ],
    ['postpone', [answer('postpone', { by: 3 * hour })], `${due} You can postpone it by 5 h more.`],
    ['postpone', [answer('postpone', { by: 8 * hour })], `${due} You cannot postpone it again.`],
    ['not-mine', [], `The platform team is told, and you get no more mails about this notebook. ${due}`],
  ])('%s', (kind, answers, text) => {
    expect(recordedNow(kind, reader(file(grace, { answers })))).toMatchObject({
      status: 200,
      text,
      complaint: null,
    });
  });
  it('no date where none is fixed', () => {
    expect(recordedNow('acknowledge', reader(file())).text).toBe(
      'No more reminders come but the final one. ',
    );
  });
  it('its own name', () => {
    expect(answerKinds.map((kind) => recordedNow(kind, reader()).headline)).toEqual([
      'Recorded: Acknowledge',
      'Recorded: Now',
      'Recorded: When I next stop it',
      'Recorded: Request an exception',
      'Recorded: Postpone',
      'Recorded: Not mine',
    ]);
  });
});

describe('an answer that is refused', () => {
  const complaint = (field: string) => ({ about: 'postpone', field, reason: 'typed' });
  it.each<[Refusal, object]>([
    [
      'closed',
      {
        status: 409,
        headline: 'Not recorded',
        text: 'The case is closed; this page says what came of it.',
        complaint: null,
      },
    ],
    [
      'too-late',
      {
        status: 409,
        headline: 'Not recorded',
        text: 'It came too late: what you were told of has begun.',
        complaint: null,
      },
    ],
    [
      'not-offered',
      {
        status: 422,
        headline: 'Not recorded',
        text: 'That answer is not one that you can give here.',
        complaint: null,
      },
    ],
    [
      'name-differs',
      {
        status: 422,
        headline: 'Not recorded',
        text: "That is not the notebook's name. Type lab to confirm.",
        complaint: complaint('confirm'),
      },
    ],
    [
      'reason-missing',
      {
        status: 422,
        headline: 'Not recorded',
        text: 'Say why it must keep root access.',
        complaint: complaint('reason'),
      },
    ],
    [
      'duration-missing',
      { status: 422, headline: 'Not recorded', text: 'Choose by how long.', complaint: complaint('by') },
    ],
  ])('as %s is told why', (why, said) => {
    expect(refusedNow(why, 'postpone', reader(), 'typed')).toMatchObject(said);
  });
  it.each<[string, File, string]>([
    ['what follows', file(grace), ` No more reminders come but the final one. ${due}`],
    ['nothing more once it has begun', file(phase('stopping')), ' '],
  ])('as already given is told %s', (_what, of, follows) => {
    expect(refusedNow('already', 'acknowledge', reader(of), '')).toEqual({
      ...{ status: 200, headline: 'Recorded before', complaint: null },
      text: `Acknowledge was recorded already, and nothing was recorded twice.${follows}`,
    });
  });

  const refusal = (why: Refusal, kind: AnswerKind) =>
    casePage(reader(), refusedNow(why, kind, reader(), 'drivers'));
  it.each<[Refusal, AnswerKind, string, string]>([
    [
      'name-differs',
      'postpone',
      'postpone-confirm',
      'That is not the notebook&#39;s name. Type lab to confirm.',
    ],
    ['reason-missing', 'request-exception', 'request-exception-reason', 'Say why it must keep root access.'],
    ['duration-missing', 'postpone', 'postpone-by', 'Choose by how long.'],
  ])('as %s is marked at its field, and at no other', (why, kind, id, says) => {
    const { html, status } = refusal(why, kind);
    expect(status).toBe(422);
    expect(html.match(/<p class="error".*/g)).toEqual([`<p class="error" id="${id}-error">${says}</p>`]);
    expect(html.match(/<[^>]* aria-invalid[^>]*>/g)).toEqual([
      expect.stringMatching(new RegExp(`id="${id}" .*aria-describedby="${id}-error" autofocus>$`)),
    ]);
  });
  it('keeps the reason that was typed', () =>
    expect(refusal('reason-missing', 'request-exception').html).toContain('autofocus>drivers</textarea>'));
});

describe('the page', () => {
  const headlineOf = (of: File, changes: Partial<Reader> = {}, said: Said | null = null) => {
    const { html, status } = casePage(reader(of, changes), said);
    const [, title] = /<title>(.*)<\/title>/.exec(html) ?? [];
    const [, heading] = /<h1>(.*)<\/h1>/.exec(html) ?? [];
    return [status, title, heading];
  };
  const same = (title: string) => [200, title, title];
  const closed = { at: 'closed', outcome: 'held', reason: 'It was.', closedAt: now, deadline } as const;
  it.each<[string, Stand, Partial<Reader>, string]>([
    ['in grace', grace, {}, 'Notebook lab: root access ends in 23 h'],
    ['at the deadline', grace, { now: deadline }, 'Notebook lab: root access is being turned off'],
    [
      'where the policy only notifies',
      grace,
      { policy: policy({ mode: 'notify' }) },
      'Notebook lab: root access is on',
    ],
    ['of another case', grace, { notice: 'other-first' }, 'An earlier case of notebook lab'],
    ['once it is stopped', phase('stopping'), {}, 'Notebook lab: root access is being turned off'],
    [
      'once it is closed',
      { ...closed, mail: 'sent', died: false },
      {},
      'Notebook lab: root access is on, needs a person',
    ],
  ])('is titled %s', (_when, stand, changes, title) => {
    expect(headlineOf(file(stand), changes)).toEqual(same(title));
  });
  it('is titled before a date is fixed', () => {
    expect(headlineOf(file({ at: 'opened' }, { notices: [first] }))).toEqual(
      same('Notebook lab: root access is on'),
    );
  });
  it('is titled by what was just answered', () => {
    const [, title] = headlineOf(file(grace), {}, recordedNow('postpone', reader()));
    expect(title).toBe('Recorded: Postpone: Notebook lab: root access ends in 23 h');
  });
  it('says first what came of an answer, aloud where it is bad', () => {
    const said = (of: Said) =>
      /<div class="(.*)" role="(.*)">\n<p>(.*)<\/p>/.exec(casePage(reader(), of).html)?.slice(1);
    expect(said(recordedNow('acknowledge', reader()))).toEqual([
      'said',
      'status',
      `<strong>Recorded: Acknowledge.</strong> No more reminders come but the final one. ${due}`,
    ]);
    expect(said(refusedNow('too-late', 'postpone', reader(), ''))?.slice(0, 2)).toEqual([
      'said wrong',
      'alert',
    ]);
  });
  it.each<[string, File, Partial<Reader>, boolean]>([
    ['has the date', file(grace), {}, true],
    ['has no date before one is fixed', file({ at: 'opened' }, { notices: [first] }), {}, false],
    ['has no date once it has begun', file(phase('stopping')), {}, false],
    ['has no date of another case', file(grace), { notice: 'other-first' }, false],
  ])('%s', (_what, of, changes, has) => {
    const date =
      '<dt>When</dt>\n<dd><time datetime="2026-11-24T09:00:00.000Z">Tue 24 Nov 2026, 09:00 UTC</time></dd>';
    const { html } = casePage(reader(of, changes), null);
    expect([html.includes(date), html.includes('<dt>When</dt>')]).toEqual([has, has]);
  });
  it.each<[string, File, Partial<Reader>, string]>([
    [
      'that it is not fixed yet',
      file({ at: 'opened' }, { notices: [first] }),
      {},
      'It is not fixed yet when that happens: the mail about it is on its way.',
    ],
    [
      'what a stop before it does',
      file(grace),
      {},
      'If it is stopped then, its root access is turned off and it stays stopped.',
    ],
    [
      'what a stop before it does, where the next stop was chosen',
      file(grace, { answers: [answer('at-next-stop')] }),
      {},
      'If you stop it before then, its root access is turned off while it is stopped, and it stays stopped.',
    ],
    [
      'that it is due',
      file(grace),
      { now: deadline },
      '<p>It is due: what happens next needs no answer any more. A mail tells how it went.</p>',
    ],
    [
      'how it ended, and when that was seen',
      file({ ...closed, mail: 'sent', died: false }, { notices: [first] }),
      {},
      '<p>It was.</p>\n<p>Seen Mon 23 Nov 2026, 10:00 UTC.</p>',
    ],
    [
      'by how much it was postponed, and no reason where none was given',
      file(grace, { answers: [answer('postpone', { by: hour })] }),
      {},
      '<li>Postpone by 1 h, Mon 23 Nov 2026, 09:00 UTC</li>',
    ],
    [
      'what was answered',
      file(grace, { answers: [answer('acknowledge')] }),
      {},
      '<li>Acknowledge, Mon 23 Nov 2026, 09:00 UTC</li>',
    ],
    ['whom to ask', file(grace), {}, 'Write to the platform team: platform@example.com'],
  ])('says %s', (_what, of, changes, says) => {
    expect(casePage(reader(of, changes), null).html).toContain(says);
  });
  it('offers to postpone by each length once', () => {
    const { html } = casePage(reader(), null);
    expect([...html.matchAll(/<option value="(\w+)">/g)].map(([, by]) => by)).toEqual([
      'PT1H',
      'PT2H',
      'PT4H',
      'PT8H',
    ]);
  });
  it('has nothing between what happens and the form where nobody answered', () =>
    expect(casePage(reader(), null).html).toContain('does not allow.</p>\n<h2>Your answer</h2>'));
  it('lists no answers where there are none', () =>
    expect(casePage(reader(), null).html).not.toContain('Answered so far'));
  it('offers what is still open', () => {
    const { html } = casePage(reader(file(grace, { answers: [answer('acknowledge')] })), null);
    expect(
      [...html.matchAll(/<button name="answer" value="([\w-]+)">/g)].map(([, kind]) => kind),
    ).not.toContain('acknowledge');
  });
});

describe('a page that tells nothing of any notebook', () => {
  it.each([
    [notFound, 404, 'This link does not work', /cut off in the mail.*Nothing was changed\.<\/p>/s],
    [notTheForm, 415, 'That did not come from the form', /Open the link once more and answer there/],
    [tooLarge, 413, 'That is more than can be read', /A reason may have 500 characters/],
    [later, 429, 'Please try again in a minute', /cannot be read or written right now/],
  ])('%#', (page, status, title, says) => {
    expect(page.status).toBe(status);
    expect(page.html).toContain(`<title>${title}</title>`);
    expect(page.html).toContain(`<h1>${title}</h1>\n<p>`);
    expect(page.html).toMatch(says);
  });
});

describe('a form that was sent', () => {
  const sent = {
    ...{ key: 'k', answer: 'postpone', confirm: 'lab', reason: 'a & b', by: 'PT1H', postponed: '12' },
  };
  const read = (changes: object = {}) => parseForm(new URLSearchParams({ ...sent, ...changes }).toString());
  it('is read field by field', () =>
    expect(read()).toEqual({
      ...{ key: 'k', kind: 'postpone', confirm: 'lab', reason: 'a & b', by: hour, postponed: 12 },
    }));
  it('that is empty has nothing in it', () =>
    expect(parseForm('')).toEqual({
      ...{ key: '', kind: null, confirm: '', reason: '', by: null, postponed: 0 },
    }));
  it('has no answer that there is not', () => expect(read({ answer: 'delete' }).kind).toBeNull());
  it('postpones by whole milliseconds', () => expect(read({ by: 'PT0.0015S' }).by).toBe(1));
  it('postpones by nothing unreadable', () => expect(read({ by: 'long' }).by).toBeNull());
  it.each(['1234', 'x1', '1x', '-1'])('counts no %s postponements', (postponed) =>
    expect(read({ postponed }).postponed).toBe(0),
  );
});
