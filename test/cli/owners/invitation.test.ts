import { describe, expect, it } from 'vitest';
import { invitation, plan, result } from '../../../cli/owners/invitation.ts';
import type { Standing } from '../../../cli/owners/survey.ts';

const platform = 'platform@example.com';
const standing = (owner: string, subscription: Standing['subscription']): Standing => ({
  owner,
  subscription,
  notebooks: 1,
  withRoot: 1,
});
const three = [
  standing('alice@example.com', 'none'),
  standing('bob@example.com', 'pending'),
  standing('carol@example.com', 'confirmed'),
];
const nothingElse = { owners: three, unowned: [], failed: [] };

describe('asked to confirm', () => {
  it('is who was never asked', () => {
    expect(invitation(three, false, platform)).toEqual({
      toAsk: ['alice@example.com'],
      confirmed: ['carol@example.com'],
      pending: ['bob@example.com'],
      platform: [],
    });
  });
  it('is who has not answered too, where they are to be asked again', () => {
    expect(invitation(three, true, platform).toAsk).toEqual(['alice@example.com', 'bob@example.com']);
  });
  it.each(['none', 'pending'] as const)(
    "is never the platform team, whose subscription is the deployment's (%s)",
    (subscription) => {
      expect(invitation([standing(platform, subscription)], true, platform)).toMatchObject({
        toAsk: [],
        platform: [platform],
      });
    },
  );
});

describe('the plan', () => {
  it('says how many mails go to whom', () => {
    expect(plan(invitation(three, true, platform), nothingElse)).toBe(
      `2 mails from SNS, with a link to confirm a subscription, to
  alice@example.com
  bob@example.com
Left alone: 1 confirmed already.
`,
    );
  });
  it('says how to ask those again who have not answered', () => {
    expect(plan(invitation(three, false, platform), nothingElse)).toContain(
      '1 asked before (--again asks them again)',
    );
  });
  it('says that nobody is to be asked', () => {
    expect(plan(invitation([], false, platform), nothingElse)).toBe('Nobody is to be asked.\n');
  });
  it('says that notebooks are left without', () => {
    const unowned = [{ name: 'lab', outsider: null, disownedBy: null }];
    expect(plan(invitation([], false, platform), { ...nothingElse, unowned })).toContain(
      '1 notebook without an owner who may be mailed; owners list names them.',
    );
  });
  it('says what AWS did not tell', () => {
    const failed = [{ about: 'lab', why: 'AccessDenied' }];
    expect(plan(invitation([], false, platform), { ...nothingElse, failed })).toContain(
      '  lab  AccessDenied',
    );
  });
});

describe('the result', () => {
  it('names who was asked', () => {
    expect(result(['alice@example.com'], [])).toBe('asked   alice@example.com\n1 owner asked.\n');
  });
  it('names who could not be, and why', () => {
    expect(result([], [{ about: 'bob@example.com', why: 'Throttled: later' }])).toBe(
      'failed  bob@example.com: Throttled: later\n0 owners asked, 1 not; repeat the command to ask them again.\n',
    );
  });
});
