import { describe, expect, it } from 'vitest';
import { type Closed, outcomes } from '../../functions/core/case.ts';
import { outcomeLetter, outcomeReaders } from '../../functions/core/outcome-letter.ts';
import { deadline, first, policy } from './given.ts';

const body = (changes: Partial<Closed>): string => {
  const closed = {
    at: 'closed',
    outcome: 'failed',
    reason: 'Root access may be on or off.',
    deadline,
    closedAt: deadline,
    mail: 'owed',
    died: false,
    ...changes,
  } as const;
  return outcomeLetter('lab', 'arn', closed, 'case-outcome', policy()).body;
};

describe('the outcome mail', () => {
  it.each<[Closed['outcome'], boolean, boolean, boolean]>([
    ['remediated', true, true, false],
    ['fixed-meanwhile', true, true, false],
    ['exempt', true, true, false],
    ['gone', true, false, false],
    ['failed', true, true, true],
    ['held', true, true, true],
    ['observed', true, true, true],
    ['remediated-not-restarted', true, true, true],
    ['already-compliant', false, false, false],
    ['exempt', false, false, false],
    ['observed', false, false, false],
    ['failed', false, false, true],
    ['held', false, false, true],
  ])(
    'of %s, first notice sent: %s, goes to its readers: %s, to the platform team: %s',
    (outcome, sent, asFirst, platform) => {
      expect(outcomeReaders(outcome, sent ? [first] : [])).toEqual({ asFirst, platform });
    },
  );

  it.each(outcomes)('of %s gives the reason that is on record', (outcome) => {
    expect(body({ outcome })).toContain('Root access may be on or off.');
  });

  it('of one that failed claims nothing of root access but what was seen', () => {
    const [headline] = body({ outcome: 'failed' }).split('\n');
    expect(headline).not.toMatch(/root access (is|still|was) /i);
  });

  it.each([
    ['already-compliant', 'Root access was off already on notebook lab.'],
    ['gone', 'Notebook lab was deleted.'],
  ] as const)('of %s begins with what is true', (outcome, line) => {
    expect(body({ outcome }).split('\n')[0]).toBe(line);
  });

  it('of one that died says so', () => {
    expect(body({ died: true }).split('\n')[0]).toContain('We were interrupted');
  });

  it('says how to start one that did not come back', () => {
    expect(body({ outcome: 'remediated-not-restarted' })).toContain(
      'aws sagemaker start-notebook-instance --notebook-instance-name lab',
    );
  });
});
