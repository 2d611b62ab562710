import { describe, expect, it } from 'vitest';
import { addressOfSession, outsiderOf, ownerOf } from '../../functions/core/owner.ts';
import { policy } from './given.ts';

interface Given {
  readonly tags?: Readonly<Record<string, string>>;
  readonly changedBy?: string;
  readonly disowned?: string[];
}

const owner = ({ tags = {}, changedBy, disowned }: Given) =>
  ownerOf(
    tags,
    {
      case: { ...(changedBy === undefined ? {} : { changedBy }) },
      ...(disowned === undefined ? {} : { disowned }),
    },
    policy(),
  );

const alice = { address: 'alice@example.com', knownBy: 'tag' };
const bob = { address: 'bob@example.com', knownBy: 'call' };

it('any of the allowed domains will do', () => {
  const ownerMailDomains = ['example.org', 'example.com'];
  expect(ownerOf({ Owner: alice.address }, { case: {} }, policy({ ownerMailDomains }))).toEqual(alice);
});

it('a session within another text is none', () => {
  expect(addressOfSession('not arn:aws:sts::111122223333:assumed-role/Team/bob@example.com')).toBeNull();
});

describe('the owner', () => {
  it.each<[string, Given, object | null]>([
    ['is whom a tag names', { tags: { Owner: 'alice@example.com' } }, alice],
    ['is found in whatever letter case', { tags: { owner: ' Alice@Example.COM ' } }, alice],
    [
      'is whom the first of the keys names',
      { tags: { owner: 'carol@example.com', Owner: 'alice@example.com' } },
      alice,
    ],
    [
      'is whom the next key names, where one names nobody',
      { tags: { Owner: 'alice', owner: 'alice@example.com' } },
      alice,
    ],
    [
      'is whom a tag names before who changed it',
      { tags: { Owner: 'alice@example.com' }, changedBy: bob.address },
      alice,
    ],
    ['is who changed it, where no tag names anybody', { changedBy: 'bob@example.com' }, bob],
    [
      'is who changed it, where a tag names somebody outside the allowed domains',
      { tags: { Owner: 'alice@example.net' }, changedBy: 'bob@example.com' },
      bob,
    ],
    ['is nobody whom a call names outside the allowed domains', { changedBy: 'bob@example.net' }, null],
    ['is nobody in a domain that only ends alike', { tags: { Owner: 'alice@evil-example.com' } }, null],
    ['is nobody in a domain below an allowed one', { tags: { Owner: 'alice@lab.example.com' } }, null],
    [
      'is nobody whom a tag does not name as one address',
      { tags: { Owner: 'alice@example.com, bob@example.com' } },
      null,
    ],
    [
      'is nobody whom a tag names with a line below',
      { tags: { Owner: 'alice@example.com\nbcc: x@example.com' } },
      null,
    ],
    [
      'is nobody who said that it is not theirs',
      { tags: { Owner: 'alice@example.com' }, disowned: ['alice@example.com'] },
      null,
    ],
    [
      'is who changed it, where whom the tag names said that it is not theirs',
      { tags: { Owner: 'alice@example.com' }, changedBy: 'bob@example.com', disowned: ['alice@example.com'] },
      bob,
    ],
    ['is nobody where nothing names anybody', {}, null],
  ])('%s', (_fact, given, expected) => {
    expect(owner(given)).toEqual(expected);
  });
});

describe('an outsider', () => {
  it.each<[string, Readonly<Record<string, string>>, string | null]>([
    ['is whom a tag names in another domain', { owner: 'Alice@example.net' }, 'alice@example.net'],
    ['is nobody in an allowed domain', { Owner: 'alice@example.com' }, null],
    [
      'is found behind one who is allowed',
      { Owner: 'a@example.com', owner: 'b@example.net' },
      'b@example.net',
    ],
    ['is nobody whom a tag does not name by an address', { Owner: 'alice' }, null],
    ['is nobody where no tag names anybody', {}, null],
  ])('%s', (_fact, tags, expected) => {
    expect(outsiderOf(tags, policy())).toBe(expected);
  });
});

describe('a session', () => {
  it.each([
    [
      'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_DataScience_0a1b2c3d/Bob@example.com',
      'bob@example.com',
    ],
    ['arn:aws-us-gov:sts::111122223333:assumed-role/DataScience/bob@example.com', 'bob@example.com'],
    ['arn:aws:sts::111122223333:assumed-role/ci/GitHubActions', null],
    ['arn:aws:iam::111122223333:user/bob@example.com', null],
    ['arn:aws:sts::111122223333:assumed-role/DataScience/bob@example.com/alice@example.com', null],
    ['an identity that the event does not name', null],
  ])('%s is that of %s', (who, address) => {
    expect(addressOfSession(who)).toBe(address);
  });
});
