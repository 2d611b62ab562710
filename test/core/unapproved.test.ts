import { describe, expect, it } from 'vitest';
import type { Case, Notice } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import type { Mailbox, Mailboxes } from '../../functions/core/mailbox.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { isAboutTag, readerOfTag, setterOf } from '../../functions/core/unapproved.ts';
import { unapprovedLetter } from '../../functions/core/unapproved-letter.ts';
import { deadline, file, first, grace, hour, look, mailboxes, opened, policy } from './given.ts';

const value = 'until=2026-12-31 SEC-12';
const who = 'arn:aws:sts::111122223333:assumed-role/DataScience/bob@example.com';
const approvers = ['permission-set/Platform'];
const seen = look({
  tags: { Owner: 'alice@example.com', 'root-access-exception': value },
  touches: [{ event: 'e', at: opened, value, by: { who, role: null }, source: 'event' }],
});
const bob: Mailbox = { address: 'bob@example.com', topicArn: 'arn:bob', subscription: 'confirmed' };
const all: Mailboxes = { ...mailboxes(), setter: bob };

const told = (address: string, changes: Partial<Notice> = {}): Notice => ({
  ...first,
  id: `case-unapproved-0-${address}`,
  kind: 'escalation',
  to: [address],
  uncounted: value,
  ...changes,
});
const toPlatform = told('platform@example.com');
const toOwner = told('alice@example.com');
const toSetter = told('bob@example.com');

const next = (
  notices: readonly Notice[],
  boxes: Mailboxes | null = all,
  now = opened + hour,
  more: Partial<Case> = {},
) => {
  const step = decide(
    seen,
    boxes,
    file(grace, { notices: [...notices], ...more }),
    policy({ approvers, reminders: [] }),
    now,
  );
  return step.do === 'notify' && 'notice' in step ? step.notice.stage : step.do;
};

describe('that an exception does not count because of who set it', () => {
  it.each([
    ['the platform team first', [first], 'unapproved-0-platform'],
    ['then its owner', [first, toPlatform], 'unapproved-0-owner'],
    ['then whoever set it', [first, toPlatform, toOwner], 'unapproved-0-setter'],
    ['then nobody', [first, toPlatform, toOwner, toSetter], 'wait'],
  ])('is told to %s', (_, notices, stage) => expect(next(notices)).toBe(stage));

  it('is told as an escalation', () =>
    expect(decide(seen, all, file(grace), policy({ approvers, reminders: [] }), opened + hour)).toMatchObject(
      { notice: { kind: 'escalation', dueAt: opened + hour } },
    ));
  it('is told to the platform team even where they have not confirmed', () =>
    expect(next([first], { ...all, platform: { ...all.platform, subscription: 'pending' } })).toBe(
      'unapproved-0-platform',
    ));
  it('is not told by itself to whom the first notice said so', () =>
    expect(next([{ ...first, uncounted: value }, toPlatform])).toBe('unapproved-0-setter'));
  it('is told again to whom SNS did not take the mail for', () =>
    expect(next([first, { ...toPlatform, sentAt: null }])).toBe('unapproved-0-platform'));
  it('is told again of another value', () => {
    const others = [toPlatform, toOwner, toSetter].map((notice) => ({
      ...notice,
      uncounted: 'until=2026-12-30',
    }));
    expect(next([first, ...others])).toBe('unapproved-1-platform');
  });
  it('is told of three values, and of no more', () => {
    const others = ['a', 'b', 'c'].map((uncounted) => ({ ...toPlatform, uncounted }));
    expect(next([first, ...others])).toBe('wait');
  });
  it('is not told to whom no mail reaches', () =>
    expect(
      next([{ ...first, to: ['platform@example.com'] }, toPlatform], {
        ...mailboxes('pending'),
        setter: { ...bob, subscription: 'none' },
      }),
    ).toBe('wait'));
  it('is told before the stop', () =>
    expect(next([first, toPlatform], all, deadline)).toBe('unapproved-0-owner'));
  it('keeps nobody from the stop where all were told', () => {
    const lookups = { since: deadline, at: deadline, back: null, trouble: null };
    expect(next([first, toPlatform, toOwner, toSetter], all, deadline, { lookups })).toBe('stop');
  });
  it('is told by an act that looked who can be reached', () => expect(next([first], null)).toBe('wait'));
});

