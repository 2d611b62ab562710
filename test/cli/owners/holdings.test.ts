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
    expect(holdingsOf(notebooks, policy()).owners).toEqual([
      { owner: 'alice@example.com', notebooks: 2, withRoot: 1 },
      { owner: 'bob@example.com', notebooks: 1, withRoot: 1 },
    ]);
  });
  it('leaves nobody out: who has no owner is named', () => {
    expect(holdingsOf([named('a', null), named('b', 'bob')], policy())).toEqual({
      owners: [],
      unowned: [
        { name: 'a', outsider: null },
        { name: 'b', outsider: null },
      ],
    });
  });
  it('has no owner outside the allowed domains, and says whom', () => {
    expect(holdingsOf([named('a', 'bob@example.net')], policy())).toEqual({
      owners: [],
      unowned: [{ name: 'a', outsider: 'bob@example.net' }],
    });
  });
});
