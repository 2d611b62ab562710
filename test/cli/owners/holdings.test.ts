import { describe, expect, it } from 'vitest';
import { holdingsOf } from '../../../cli/owners/holdings.ts';
import type { Notebook } from '../../../functions/core/notebook.ts';
import { policy } from '../../core/given.ts';

const named = (name: string, owner: string | null, root: Notebook['root'] = 'Enabled'): Notebook => ({
  ref: { arn: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`, name, createdAt: 0 },
  status: 'InService',
  statusText: 'InService',
  root,
  platform: null,
  instanceType: null,
  failureReason: null,
  tags: owner === null ? {} : { Owner: owner },
});

describe('who owns what', () => {
  it('is counted by owner, in the order of their addresses', () => {
    const notebooks = [
      named('c', 'bob@example.com'),
      named('a', 'alice@example.com'),
      named('b', 'Alice@Example.com', 'Disabled'),
    ];
    expect(holdingsOf(notebooks, [], policy()).owners).toEqual([
      { owner: 'alice@example.com', notebooks: 2, withRoot: 1 },
      { owner: 'bob@example.com', notebooks: 1, withRoot: 1 },
    ]);
  });
  it('leaves nobody out: who has no owner is named', () => {
    expect(holdingsOf([named('a', null), named('b', 'bob')], [], policy())).toEqual({
      owners: [],
      unowned: [
        { name: 'a', outsider: null, disownedBy: null },
        { name: 'b', outsider: null, disownedBy: null },
      ],
    });
  });
  it('has no owner outside the allowed domains, and says whom', () => {
    expect(holdingsOf([named('a', 'bob@example.net')], [], policy())).toEqual({
      owners: [],
      unowned: [{ name: 'a', outsider: 'bob@example.net', disownedBy: null }],
    });
  });
  describe('where somebody said that it is not theirs', () => {
    const lab = named('lab', 'Alice@example.com');
    const said = { ...lab.ref, disowned: ['alice@example.com'] };
    const unowned = [{ name: 'lab', outsider: null, disownedBy: 'alice@example.com' }];
    it('has no owner', () => expect(holdingsOf([lab], [said], policy())).toEqual({ owners: [], unowned }));
    it('has none though that was said in an earlier case, in whatever letters the ARN came', () => {
      const latest = { ...lab.ref, arn: lab.ref.arn.replace('lab', 'Lab') };
      expect(holdingsOf([lab], [said, latest], policy()).unowned).toEqual(unowned);
    });
    it('has the owner whom another tag names', () => {
      const both = { ...lab, tags: { Owner: 'alice@example.com', owner: 'bob@example.com' } };
      expect(holdingsOf([both], [said], policy()).owners).toMatchObject([{ owner: 'bob@example.com' }]);
    });
    it.each([
      ['of another notebook', named('other', 'alice@example.com')],
      ['of an earlier one of that name', { ...lab, ref: { ...lab.ref, createdAt: 1 } }],
    ])('says nothing %s', (_, notebook) =>
      expect(holdingsOf([notebook], [said], policy()).unowned).toEqual([]),
    );
  });
});
