import { describe, expect, it } from 'vitest';
import { listing } from '../../../cli/owners/listing.ts';
import { policy } from '../../core/given.ts';

const nobody = { owners: [], unowned: [], failed: [] };

describe('the list', () => {
  it('has a row for each owner', () => {
    const owners = [
      { owner: 'alice@example.com', subscription: 'confirmed', notebooks: 12, withRoot: 3 },
      { owner: 'bob@example.com', subscription: 'none', notebooks: 1, withRoot: 0 },
    ] as const;
    expect(listing({ ...nobody, owners }, policy())).toBe(
      `owner              subscription  notebooks  with root access
alice@example.com  confirmed            12                 3
bob@example.com    none                  1                 0

2 owners, of whom mail reaches 1; 0 notebooks without one.
`,
    );
  });
  it('names the notebooks without an owner, and says why', () => {
    const unowned = [
      { name: 'lab', outsider: null, disownedBy: null },
      { name: 'churn', outsider: 'bob@example.net', disownedBy: null },
      { name: 'fraud', outsider: null, disownedBy: 'alice@example.com' },
    ];
    expect(listing({ ...nobody, unowned }, policy())).toBe(
      `0 owners, of whom mail reaches 0; 3 notebooks without one.

Without an owner who may be mailed, by their tags. Who created or changed them is not known here:
  lab    no tag Owner or owner names a mail address
  churn  a tag names bob@example.net, whose domain is none of ownerMailDomains
  fraud  a tag names alice@example.com, who said that it is not theirs
`,
    );
  });
  it('names what AWS did not tell', () => {
    const failed = [{ about: 'lab', why: 'Throttled: later' }];
    expect(listing({ ...nobody, failed }, policy())).toContain(
      'Not known, since AWS did not say:\n  lab  Throttled: later\n',
    );
  });
  it('lets no control character of a name through', () => {
    const unowned = [{ name: '\u001b]0;own\u0007\u009b2J\u202elab\nx', outsider: null, disownedBy: null }];
    expect(listing({ ...nobody, unowned }, policy())).not.toMatch(/[^\P{C}\n]/u);
  });
});
