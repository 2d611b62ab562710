import { describe, expect, it } from 'vitest';
import type { Notice } from '../../functions/core/case.ts';
import { dueNotice, nextDue, noticeId, reminders } from '../../functions/core/grace-window.ts';
import { deadline, first, hour, opened, policy, told } from './given.ts';

const notices = (...sent: Notice[]) => ({ notices: sent });

const stages = (at: number, reminding: readonly string[] = ['PT12H', 'PT1H'], end = deadline) =>
  reminders(at, end, policy({ reminders: reminding })).map(({ stage }) => stage);

describe('reminders', () => {
  it('are those of the policy, the last one final', () => {
    expect(stages(opened)).toEqual(['reminder-720m', 'final']);
  });
  it('are left out when they would fall before the first notice', () => {
    expect(stages(opened, ['PT12H', 'PT1H'], opened + 2 * hour)).toEqual(['final']);
  });
  it('are left out within 15 minutes of it', () => {
    expect(stages(opened, ['PT1H'], opened + hour + 14 * 60_000)).toEqual([]);
  });
  it('are kept 15 minutes after it', () => {
    expect(stages(opened, ['PT1H'], opened + hour + 15 * 60_000)).toEqual(['final']);
  });
  it('may be none', () => expect(stages(opened, [])).toEqual([]));
});

describe('what is due', () => {
  it('is nothing before the first reminder', () => {
    expect(dueNotice(notices(first), deadline, policy(), deadline - 12 * hour - 1)).toBeNull();
  });
  it('is nothing at the deadline: then it is too late to remind', () => {
    expect(dueNotice(notices(first), deadline, policy(), deadline)).toBeNull();
  });
  it('is not the reminder of another stage that was sent', () => {
    const sent = notices(first, told('reminder-720m'));
    expect(dueNotice(sent, deadline, policy(), deadline - hour)?.stage).toBe('final');
  });
});

it('a notice is named by its case and its stage', () => {
  expect(noticeId('case', 'final')).toBe('case-final');
});

describe('the next thing to do', () => {
  it('at the very moment of a reminder is the one after it', () => {
    expect(nextDue(notices(first), deadline, policy(), deadline - 12 * hour)).toBe(deadline - hour);
  });
  it('where the first notice was another case’s is the first reminder from now', () => {
    expect(nextDue(notices(), deadline, policy(), opened)).toBe(deadline - 12 * hour);
  });
  it('is the first reminder', () => {
    expect(nextDue(notices(first), deadline, policy(), opened)).toBe(deadline - 12 * hour);
  });
  it('is the deadline after the last one', () => {
    expect(nextDue(notices(first), deadline, policy(), deadline - 1)).toBe(deadline);
  });
});
