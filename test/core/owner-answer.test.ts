import { describe, expect, it } from 'vitest';
import {
  type AnswerKind,
  answerKinds,
  type File,
  type OwnerAnswer,
  type Stand,
} from '../../functions/core/case.ts';
import {
  judge,
  offered,
  postponementLeft,
  postponements,
  type Submitted,
} from '../../functions/core/owner-answer.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { deadline, file, first, grace, hour, opened, phase, policy, told } from './given.ts';

const alice = 'alice@example.com';
const now = opened + hour;

const answer = (kind: AnswerKind, changes: Partial<OwnerAnswer> = {}): OwnerAnswer => ({
  kind,
  at: opened + hour / 2,
  notice: first.id,
  address: alice,
  ...changes,
});

const answered = (...answers: OwnerAnswer[]): File => file(grace, { answers });

const submitted = (kind: AnswerKind, changes: Partial<Submitted> = {}): Submitted => ({
  kind,
  notice: first.id,
  address: alice,
  confirm: 'lab',
  reason: 'the driver tests need it',
  by: 2 * hour,
  postponed: 0,
  ...changes,
});

const generous: Partial<PolicyProps> = { postponement: 'PT8H' };

const judged = (
  of: File,
  kind: AnswerKind,
  changes: Partial<Submitted> = {},
  props: Partial<PolicyProps> = generous,
  at = now,
) => judge(of, submitted(kind, changes), policy(props), at);

const refusal = (...of: Parameters<typeof judged>): string => {
  const verdict = judged(...of);
  return verdict.is === 'refused' ? verdict.why : verdict.is;
};

const recorded = (...of: Parameters<typeof judged>) => {
  const verdict = judged(...of);
  if (verdict.is === 'refused') throw new Error(`expected it to be recorded, got ${verdict.why}`);
  return verdict.changes;
};

describe('what a postponement changes', () => {
  it('moves the deadline of the grace window', () => {
    expect(recorded(answered(), 'postpone').stand).toEqual({ at: 'grace', deadline: deadline + 2 * hour });
  });
  it('is told from other answers', () => {
    const [postponed, acknowledged] = [answer('postpone', { by: hour }), answer('acknowledge')];
    expect(postponements(answered(acknowledged, postponed).case)).toEqual([postponed]);
  });
});

describe('what is offered', () => {
  const offer = (of: File, props: Partial<PolicyProps> = {}, at = now, address = alice) =>
    [...offered(of, policy(props), at, address)].sort();
  const usual = ['acknowledge', 'at-next-stop', 'not-mine', 'remediate-now', 'request-exception'];

  it('is all but to postpone, where the policy does not permit that', () => {
    expect(offer(file(grace))).toEqual(usual);
  });
  it('is to postpone too, where the policy permits it', () => {
    expect(offer(file(grace), generous)).toEqual([...answerKinds].sort());
  });
  it('is not to postpone a deadline that is not fixed yet', () => {
    expect(offer(file({ at: 'opened' }, { notices: [first] }), generous)).toEqual(usual);
  });
  it.each(['acknowledge', 'at-next-stop', 'request-exception'] as const)(
    'is not %s a second time',
    (kind) => {
      expect(offer(answered(answer(kind)))).toEqual(usual.filter((other) => other !== kind));
    },
  );
  it('is to postpone again while some of it is left', () => {
    expect(offer(answered(answer('postpone', { by: 7 * hour })), generous)).toContain('postpone');
  });
  it('is not to postpone once all of it is used', () => {
    expect(offer(answered(answer('postpone', { by: 8 * hour })), generous)).not.toContain('postpone');
  });
  it('is not to postpone more often than 16 times', () => {
    const often = Array.from({ length: 16 }, () => answer('postpone', { by: 60_000 }));
    expect(offer(answered(...often), generous)).not.toContain('postpone');
  });
  it('is nothing that changes a notebook, where the policy only notifies', () => {
    expect(offer(file(grace), { mode: 'notify' })).toEqual(['acknowledge', 'not-mine', 'request-exception']);
  });
  it('is not to disown to the platform team, who got the notice in the owner’s place', () => {
    expect(offer(file(grace), {}, now, 'platform@example.com')).not.toContain('not-mine');
  });
  it('is nothing to whoever said that it is not theirs', () => {
    expect(offer({ ...file(grace), disowned: [alice] })).toEqual([]);
  });
  it('is to disown still to another, though one did', () => {
    const of = { ...answered(answer('not-mine')), disowned: [alice] };
    expect(offer(of, {}, now, 'bob@example.com')).toContain('not-mine');
  });
  it('is nothing once it was asked for at once', () => {
    expect(offer(answered(answer('remediate-now')), generous)).toEqual([]);
  });
  it('is nothing from the deadline on', () => {
    expect(offer(file(grace), generous, deadline - 1)).not.toEqual([]);
    expect(offer(file(grace), generous, deadline)).toEqual([]);
  });
  it.each(['stopping', 'updating', 'starting'] as const)('is nothing while it is %s', (at) => {
    expect(offer(file(phase(at)), generous)).toEqual([]);
  });
});

