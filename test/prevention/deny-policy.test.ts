import { describe, expect, it } from 'vitest';
import { parsePolicy, policyDefaults } from '../../functions/core/policy.ts';
import { type DenyPolicy, denyPolicy, longestPolicy } from '../../prevention/deny-policy.ts';
import { preventedBy } from '../../prevention/prevented.ts';
import { Synthesized } from '../infra/synthesized.ts';
import {
  addTags,
  type Call,
  type Caller,
  create,
  deleteTags,
  type Kind,
  session,
  update,
  user,
  verdict,
} from './iam.ts';

const tag = policyDefaults.exceptionTagKey;
const identityCenter = 'aws-reserved/sso.amazonaws.com';
const hash = '0123456789abcdef';
const prevented = preventedBy({
  ...parsePolicy({ platformEmail: 'platform@example.com' }),
  approvers: [
    'arn:aws:iam::111122223333:role/Platform',
    'arn:aws:iam::111122223333:user/admins/grace',
    'permission-set/PlatformAdmin',
  ],
});
const policy = denyPolicy(prevented);
const kinds: readonly Kind[] = ['a service control policy', 'an IAM policy'];

const scientist = session('DataScience');
const approver = session('Platform', 'grace@example.com');

const refused: readonly (readonly [what: string, call: Call])[] = [
  ['create with root access', create('Enabled')],
  ['create without a word about root access, which is with it', create(null)],
  ['update to root access', update('Enabled')],
  ['give a notebook the exception', addTags(tag)],
  ['give it in another letter case', addTags('Root-Access-EXCEPTION')],
  ['give it among other tags', addTags('Owner', tag)],
  ['take it away', deleteTags(tag)],
  ['take it away in another letter case', deleteTags('ROOT-ACCESS-EXCEPTION')],
  ['create with the exception', create('Disabled', { [tag]: 'until=2026-12-18' })],
  [
    'create with it in another letter case',
    create('Disabled', { 'Root-access-exception': 'until=2026-12-18' }),
  ],
];
const permitted: readonly (readonly [what: string, call: Call])[] = [
  ['create with root access disabled', create('Disabled')],
  ['create with other tags', create('Disabled', { Owner: 'ada@example.com' })],
  ['update to root access disabled', update('Disabled')],
  ['update something else', update(null)],
  ['give other tags', addTags('Owner', 'team')],
  ['give a tag whose key only begins alike', addTags(`${tag}-request`)],
  ['take other tags away', deleteTags('Owner')],
  ['stop a notebook', { action: 'sagemaker:StopNotebookInstance', context: {} }],
];

