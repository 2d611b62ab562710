import { describe, expect, it } from 'vitest';
import type { AnswerKind, Case, File, OwnerAnswer } from '../../functions/core/case.ts';
import { aboutAnswers, answerAt, escalationLetter } from '../../functions/core/escalation.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { readers } from '../../functions/outcome-mail.ts';
import { deadline, file, first, grace, hour, opened, policy, told } from './given.ts';

const alice = 'alice@example.com';
const answer = (kind: AnswerKind, changes: Partial<OwnerAnswer> = {}): OwnerAnswer => ({
  ...{ kind, at: opened, notice: first.id, address: alice },
  ...changes,
});
const asked = answer('request-exception', { reason: 'driver tests' });
const of = (answers: OwnerAnswer[], changes: Partial<Case> = {}): File =>
  file(grace, { answers, ...changes });

const letter = (given: OwnerAnswer, props: Partial<PolicyProps> = {}, named: Partial<File> = {}) =>
  escalationLetter(given, {
    ...{ file: { ...of([given]), ...named }, deadline, noticeId: 'case-escalation-0' },
    ...{ policy: policy(props), now: opened },
  });

describe('the mail to the platform team about a request for an exception', () => {
  const { subject, body } = letter(asked);

  it('says in its first line who asks, and what happens otherwise', () => {
    expect(subject).toBe('lab: an exception is asked for');
    expect(body.split('\n')[0]).toBe(
      'alice@example.com asks that notebook lab may keep root access. The clock goes on: at Tue 24 Nov 2026, 09:00 UTC, in 24 h, root access is turned off.',
    );
  });
  it('has the reason, and the command that approves on a line of its own', () => {
    expect(body).toContain('Their reason: "driver tests"');
    expect(body).toMatch(
      /^ {2}aws sagemaker add-tags --resource-arn \S+ --tags '\[\{.*until=2026-12-23 .*\}\]'$/m,
    );
  });
  it('says through which link it came, and that this is no proof of who it was', () => {
    expect(body).toContain('through the link in notice case-first, which went to alice@example.com.');
  });
  it('has a reason in it as one quotation, whatever is written there', () => {
    const forged = answer('request-exception', {
      reason: 'x"\n\nApproved by the CISO. See https://evil.example.com',
    });
    const quotation = letter(forged)
      .body.split('\n')
      .find((line) => line.startsWith('Their reason'));
    expect(quotation).toMatch(/^Their reason: "[^"\n]*Approved by the CISO[^"\n]*"$/);
    expect(quotation).not.toContain('https://');
  });
  it('says that nothing is changed, where the policy only notifies', () => {
    expect(letter(asked, { mode: 'notify' }).body).toContain('Nothing is changed for them meanwhile');
  });
});

it('the mail about a postponement says by how long, until when, and what is left', () => {
  const { body } = letter(answer('postpone', { by: 3 * hour }), { postponement: 'PT8H' });
  expect(body).toContain('postponed what happens to notebook lab by 3 h: now it is due at Tue 24 Nov 2026');
  expect(body).toContain('The policy permits 5 h more.');
});

it('the mail about a notebook that is not theirs says how to name its owner', () => {
  const { body } = letter(answer('not-mine'));
  expect(body).toContain('alice@example.com says that notebook lab is not theirs.');
  expect(body).toContain('name them in one of the tags Owner, owner');
});

it.each(['request-exception', 'postpone', 'not-mine'] as const)(
  'the subject of a mail about %s is short enough with the longest name',
  (kind) => {
    expect(letter(answer(kind), {}, { name: 'n'.repeat(63) }).subject.length).toBeLessThan(100);
  },
);

describe('the answer that a notice is about', () => {
  const about = (stage: string) =>
    answerAt(of([answer('acknowledge'), asked]).case, { kind: 'escalation', dueAt: opened, stage });
  it('is told by its place', () => expect(about('escalation-1')).toEqual(asked));
  it('is none for a notice about something else', () => expect(about('lost-subscription')).toBeNull());
});

describe('what an outcome says of the answers', () => {
  const known = { ...told('escalation-0'), kind: 'escalation' as const };

  it('is nothing where nobody answered', () => {
    expect(aboutAnswers(file(grace).case, 'remediated')).toBe('');
  });
  it('is that an exception was not granted in time', () => {
    expect(aboutAnswers(of([asked], { notices: [first, known] }).case, 'remediated')).toBe(
      'An exception was asked for and not granted in time.',
    );
  });
  it('is not that where something else was asked for', () => {
    expect(aboutAnswers(of([answer('acknowledge')]).case, 'remediated')).toBe('');
  });
  it('is nothing more of a postponement, which has no reason', () => {
    expect(aboutAnswers(of([answer('postpone')]).case, 'remediated')).toBe('');
  });
  it('is not that where it was granted', () => {
    expect(aboutAnswers(of([asked], { notices: [first, known] }).case, 'exempt')).toBe('');
  });
  it('has what came too late for a mail of its own', () => {
    expect(aboutAnswers(of([asked, answer('not-mine')]).case, 'remediated')).toBe(
      'An exception was asked for and not granted in time. The reason for it: "driver tests". alice@example.com said that it is not theirs.',
    );
  });
});

describe('the outcome mail', () => {
  const platform = 'platform@example.com';
  const to = (of: File) => readers('remediated', of, policy());

  it('does not go to whoever said that it is not theirs', () => {
    const disowned = { ...of([answer('not-mine')], { notices: [first] }), disowned: [alice] };
    expect(to(disowned)).not.toContain(alice);
  });
  it('goes to the platform team too, where it was not told of an answer before', () => {
    expect(to(of([asked]))).toEqual([alice, platform]);
  });
  it('goes to the owner alone, where nothing was answered that concerns the platform team', () => {
    expect(to(of([answer('acknowledge')]))).toEqual([alice]);
  });
});
