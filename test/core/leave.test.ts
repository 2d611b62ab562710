import { describe, expect, it } from 'vitest';
import type { Case } from '../../functions/core/case.ts';
import { approvedBy, leaveOf, needsApproval } from '../../functions/core/leave.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import type { Touch } from '../../functions/core/touch.ts';
import { file, grace, hour, look, opened, policy } from './given.ts';

const value = 'until=2026-12-31 SEC-12';
const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
const session = (name: string, who: string) => `arn:aws:sts::111122223333:assumed-role/${name}/${who}`;
const approvers = [role('Platform')];

const touch = (changes: Partial<Touch> & { name?: string; as?: string } = {}): Touch => {
  const { as = 'Platform', name = 'pat@example.com', ...of } = changes;
  const by = { who: session(as, name), role: role(as) };
  return { event: `${as}-${name}`, at: opened, value, by, source: 'event', ...of };
};

interface Given {
  readonly touches?: readonly Touch[];
  readonly tags?: Notebook['tags'];
  readonly case?: Partial<Case>;
  readonly approvers?: readonly string[];
  readonly now?: number;
}
const leave = (given: Given) => {
  const seen = look({
    tags: given.tags ?? { Owner: 'alice@example.com', 'root-access-exception': value },
    ...(given.touches === undefined ? {} : { touches: given.touches }),
  });
  if (seen.seen !== 'notebook') throw new TypeError('expected a notebook');
  return leaveOf({
    notebook: seen.notebook,
    file: file(grace, given.case),
    policy: policy({ approvers: given.approvers ?? approvers }),
    now: given.now ?? opened + hour,
  });
};
const why = (given: Given) => {
  const { is, ...more } = leave(given);
  return is === 'unapproved' && 'why' in more ? more.why : is;
};

describe('an exception', () => {
  it('counts whoever set it, where the policy names no approvers', () =>
    expect(leave({ approvers: [] })).toMatchObject({ is: 'valid', approval: null }));
  it('counts where an approver set it', () =>
    expect(leave({ touches: [touch()] })).toMatchObject({
      is: 'valid',
      until: '2026-12-31',
      approval: touch(),
    }));
  it('does not count where somebody else did', () =>
    expect(why({ touches: [touch({ as: 'DataScience' })] })).toBe(
      `it was set by ${session('DataScience', 'pat@example.com')}, whom the policy does not name as an approver`,
    ));
  it('that is wrong is wrong, whoever set it', () =>
    expect(leave({ tags: { 'root-access-exception': 'for ever' }, touches: [touch()] }).is).toBe('wrong'));
  it('is none where there is no tag', () => expect(leave({ tags: {}, touches: [touch()] }).is).toBe('none'));
});

describe('of several who touched it', () => {
  const earlier = touch({ at: opened - hour });
  const later = touch({ as: 'DataScience', at: opened });
  it.each([
    ['the last one decides: an approver', [touch({ at: opened + 1 }), later], 'valid'],
    ['the last one decides: somebody else, who set the same value', [earlier, later], 'unapproved'],
    [
      'a value that was approved once is not approved for ever',
      [earlier, touch({ value: null, as: 'Platform' })],
      'unknown',
    ],
    ['another value is not known', [touch({ value: 'until=2026-12-30' })], 'unknown'],
    ['of two in the same second each must be an approver', [touch(), later], 'unapproved'],
    ['one that removed it in the same second was before', [touch(), touch({ value: null })], 'valid'],
    ['those of an earlier notebook of the name are nobody', [touch({ at: opened - 3 * hour })], 'unknown'],
    [
      'one whose clock was a minute behind is of this notebook',
      [touch({ at: opened - hour - 60_000 })],
      'valid',
    ],
    ['nobody is not known', [], 'unknown'],
  ])('%s', (_, touches, is) => expect(leave({ touches }).is).toBe(is));
});