describe('an answer', () => {
  it.each(['acknowledge', 'remediate-now', 'at-next-stop'] as const)(
    '%s is recorded with when, and through which notice to whom it came',
    (kind) => {
      expect(recorded(file(grace), kind)).toEqual({
        answers: [{ kind, at: now, notice: first.id, address: alice }],
      });
    },
  );
  it('is put after those of before', () => {
    const before = answer('acknowledge');
    expect(recorded(answered(before), 'at-next-stop').answers).toEqual([
      before,
      { kind: 'at-next-stop', at: now, notice: first.id, address: alice },
    ]);
  });
  it('to acknowledge needs no name typed', () => {
    expect(refusal(file(grace), 'acknowledge', { confirm: '' })).toBe('recorded');
  });
  it.each(answerKinds.filter((kind) => kind !== 'acknowledge'))('%s needs the name typed', (kind) => {
    expect(refusal(file(grace), kind, { confirm: '' })).toBe('name-differs');
    expect(refusal(file(grace), kind, { confirm: 'labs' })).toBe('name-differs');
    expect(refusal(file(grace), kind, { confirm: 'LAB' })).toBe('name-differs');
  });
  it('may have blanks around the name, as pasted text has', () => {
    expect(refusal(file(grace), 'remediate-now', { confirm: ' lab\n' })).toBe('recorded');
  });
  it.each(answerKinds.filter((kind) => kind !== 'postpone'))('%s is not recorded twice', (kind) => {
    const once = recorded(file(grace), kind);
    const { answers, disowned = [] } = once;
    expect(refusal({ ...answered(...answers), disowned }, kind)).toBe('already');
  });
  it.each(answerKinds)('%s is refused once the case is closed', (kind) => {
    const closed: Stand = {
      ...{ at: 'closed', outcome: 'remediated', reason: '', deadline, closedAt: deadline },
      ...{ mail: 'sent', died: false },
    };
    expect(refusal(file(closed), kind)).toBe('closed');
  });
  it.each(answerKinds)('%s is refused through the link of a case before this one', (kind) => {
    expect(refusal(file(grace), kind, { notice: 'another-first' })).toBe('closed');
  });
  it.each(answerKinds)('%s is too late at the deadline', (kind) => {
    expect(refusal(file(grace), kind, {}, generous, deadline)).toBe('too-late');
  });
  it.each(answerKinds)('%s is too late once it is being stopped', (kind) => {
    expect(refusal(file(phase('stopping')), kind)).toBe('too-late');
  });
  it('given through any notice of the case is taken', () => {
    const of = file(grace, { notices: [first, told('final')] });
    expect(recorded(of, 'acknowledge', { notice: 'case-final' }).answers[0]?.notice).toBe('case-final');
  });
  it('that starts it at once is not taken where the policy only notifies', () => {
    expect(refusal(file(grace), 'remediate-now', {}, { mode: 'notify' })).toBe('not-offered');
  });
});