describe.each(kinds)('as %s it', (kind) => {
  it.each(refused)('lets no data scientist %s', async (_what, call) => {
    expect(await verdict(policy, kind, scientist, call)).toBe('ExplicitlyDenied');
  });

  it.each(permitted)('lets a data scientist %s', async (_what, call) => {
    expect(await verdict(policy, kind, scientist, call)).toBe('Allowed');
  });

  it.each([...refused, ...permitted])('lets an approver %s', async (_what, call) => {
    expect(await verdict(policy, kind, approver, call)).toBe('Allowed');
  });

  it.each<[who: string, caller: Caller]>([
    ['a user among the approvers', user('admins/grace')],
    [
      'a permission set among them',
      session(`${identityCenter}/eu-west-1/AWSReservedSSO_PlatformAdmin_${hash}`),
    ],
    [
      'it where Identity Center is in us-east-1',
      session(`${identityCenter}/AWSReservedSSO_PlatformAdmin_${hash}`),
    ],
    [
      'that permission set in another account',
      session(`${identityCenter}/eu-west-1/AWSReservedSSO_PlatformAdmin_${hash}`, 'x', '444455556666'),
    ],
  ])('counts %s as an approver', async (_who, caller) => {
    expect(await verdict(policy, kind, caller, addTags(tag))).toBe('Allowed');
  });

  it.each<[who: string, caller: Caller]>([
    ['a role whose name begins alike', session('PlatformReadOnly')],
    ['a role whose name ends alike', session('NotPlatform')],
    ['a role of that name under a path', session('sandbox/Platform')],
    ['a role of that name in other letters', session('platform')],
    ['a role of that name in another account', session('Platform', 'x', '444455556666')],
    ['a session that calls itself Platform', session('DataScience', 'Platform')],
    ['a user of a role’s name', user('Platform')],
    [
      'a permission set whose name begins alike',
      session(`${identityCenter}/eu-west-1/AWSReservedSSO_PlatformAdmin_Lite_${hash}`),
    ],
    [
      'a permission set whose name ends alike',
      session(`${identityCenter}/eu-west-1/AWSReservedSSO_XAWSReservedSSO_PlatformAdmin_${hash}`),
    ],
    [
      'a role of a permission set’s name that anybody may create',
      session(`AWSReservedSSO_PlatformAdmin_${hash}`),
    ],
    [
      'the root user',
      { principal: 'arn:aws:iam::111122223333:root', principalArn: 'arn:aws:iam::111122223333:root' },
    ],
  ])('does not take %s for an approver', async (_who, caller) => {
    expect(await verdict(policy, kind, caller, addTags(tag))).toBe('ExplicitlyDenied');
  });

  it('exempts nobody where there are no approvers', async () => {
    const strict = denyPolicy({ exceptionTagKey: tag, approvers: [] });
    expect(await verdict(strict, kind, approver, addTags(tag))).toBe('ExplicitlyDenied');
    expect(await verdict(strict, kind, approver, update('Enabled'))).toBe('ExplicitlyDenied');
  });

  it('leaves the guard its update', async () => {
    const guard = new Synthesized({ policy: { platformEmail: 'platform@example.com' } });
    const statements = guard.statementsOf(guard.roleOf('disable-root-access'));
    const own = { Version: '2012-10-17', Statement: statements };
    const caller = session('NotebookRootGuard-DisableRootAccess');
    expect(await verdict(policy, kind, caller, update('Disabled'), own)).toBe('Allowed');
    expect(await verdict(policy, kind, caller, update('Enabled'), own)).not.toBe('Allowed');
  });
});

/** The mistakes that public policies make. */
describe('the calls above tell the policy from one that', () => {
  const changed = (find: string, replacement: string): DenyPolicy =>
    JSON.parse(JSON.stringify(policy).replaceAll(find, replacement)) as DenyPolicy;
  const outcome = (broken: DenyPolicy, call: Call) =>
    verdict(broken, 'a service control policy', scientist, call);

  it('denies only what says Enabled at creation', async () => {
    const broken = changed(
      '"StringNotEquals":{"sagemaker:RootAccess":"Disabled"}',
      '"StringEquals":{"sagemaker:RootAccess":"Enabled"}',
    );
    expect(await outcome(broken, create(null))).toBe('Allowed');
  });
  it('denies every update that does not say Disabled', async () => {
    const broken = changed(
      '"StringEquals":{"sagemaker:RootAccess":"Enabled"}',
      '"StringNotEquals":{"sagemaker:RootAccess":"Disabled"}',
    );
    expect(await outcome(broken, update(null))).toBe('ExplicitlyDenied');
  });
  it('compares tag keys with their case', async () => {
    const broken = changed('StringEqualsIgnoreCase', 'StringEquals');
    expect(await outcome(broken, addTags('Root-Access-EXCEPTION'))).toBe('Allowed');
  });
  it('asks that all keys are the exception’s', async () => {
    const broken = changed('ForAnyValue', 'ForAllValues');
    expect(await outcome(broken, addTags('Owner', tag))).toBe('Allowed');
  });
});

describe('its size', () => {
  it('leaves room for ten permission sets', () => {
    const approvers = Array.from({ length: 10 }, (_, n) => `permission-set/platform-engineering-${n}`);
    const ordinary = parsePolicy({ platformEmail: 'platform@example.com', exceptionTagKey: 't'.repeat(128) });
    const text = JSON.stringify(denyPolicy(preventedBy({ ...ordinary, approvers })));
    expect(text.length).toBeLessThanOrEqual(longestPolicy);
  });
});
