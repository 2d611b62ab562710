import { describe, expect, it } from 'vitest';
import { type Closed, outcomes } from '../../functions/core/case.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import {
  firstNoticeLetter,
  type Letter,
  moment,
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
  died: false,
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
      'At Tue 24 Nov 2026, 09:00 UTC, in 24 h, notebook lab is stopped, its root access is turned off, and it is started again. That takes about ten minutes.',
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
});

describe('an exception that does not count', () => {
  it('is told with what is wrong with it', () => {
    const letter = firstNoticeLetter(
      occasion({ notebook: notebook({ tags: { 'root-access-exception': 'yes' } }) }),
    );
    expect(letter.body).toContain('Its exception does not count: expected until=YYYY-MM-DD');
  });
});

describe('the first notice about one that no machine touches', () => {
  const letter = firstNoticeLetter(occasion({ notebook: notebook({ platform: 'notebook-al2-v3' }) }));

  it('promises no deadline', () => expect(letter.subject).toBe('lab: root access is on, needs you'));
  it('gives no command that would strand it', () =>
    expect(letter.body).not.toContain('stop-notebook-instance'));
});

describe('times', () => {
  const inParis = policy({
    enforcementWindow: { days: ['Tue'], from: '09:00', to: '17:00', timeZone: 'Europe/Paris' },
  });
  it('are given in the zone of the policy too', () => {
    expect(moment(opened, inParis)).toBe('Mon 23 Nov 2026, 09:00 UTC (10:00 Europe/Paris)');
  });
  it('are given with the day where it is another there', () => {
    expect(moment(opened + 14.5 * hour, inParis)).toBe(
      'Mon 23 Nov 2026, 23:30 UTC (2026-11-24 00:30 Europe/Paris)',
    );
  });
  it('are given in UTC with the day of the week', () =>
    expect(utc(opened)).toBe('Mon 23 Nov 2026, 09:00 UTC'));
  it.each([
    [24 * hour, '24 h'],
    [90 * 60_000, '1 h 30 min'],
    [59 * 60_000, '59 min'],
    [0, '0 min'],
  ])('%d ms away is %s', (milliseconds, text) => expect(span(milliseconds)).toBe(text));
});
