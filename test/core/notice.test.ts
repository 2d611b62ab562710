import { describe, expect, it } from 'vitest';
import { type Closed, outcomes } from '../../functions/core/case.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import {
  firstNoticeLetter,
  type Letter,
  type Occasion,
  outcomeLetter,
  outcomeReaders,
  reminderLetter,
  span,
  utc,
} from '../../functions/core/notice.ts';
import { deadline, first, hour, look, mailboxes, opened, policy } from './given.ts';

const longest = 'n'.repeat(63);

const occasion = (changes: Partial<Occasion> & { notebook?: Notebook } = {}): Occasion => {
  const seen = look();
  if (seen.seen !== 'notebook') throw new TypeError('expected a notebook');
  const boxes = changes.mailboxes ?? mailboxes();
  return {
    notebook: seen.notebook,
    mailboxes: boxes,
    to: boxes.owner ?? boxes.platform,
    deadline,
    noticeId: 'case-first',
    policy: policy(),
    now: opened,
    ...changes,
  };
};
const notebook = (changes: Partial<Notebook>): Notebook => ({ ...occasion().notebook, ...changes });
const named = (name: string) => notebook({ ref: { ...occasion().notebook.ref, name } });

const closed = (outcome: Closed['outcome']): Closed => ({
  at: 'closed',
  outcome,
  reason: 'Root access is disabled. It is InService.',
  deadline,
  closedAt: deadline,
  mail: 'owed',
});

const letters: readonly (readonly [string, Letter])[] = [
  ['first', firstNoticeLetter(occasion({ notebook: named(longest) }))],
  [
    'first, only notifying',
    firstNoticeLetter(occasion({ notebook: named(longest), policy: policy({ mode: 'notify' }) })),
  ],
  ['reminder', reminderLetter(occasion({ notebook: named(longest), now: deadline - 12 * hour }))],
  ...outcomes.map(
    (outcome) => [outcome, outcomeLetter(longest, 'arn', closed(outcome), 'id', policy())] as const,
  ),
];

describe('a subject', () => {
  it.each(letters)('is ASCII on one line, under 100 characters: %s', (_what, { subject }) => {
    expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
  });
});

describe('the first notice', () => {
  const { body } = firstNoticeLetter(occasion());

  it('says in its first line what happens when', () => {
    expect(body.split('\n')[0]).toBe(
      'At Tue 24 Nov 2026, 09:00 UTC (in 24 h) notebook lab is stopped, its root access is turned off, and it is started again. That takes about ten minutes.',
    );
  });

  it.each([
    '/home/ec2-user/SageMaker',
    'kernels',
    'no sudo',
    'lifecycle configuration scripts still run as root',
    '--root-access Disabled',
    'platform@example.com',
    'case-first',
  ])('names %s', (words) => {
    expect(body).toContain(words);
  });

  it('asks for no stop of one that is stopped', () => {
    const letter = firstNoticeLetter(occasion({ notebook: notebook({ status: 'Stopped' }) }));
    expect(letter.body).not.toContain('stop-notebook-instance');
  });

  it('says to whom it went instead', () => {
    const boxes = mailboxes('pending');
    const letter = firstNoticeLetter(occasion({ mailboxes: boxes, to: boxes.platform }));
    expect(letter.body).toContain('in place of its owner: alice@example.com');
  });

  it('announces no change where the policy only notifies', () => {
    const letter = firstNoticeLetter(occasion({ policy: policy({ mode: 'notify' }) }));
    expect(letter.body.split('\n')[0]).toContain('Nothing is changed for you');
  });
});

describe('the outcome mail', () => {
  it.each<[Closed['outcome'], boolean, string]>([
    ['remediated', true, 'as-first'],
    ['fixed-meanwhile', true, 'as-first'],
    ['gone', true, 'nobody'],
    ['already-compliant', false, 'nobody'],
    ['observed', false, 'nobody'],
    ['failed', false, 'platform'],
    ['held', false, 'platform'],
  ])('of %s, first notice sent: %s, goes to %s', (outcome, sent, readers) => {
    expect(outcomeReaders(outcome, sent ? [first] : [])).toBe(readers);
  });
});

describe('times', () => {
  it('are given in UTC with the day of the week', () =>
    expect(utc(opened)).toBe('Mon 23 Nov 2026, 09:00 UTC'));
  it.each([
    [24 * hour, '24 h'],
    [90 * 60_000, '1 h 30 min'],
    [59 * 60_000, '59 min'],
    [0, '0 min'],
  ])('%d ms away is %s', (milliseconds, text) => expect(span(milliseconds)).toBe(text));
});
