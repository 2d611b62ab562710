/** Who is told how it ended, where not everybody can be told at once. */
import type { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '../functions/aws/ledger.ts';
import type { Mail } from '../functions/aws/mail.ts';
import type { Outbox } from '../functions/aws/outbox.ts';
import type { Closed, File, Notice } from '../functions/core/case.ts';
import { unpaced } from '../functions/core/outbox.ts';
import { tellOutcome } from '../functions/outcome-mail.ts';
import { deadline, file, policy } from './core/given.ts';

const failed: Closed = {
  at: 'closed',
  outcome: 'failed',
  reason: 'It is stuck.',
  deadline,
  closedAt: deadline,
  mail: 'owed',
  died: false,
};
const log = { info: () => undefined } as unknown as Logger;

/** @param refused addresses that SNS takes nothing for */
async function told(of: File, refused: readonly string[]) {
  const sent: string[] = [];
  const done: string[] = [];
  const marks: { mail: Closed['mail']; notices: readonly Notice[] }[] = [];
  const mail = {
    topicArnOf: (address: string) => address,
    send: async (address: string) => {
      if (refused.includes(address)) throw new Error(`${address} is refused`);
      sent.push(address);
      done.push(`mails ${address}`);
    },
  } as unknown as Mail;
  const outbox = {
    pace: async () => unpaced,
    takeTurn: async () => true,
    entries: async () => [],
    find: async () => null,
  } as unknown as Outbox;
  const ledger = {
    markOutcomeTold: async (_file: File, stand: Closed, notices: readonly Notice[]) => {
      marks.push({ mail: stand.mail, notices: structuredClone(notices) });
      const to = notices.flatMap((notice) => (notice.kind === 'outcome' ? notice.to : []));
      done.push(`records ${to.length} told`);
    },
  } as unknown as Ledger;
  const error = await tellOutcome(
    { ledger, mail, outbox, policy: policy(), clock: () => deadline },
    of,
    log,
    deadline,
  ).then(
    () => null,
    (refusal: Error) => refusal.message,
  );
  return { sent, marks, done, error };
}

const owed = file(failed, {});

describe('the outcome mail', () => {
  it('goes to all, and is marked as sent', async () => {
    const { sent, marks } = await told(owed, []);
    expect(sent).toEqual(['alice@example.com', 'platform@example.com']);
    expect(marks.at(-1)?.mail).toBe('sent');
  });
  it('is recorded before it is sent, and with whom it reached after', async () => {
    const { done } = await told(owed, []);
    const mails = ['mails alice@example.com', 'mails platform@example.com'];
    expect(done).toEqual(['records 0 told', ...mails, 'records 2 told']);
  });
  it('goes to those who can be reached though another cannot, and is owed still', async () => {
    const { sent, marks, error } = await told(owed, ['alice@example.com']);
    expect(sent).toEqual(['platform@example.com']);
    expect(marks.at(-1)?.mail).toBe('owed');
    expect(error).toBe('alice@example.com is refused');
  });
  it('is not sent again to those who have it', async () => {
    const { marks } = await told(owed, ['alice@example.com']);
    const later = file(failed, { notices: [...(marks.at(-1)?.notices ?? [])] });
    expect((await told(later, [])).sent).toEqual(['alice@example.com']);
  });
});
