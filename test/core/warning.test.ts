import { describe, expect, it } from 'vitest';
import type { Mailboxes } from '../../functions/core/mailbox.ts';
import { endingOf, unwarned, warningLetter } from '../../functions/core/warning.ts';
import { file, hour, look, mailboxes, policy } from './given.ts';

const day = 24 * hour;
const ends = Date.UTC(2026, 11, 5);
const value = 'until=2026-12-04 SEC-12 drivers';
const ending = { value, until: '2026-12-04', reason: 'SEC-12 drivers', ends };

const of = (now: number, changes: object = {}, props: object = {}) => {
  const seen = look({ tags: { 'root-access-exception': value }, ...changes });
  if (seen.seen !== 'notebook') throw new TypeError('expected a notebook');
  return endingOf({ notebook: seen.notebook, file: file(), policy: policy(props), now });
};

describe('people are warned of an exception’s end', () => {
  it('a week before', () => expect(of(ends - 7 * day)).toEqual(ending));
  it('not earlier', () => expect(of(ends - 7 * day - 1)).toBeNull());
  it('not once it has ended', () => expect(of(ends)).toBeNull());
  it('as long before as the policy says', () =>
    expect(of(ends - 8 * day, {}, { exceptionWarning: 'P8D' })).toEqual(ending));
  it('not where the policy does not want it', () =>
    expect(of(ends - 1, {}, { exceptionWarning: 'PT0S' })).toBeNull());
  it('not where root access is off', () => expect(of(ends - hour, { root: 'Disabled' })).toBeNull());
  it('not where there is none', () => expect(of(ends - hour, { tags: {} })).toBeNull());
  it('not where nobody is known to have approved it', () =>
    expect(of(ends - hour, {}, { approvers: ['permission-set/Platform'] })).toBeNull());
});

describe('who is warned', () => {
  const whom = (boxes: Mailboxes, warned: Parameters<typeof unwarned>[1] = null) =>
    unwarned(ending, warned, boxes).map(({ address }) => address);
  const both = ['alice@example.com', 'platform@example.com'];
  it('is its owner and the platform team', () => expect(whom(mailboxes())).toEqual(both));
  it('is the platform team alone where mail does not reach its owner', () =>
    expect(whom(mailboxes('pending'))).toEqual(['platform@example.com']));
  it('is nobody whom no mail reaches', () => expect(whom(mailboxes('none', 'none'))).toEqual([]));
  it('is nobody who was told of it', () =>
    expect(whom(mailboxes(), { value, to: ['alice@example.com'], at: 0 })).toEqual(['platform@example.com']));
  it('is everybody again after it was prolonged', () =>
    expect(whom(mailboxes(), { value: 'until=2026-11-30', to: both, at: 0 })).toEqual(both));
});

describe('the warning', () => {
  const letter = (to: Mailboxes['platform'], props: object = {}, of = ending) => {
    const seen = look();
    if (seen.seen !== 'notebook') throw new TypeError('expected a notebook');
    return warningLetter(of, {
      notebook: seen.notebook,
      to,
      policy: policy(props),
      noticeId: 'n',
      now: ends - 2 * day,
    });
  };
  const { owner, platform } = mailboxes();
  const toOwner = owner ?? platform;
  it('says when it ends, and what comes then', () => {
    expect(letter(toOwner).subject).toBe('lab: its exception ends 2026-12-04');
    expect(letter(toOwner).body).toContain('ends at Sat 05 Dec 2026, 00:00 UTC, in 48 h.');
    expect(letter(toOwner).body).toContain('root access is turned off like any other');
    expect(letter(toOwner).body).toContain('"SEC-12 drivers"');
  });
  it('promises nothing that the policy does not do', () => {
    const { body } = letter(toOwner, { mode: 'notify' });
    expect(body).toContain('After that it is one that should have no root access.');
    expect(body).not.toContain('turned off');
  });
  it('says nothing of a reason that nobody gave', () =>
    expect(letter(toOwner, {}, { ...ending, reason: '' }).body).not.toContain('It was given for'));
  it('tells its owner whom to ask', () =>
    expect(letter(toOwner).body).toContain('write to platform@example.com'));
  it('tells the platform team the command that prolongs it by a month', () =>
    expect(letter(platform).body).toContain('"Value":"until=2027-01-03 SEC-12 drivers"'));
  it('tells no reason in that command either, where nobody gave one', () =>
    expect(letter(platform, {}, { ...ending, reason: '' }).body).toContain('"Value":"until=2027-01-03"'));
  it('prolongs it no further than the policy permits', () =>
    expect(letter(platform, { maxExceptionDays: 10 }).body).toContain(
      '"Value":"until=2026-12-13 SEC-12 drivers"',
    ));
});