describe('its owner', () => {
  it.each([
    ['as its tags name them', { name: 'alice@example.com' }, {}],
    ['in another letter case', { name: 'Alice@Example.com' }, {}],
    ['though they say that it is not theirs any more', { name: 'alice@example.com' }, {}],
  ])('does not approve it: %s', (_, by) =>
    expect(why({ touches: [touch(by)] })).toMatch(/, who owns the notebook: somebody else must approve it$/),
  );
  it('does not approve it, though others own it too', () =>
    expect(
      why({
        tags: { Owner: 'alice@example.com', owner: 'pat@example.com', 'root-access-exception': value },
        touches: [touch()],
      }),
    ).toContain('who owns the notebook'));
  it('does not approve it as a user by whose name they are known', () => {
    const who = 'arn:aws:iam::111122223333:user/admins/alice@example.com';
    const touches = [touch({ by: { who, role: null } })];
    expect(why({ approvers: [who], touches })).toContain('who owns the notebook');
  });
  it('does not approve it, in whatever domain', () =>
    expect(
      why({
        tags: { Owner: 'pat@example.net', 'root-access-exception': value },
        touches: [touch({ name: 'pat@example.net' })],
      }),
    ).toContain('who owns the notebook'));

  describe('whom no tag names', () => {
    const tags = { 'root-access-exception': value };
    it('is who created or changed it last, by their address', () =>
      expect(why({ tags, touches: [touch()], case: { changedBy: 'pat@example.com' } })).toContain(
        'who owns',
      ));
    it('is who created or changed it last, by their very session', () =>
      expect(
        why({ tags, touches: [touch({ name: 'ci' })], case: { changer: session('Platform', 'ci') } }),
      ).toContain('who owns'));
    it('is not another session of the same role', () =>
      expect(
        leave({ tags, touches: [touch()], case: { changer: session('Platform', 'sam@example.com') } }).is,
      ).toBe('valid'));
  });
  it('is not who created it for somebody whom its tags name', () =>
    expect(leave({ touches: [touch()], case: { changedBy: 'pat@example.com' } }).is).toBe('valid'));
});

describe('while nobody is known who set it', () => {
  const lookups = { since: opened, at: opened + hour, back: null, trouble: null };
  it.each([
    ['it is being asked, until a day has passed', 24 * hour - 1, 'unknown'],
    ['it does not count after that', 24 * hour, 'unapproved'],
  ])('%s', (_, passed, is) => expect(leave({ case: { lookups }, now: opened + passed }).is).toBe(is));
  it('people are told that CloudTrail does not know', () =>
    expect(why({ case: { lookups }, now: opened + 24 * hour })).toBe(
      'nobody is known who set it: CloudTrail has no record of that',
    ));
  it('or why it could not be asked', () =>
    expect(why({ case: { lookups: { ...lookups, trouble: 'denied' } }, now: opened + 24 * hour })).toBe(
      'nobody is known who set it: CloudTrail could not be asked (denied)',
    ));
  it('an approver who is found late counts still', () =>
    expect(leave({ touches: [touch()], case: { lookups }, now: opened + 30 * hour }).is).toBe('valid'));
});

describe('who set it', () => {
  const asked = (tags: Notebook['tags'], of: readonly string[]) =>
    needsApproval({ tags }, policy({ approvers: of }), opened);
  it('matters where the policy names approvers and the tag would count', () =>
    expect(asked({ 'root-access-exception': value }, approvers)).toBe(true));
  it('does not matter where the policy names nobody', () =>
    expect(asked({ 'root-access-exception': value }, [])).toBe(false));
  it('does not matter where the tag would not count', () =>
    expect(asked({ 'root-access-exception': 'until=2020-01-01' }, approvers)).toBe(false));
  it('is told with when', () =>
    expect(approvedBy({ approval: touch() })).toBe(
      `, set by ${session('Platform', 'pat@example.com')} at 2026-11-23T09:00:00.000Z`,
    ));
  it('is not told where nobody was asked for', () => expect(approvedBy({ approval: null })).toBe(''));
});