describe('a notice about it', () => {
  const notice = (stage: string) => ({ kind: 'escalation' as const, dueAt: opened, stage });
  it.each([
    ['platform', all.platform],
    ['owner', all.owner],
    ['setter', bob],
  ])('goes to the %s', (reader, mailbox) =>
    expect(readerOfTag(notice(`unapproved-0-${reader}`), all)).toEqual(mailbox),
  );
  it('goes to nobody where it names none of them', () =>
    expect(readerOfTag(notice('unapproved-0'), all)).toBeNull());
  it('is told from others', () =>
    expect(
      ['unapproved-0-owner', 'escalation-0', 'lost-subscription'].map((stage) => isAboutTag(notice(stage))),
    ).toEqual([true, false, false]));
});

describe('who set it', () => {
  const setter = (by: string, domains = ['example.com'], disowned: string[] = []) =>
    seen.seen === 'notebook' &&
    setterOf(
      {
        ...seen.notebook,
        touches: [{ event: 'e', at: opened, value, by: { who: by, role: null }, source: 'event' }],
      },
      { disowned },
      policy({ approvers, ownerMailDomains: domains }),
    );
  it('is mailed by the address of their session', () => expect(setter(who)).toBe('bob@example.com'));
  it('is not mailed in a domain that the policy does not allow', () =>
    expect(setter(who, ['example.org'])).toBeNull());
  it('is not mailed who said that the notebook is not theirs', () =>
    expect(setter(who, ['example.com'], ['bob@example.com'])).toBeNull());
  it('is nobody where no call that touched it is known', () =>
    expect(
      seen.seen === 'notebook' && setterOf({ ...seen.notebook, touches: [] }, {}, policy({ approvers })),
    ).toBeNull());
  it('is not mailed where their session bears none', () =>
    expect(setter('arn:aws:iam::111122223333:user/bob')).toBeNull());
});

describe('the letter', () => {
  const letter = (to: Mailbox, now = opened + hour, props: Partial<PolicyProps> = {}) => {
    if (seen.seen !== 'notebook') throw new TypeError('expected a notebook');
    return unapprovedLetter({
      file: file(grace),
      notebook: seen.notebook,
      mailboxes: all,
      to,
      deadline,
      noticeId: 'n',
      policy: policy({ approvers, ...props }),
      now,
    });
  };
  it('says who set what, and why it does not count', () => {
    const { body, subject } = letter(bob);
    expect(subject).toBe('lab: its exception does not count');
    expect(body).toContain(`does not count: it was set by ${who}, whom the policy does not name`);
    expect(body).toContain(`says "${value}"`);
  });
  it('says when root access is turned off', () =>
    expect(letter(bob).body).toContain('at Tue 24 Nov 2026, 09:00 UTC, in 23 h'));
  it('says so too when that is now', () =>
    expect(letter(bob, deadline).body).toContain('Its deadline has passed: root access is turned off now.'));
  it('announces no change where the policy only notifies', () => {
    const { body } = letter(bob, opened + hour, { mode: 'notify' });
    expect(body).toContain('Nothing is changed all the same: the policy only notifies.');
    expect(body).not.toContain('turned off');
  });
  it('tells the platform team the command that approves it', () =>
    expect(letter(all.platform).body).toContain(`"Value":"${value}"`));
  it('tells others whom to ask, and no command', () => {
    expect(letter(bob).body).toContain('write to platform@example.com');
    expect(letter(bob).body).not.toContain('add-tags');
  });
});
