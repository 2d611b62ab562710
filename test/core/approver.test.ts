import { describe, expect, it } from 'vitest';
import { approverPattern, isApprover } from '../../functions/core/approver.ts';

const account = '111122223333';
const session = (role: string, name = 'pat@example.com', of = account) =>
  `arn:aws:sts::${of}:assumed-role/${role}/${name}`;
const role = (path: string, of = account) => `arn:aws:iam::${of}:role/${path}`;
const assumed = (path: string, name?: string, of?: string) => ({
  who: session(path.slice(path.lastIndexOf('/') + 1), name, of),
  role: role(path, of),
});
const user = (path: string) => ({ who: `arn:aws:iam::${account}:user/${path}`, role: null });
const sso = 'aws-reserved/sso.amazonaws.com';
const hash = '0a1b2c3d4e5f6071';

describe('a role', () => {
  it.each([
    ['by its name', 'Platform', 'Platform'],
    ['by the beginning of its name', 'PlatformOncall', 'Platform*'],
    ['by one character', 'Platform1', 'Platform?'],
    ['by a full stop in it', 'Platform.Oncall', 'Platform.Oncall'],
    ['with its path', 'teams/Platform', 'teams/Platform'],
    ['by its path', 'teams/platform/Oncall', 'teams/platform/*'],
  ])('is matched %s', (_, path, pattern) => expect(isApprover(assumed(path), [role(pattern)])).toBe(true));

  it.each([
    ['another name', assumed('DataScience')],
    ['a name that begins alike', assumed('PlatformGuests')],
    ['a name that ends alike', assumed('NotPlatform')],
    ['another letter case', assumed('platform')],
    ['its name under another path', assumed('guests/Platform')],
    ['another account', assumed('Platform', 'pat@example.com', '444455556666')],
    ['a session that bears its name', assumed('DataScience', 'Platform')],
    ['a session that bears its ARN but for the slashes', assumed('DataScience', 'role=Platform')],
    ['a user of its name', user('Platform')],
    ['an ARN that is cut short', { who: session('Platform'), role: 'arn:aws:iam' }],
    ['an ARN that goes on', { who: `${session('Platform')}/more`, role: null }],
    ['an ARN that begins before', { who: `of:${session('Platform')}`, role: null }],
    ['root', { who: `arn:aws:iam::${account}:root`, role: null }],
    ['a federated user of its name', { who: `arn:aws:sts::${account}:federated-user/Platform`, role: null }],
    [
      'an identity that the event does not name',
      { who: 'an identity that the event does not name', role: null },
    ],
    ['a service', { who: 'cloudformation.amazonaws.com', role: null }],
  ])('is not matched by %s', (_, by) => expect(isApprover(by, [role('Platform')])).toBe(false));

  it('is one in any account where the pattern says so', () =>
    expect(isApprover(assumed('Platform'), ['arn:aws:iam::*:role/Platform'])).toBe(true));
  it('is not reached by a wildcard over a colon', () =>
    expect(isApprover(user('a'), ['arn:aws:iam::*:role/*'])).toBe(false));
  it('takes a full stop for itself', () =>
    expect(isApprover(assumed('PlatformXOncall'), [role('Platform.Oncall')])).toBe(false));

  describe('whose path the event does not name', () => {
    const by = { who: session('Platform'), role: null };
    it.each([
      ['by its name', 'Platform', true],
      ['by its name and whatever path', 'teams/Platform', true],
      ['by no wildcard, which might mean its path', 'teams/*', false],
      ['by no wildcard in its name', 'Platform*', false],
    ])('is matched %s', (_, pattern, expected) => expect(isApprover(by, [role(pattern)])).toBe(expected));
    it('is no permission set', () =>
      expect(
        isApprover({ who: session(`AWSReservedSSO_Platform_${hash}`), role: null }, [
          'permission-set/Platform',
        ]),
      ).toBe(false));
  });
});

describe('a user', () => {
  it('is matched by their ARN', () =>
    expect(isApprover(user('ops/pat'), [`arn:aws:iam::${account}:user/ops/*`])).toBe(true));
  it('is not matched by a role of their name', () =>
    expect(isApprover(assumed('pat'), [`arn:aws:iam::${account}:user/pat`])).toBe(false));
});

describe('a permission set', () => {
  const approvers = ['permission-set/Platform'];
  it.each([
    ['in us-east-1', `${sso}/AWSReservedSSO_Platform_${hash}`],
    ['in another Region', `${sso}/eu-west-1/AWSReservedSSO_Platform_${hash}`],
  ])('is matched by its name %s', (_, path) => expect(isApprover(assumed(path), approvers)).toBe(true));
  it('may be matched by a wildcard', () =>
    expect(
      isApprover(assumed(`${sso}/AWSReservedSSO_PlatformOncall_${hash}`), ['permission-set/Platform*']),
    ).toBe(true));
  it.each([
    ['one whose name goes on', `${sso}/AWSReservedSSO_Platform_X_${hash}`],
    ['one that bears a hash in its name', `${sso}/AWSReservedSSO_Platform_${hash}_${hash}`],
    ['one in another letter case', `${sso}/AWSReservedSSO_platform_${hash}`],
    ['a role that somebody named alike', `AWSReservedSSO_Platform_${hash}`],
    ['a role under a path that looks alike', `teams/${sso}/AWSReservedSSO_Platform_${hash}`],
    ['a role of its own name', 'Platform'],
  ])('is not matched by %s', (_, path) => expect(isApprover(assumed(path), approvers)).toBe(false));
  it('is none where a role is not made for one, whatever the wildcard', () =>
    expect(isApprover(assumed('DataScience'), ['permission-set/*'])).toBe(false));
});

describe('one of several approvers is enough for', () => {
  it.each([
    ['a role', assumed('Platform')],
    ['a role whose path is not named', { who: session('Platform'), role: null }],
    ['a user', user('pat')],
  ])('%s', (_, by) => expect(isApprover(by, [role('Platform'), user('pat').who])).toBe(true));
});

describe('what may be written', () => {
  it.each([
    'arn:aws:iam::111122223333:role/Platform*',
    'arn:aws-us-gov:iam::111122223333:role/teams/platform/Oncall',
    'arn:aws:iam::111122223333:user/pat',
    'arn:aws:iam::*:role/Platform',
    'permission-set/Platform-Admins',
  ])('is %s', (pattern) => expect(pattern).toMatch(approverPattern));
  it.each([
    'Platform',
    'arn:aws:iam::111122223333:root',
    'arn:aws:sts::111122223333:assumed-role/Platform/pat',
    'arn:aws:iam::111122223333:group/platform',
    'permission-set/',
    '*',
  ])('is not %s', (pattern) => expect(pattern).not.toMatch(approverPattern));
});