describe('a request for an exception', () => {
  it('needs a reason', () => {
    expect(refusal(file(grace), 'request-exception', { reason: ' \n ' })).toBe('reason-missing');
  });
  it('keeps its reason as one line, with nothing in it that is not shown', () => {
    const reason = 'driver\r\ntests\u202E\u0000 \t need it';
    expect(recorded(file(grace), 'request-exception', { reason }).answers[0]?.reason).toBe(
      'driver tests need it',
    );
  });
  it('keeps 500 characters of its reason', () => {
    const { answers } = recorded(file(grace), 'request-exception', { reason: '😀'.repeat(600) });
    expect([...(answers[0]?.reason ?? '')]).toHaveLength(500);
  });
  it('moves no deadline', () => {
    expect(recorded(file(grace), 'request-exception').stand).toBeUndefined();
  });
});

describe('a postponement', () => {
  const moved = (...of: Parameters<typeof judged>) => recorded(...of).stand?.deadline;

  it('moves the deadline by what was asked', () => {
    expect(moved(file(grace), 'postpone', { by: 2 * hour })).toBe(deadline + 2 * hour);
  });
  it('is granted as far as the policy permits', () => {
    const { answers, stand } = recorded(file(grace), 'postpone', { by: 20 * hour });
    expect([answers[0]?.by, stand?.deadline]).toEqual([8 * hour, deadline + 8 * hour]);
  });
  it('may come again, for what is left', () => {
    const of = answered(answer('postpone', { by: 5 * hour }));
    expect(recorded(of, 'postpone', { by: 5 * hour, postponed: 1 }).answers[1]?.by).toBe(3 * hour);
  });
  it('sent twice from one page counts once', () => {
    expect(refusal(answered(answer('postpone', { by: hour })), 'postpone', { postponed: 0 })).toBe('already');
  });
  it('is refused where the policy permits none', () => {
    expect(refusal(file(grace), 'postpone', {}, {})).toBe('not-offered');
  });
  it.each([null, 0, -hour])('by %s is none', (by) => {
    expect(refusal(file(grace), 'postpone', { by })).toBe('duration-missing');
  });
  it('is fitted to the enforcement window again', () => {
    const enforcementWindow = { days: ['Tue', 'Wed'], from: '09:00', to: '10:00', timeZone: 'UTC' } as const;
    const props = { ...generous, enforcementWindow };
    expect(moved(file(grace), 'postpone', { by: 2 * hour }, props)).toBe(deadline + 24 * hour);
  });
  it('is fitted to freezes again', () => {
    const props = { ...generous, freezes: [{ from: '2026-11-24', to: '2026-11-25' }] };
    expect(moved(file(grace), 'postpone', { by: hour }, props)).toBe(Date.UTC(2026, 10, 26));
  });
  it('leaves of the policy’s time what was not granted yet', () => {
    const of = answered(answer('postpone', { by: 5 * hour }), answer('postpone', { by: hour }));
    expect(postponementLeft(of.case, policy(generous))).toBe(2 * hour);
  });
  it('leaves nothing where the policy was tightened since', () => {
    const of = answered(answer('postpone', { by: 5 * hour }));
    expect(postponementLeft(of.case, policy({ postponement: 'PT1H' }))).toBe(0);
  });
});

describe('who says that it is not theirs', () => {
  it('is not mailed about it any more', () => {
    expect(recorded(file(grace), 'not-mine').disowned).toEqual([alice]);
  });
  it('is put beside those of before', () => {
    const of = { ...file(grace), disowned: ['bob@example.com'] };
    expect(recorded(of, 'not-mine').disowned).toEqual(['bob@example.com', alice]);
  });
});
