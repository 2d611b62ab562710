/** Which mails have a link to the answer page, and what its key is good for. */
import { describe, expect, it } from 'vitest';
import type { Mail } from '../../functions/aws/mail.ts';
import type { Outbox } from '../../functions/aws/outbox.ts';
import type { AnswerKey } from '../../functions/core/answer-key.ts';
import type { File, OwnerAnswer } from '../../functions/core/case.ts';
import { owedEscalation } from '../../functions/core/escalation.ts';
import type { DueNotice } from '../../functions/core/grace-window.ts';
import type { Letter } from '../../functions/core/letter.ts';
import { unpaced } from '../../functions/core/outbox.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { type NoticeOffice, sendNotice } from '../../functions/notice-mail.ts';
import { deadline, file, first, grace, hour, look, mailboxes, opened, policy } from '../core/given.ts';

const url = 'https://answers.example.com';
const firstNotice: DueNotice = { kind: 'first', dueAt: opened, stage: 'first' };
const reminder: DueNotice = { kind: 'reminder', dueAt: opened, stage: 'reminder-720m' };

interface Given {
  readonly notice?: DueNotice;
  readonly of?: File;
  readonly platform?: string;
  readonly hasPage?: boolean;
  readonly props?: Partial<PolicyProps>;
  readonly times?: number;
}

/** The mails that go out, and the keys that are made for them, in order of what is done. */
async function sent(given: Given) {
  const { notice = firstNotice, of = file({ at: 'opened' }), platform, hasPage = true, props = {} } = given;
  const letters: Letter[] = [];
  const keys: AnswerKey[] = [];
  const done: string[] = [];
  const outbox = {
    pace: async () => unpaced,
    takeTurn: async () => true,
    find: async () => null,
    entries: async () => [],
  } as unknown as Outbox;
  const mail = {
    send: async (_topicArn: string, letter: Letter) => {
      done.push('mail');
      letters.push(letter);
    },
  } as unknown as Mail;
  const create = async (what: AnswerKey): Promise<string> => {
    done.push('key');
    keys.push(what);
    return `key-${keys.length}`;
  };
  const office: NoticeOffice = {
    ...{ outbox, mail, policy: policy(props), clock: () => opened },
    page: hasPage ? { url, keys: { create } } : null,
  };
  const seen = look(platform === undefined ? {} : { platform });
  const boxes = mailboxes();
  if (seen.seen !== 'notebook' || boxes.owner === null) throw new TypeError('expected a notebook');
  const known = { file: of, notebook: seen.notebook, mailboxes: boxes, to: boxes.owner, deadline };
  for (let time = 0; time < (given.times ?? 1); time += 1) {
    const noticeId = `case-${notice.stage}`;
    await sendNotice(office, notice, { ...known, noticeId, policy: policy(props), now: opened }, false);
  }
  return { keys, done, links: letters.map(({ body }) => /^To answer: (.*)$/m.exec(body)?.[1] ?? null) };
}

describe('a notice', () => {
  it.each([firstNotice, reminder])('of kind $kind has a link, on a line of its own', async (notice) => {
    const { links } = await sent({ notice, of: file(notice.kind === 'first' ? { at: 'opened' } : grace) });
    expect(links).toEqual([`${url}/answer/key-1`]);
  });
  it('has a key to the page that was written before it went out', async () => {
    expect((await sent({})).done).toEqual(['key', 'mail']);
  });
  it('has another key each time that it is sent', async () => {
    const { links } = await sent({ times: 2 });
    expect(links).toEqual([`${url}/answer/key-1`, `${url}/answer/key-2`]);
  });
  it('has a key for its case and its reader, until a week after the last deadline that there can be', async () => {
    const { keys } = await sent({ props: { postponement: 'PT8H' } });
    expect(keys).toEqual([
      {
        ...{ arn: file().arn, createdAt: file().createdAt, caseId: 'case', notice: 'case-first' },
        ...{ address: 'alice@example.com', expiresAt: deadline + 8 * hour + 7 * 24 * hour },
      },
    ]);
  });
  it('has no link where there is no page', async () => {
    expect((await sent({ hasPage: false })).links).toEqual([null]);
  });
  it('has no link where there is nothing to answer: no machine touches it', async () => {
    const { keys, links } = await sent({ platform: 'notebook-al2-v3' });
    expect([keys, links]).toEqual([[], [null]]);
  });
  it('of an answer has no link: whoever reads it is not who answers', async () => {
    const asked: OwnerAnswer = {
      ...{ kind: 'request-exception', at: opened, notice: first.id, address: 'alice@example.com' },
      reason: 'tests',
    };
    const of = file(grace, { answers: [asked] });
    const notice = owedEscalation(of.case, opened);
    if (notice === null) throw new TypeError('expected an escalation');
    const { keys, links } = await sent({ notice, of });
    expect([keys, links]).toEqual([[], [null]]);
  });
});
