/** What comes next once an owner has answered. */
import { describe, expect, it } from 'vitest';
import type { AnswerKind, Case, File, OwnerAnswer, Stand } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { inherited } from '../../functions/core/recovery.ts';
import { deadline, file, first, grace, hour, look, mailboxes, opened, policy, told } from './given.ts';

const at = opened + 3 * hour;
const answer = (kind: AnswerKind, changes: Partial<OwnerAnswer> = {}): OwnerAnswer => ({
  kind,
  at,
  notice: first.id,
  address: 'alice@example.com',
  ...changes,
});
const tellsThePlatform = ['request-exception', 'postpone', 'not-mine'];

/** A case in grace with these answers, of which the platform team knows. */
const answered = (kinds: readonly AnswerKind[], changes: Partial<Case> = {}): File => {
  const escalations = kinds.flatMap((kind, index) =>
    tellsThePlatform.includes(kind) ? [{ ...told(`escalation-${index}`), kind: 'escalation' as const }] : [],
  );
  const notices = [first, ...escalations];
  return file(grace, { answers: kinds.map((kind) => answer(kind)), notices, ...changes });
};

interface Given {
  readonly of: File;
  readonly now?: number;
  readonly notebook?: Partial<Notebook>;
  readonly policy?: Partial<PolicyProps>;
}

const next = ({ of, now = at, notebook = {}, policy: props = {} }: Given): string => {
  const step = decide(look(notebook), mailboxes(), of, policy(props), now);
  switch (step.do) {
    case 'notify':
      return 'notice' in step ? `notify ${step.notice.stage}` : 'invite';
    case 'close':
      return `close ${step.outcome}`;
    case 'wait':
      return `wait until ${(now + step.milliseconds - opened) / hour} h`;
    default:
      return step.do;
  }
};

describe('who acknowledged', () => {
  const of = answered(['acknowledge']);
  it('sleeps past the reminder', () => expect(next({ of })).toBe('wait until 23 h'));
  it('is not reminded', () => expect(next({ of, now: deadline - 12 * hour })).toBe('wait until 23 h'));
  it('gets the final notice', () => expect(next({ of, now: deadline - hour })).toBe('notify final'));
  it('gets the final notice where the policy has no other', () => {
    const props = { reminders: ['PT12H'] };
    expect(next({ of, now: deadline - 12 * hour, policy: props })).toBe('notify final');
  });
  it('has it enforced at the deadline', () => expect(next({ of, now: deadline })).toBe('stop'));
});

describe('who wants it now', () => {
  const of = answered(['remediate-now']);
  it('has it stopped at once', () => expect(next({ of })).toBe('stop'));
  it('has it updated at once where it is stopped', () => {
    expect(next({ of, notebook: { status: 'Stopped' } })).toBe('disable');
  });
  it('has it outside the enforcement window and in a freeze', () => {
    const enforcementWindow = { days: ['Sun'], from: '01:00', to: '02:00', timeZone: 'UTC' } as const;
    const freezes = [{ from: '2026-11-01', to: '2026-12-31' }];
    expect(next({ of, policy: { enforcementWindow, freezes } })).toBe('stop');
  });
  it('has no other mail sent before', () => {
    const late = deadline - 12 * hour;
    expect(next({ of: file(grace, { answers: [answer('remediate-now', { at: late })] }), now: late })).toBe(
      'stop',
    );
  });
  it('waits while it is Pending, for as long as the settle budget counts from then', () => {
    const notebook = { status: 'Pending' } as const;
    expect(next({ of, notebook, now: at + hour - 1 })).toMatch('wait');
    expect(next({ of, notebook, now: at + hour })).toBe('close failed');
  });
  it('does not have it over an exception', () => {
    const tags = { 'root-access-exception': 'until=2026-12-31 SEC-1' };
    expect(next({ of, notebook: { tags } })).toBe('close exempt');
  });
  it('does not have a platform stopped that cannot come back', () => {
    expect(next({ of, notebook: { platform: 'notebook-al2-v3' } })).toBe('close held');
  });
  it('has nothing changed where the policy only notifies', () => {
    expect(next({ of, policy: { mode: 'notify' } })).toBe('wait until 12 h');
  });
  it('is told first, where nobody was', () => {
    const untold = file({ at: 'opened' }, { answers: [answer('remediate-now')] });
    expect(next({ of: untold })).toBe('notify first');
  });
});

describe('who wants it when they next stop it', () => {
  const of = answered(['at-next-stop']);
  it('is left alone while it runs', () => expect(next({ of })).toBe('wait until 12 h'));
  it('has it done as soon as it is stopped', () => {
    expect(next({ of, notebook: { status: 'Stopped' } })).toBe('disable');
  });
  it('has it enforced at the deadline all the same', () => {
    expect(next({ of, now: deadline })).toBe('stop');
  });
  it('has nothing changed where the policy only notifies', () => {
    const given: Given = { of, notebook: { status: 'Stopped' }, policy: { mode: 'notify' } };
    expect(next(given)).toBe('wait until 12 h');
  });
});

describe('who asks for an exception', () => {
  it('has the platform team told, before anything else that is due', () => {
    const of = file(grace, { answers: [answer('request-exception', { reason: 'tests' })] });
    expect(next({ of, now: deadline - 12 * hour })).toBe('notify escalation-0');
  });
  it('is reminded as before', () => {
    expect(next({ of: answered(['request-exception']), now: deadline - 12 * hour })).toBe(
      'notify reminder-720m',
    );
  });
  it('has it enforced at the deadline', () => {
    expect(next({ of: answered(['request-exception']), now: deadline })).toBe('stop');
  });
  it.each<[string, AnswerKind[], Partial<PolicyProps>]>([
    ['by the policy', ['request-exception'], { stoppedNotebooks: 'disable' }],
    ['by an answer', ['at-next-stop', 'request-exception'], {}],
  ])('does not lose root access early %s', (_by, kinds, props) => {
    const given: Given = { of: answered(kinds), notebook: { status: 'Stopped' }, policy: props };
    expect(next(given)).toBe('wait until 12 h');
  });
});

describe('who postponed', () => {
  const later: Stand = { at: 'grace', deadline: deadline + 8 * hour };
  const postponed = (...stages: string[]): File => ({
    ...answered([]),
    case: {
      ...file(later, { answers: [answer('postpone', { by: 8 * hour })] }).case,
      notices: [first, { ...told('escalation-0'), kind: 'escalation' }, ...stages.map(told)],
    },
  });

  it('has the platform team told', () => {
    const of = file(later, { answers: [answer('postpone', { by: 8 * hour })] });
    expect(next({ of })).toBe('notify escalation-0');
  });
  it('has it enforced at the new deadline, not at the old one', () => {
    const of = postponed('reminder-720m', 'final');
    expect(next({ of, now: deadline })).toBe('wait until 32 h');
    expect(next({ of, now: deadline + 8 * hour })).toBe('stop');
  });
  it('does not get again the notices that were sent before', () => {
    expect(next({ of: postponed('reminder-720m'), now: deadline - 4 * hour })).toBe('wait until 31 h');
  });
  it('gets the final notice before the new deadline', () => {
    expect(next({ of: postponed('reminder-720m'), now: deadline + 7 * hour })).toBe('notify final');
  });
});

describe('who says that it is not theirs', () => {
  it('has the platform team told', () => {
    const of = { ...file(grace, { answers: [answer('not-mine')] }), disowned: ['alice@example.com'] };
    expect(next({ of })).toBe('notify escalation-0');
  });
  it('stops no clock', () => expect(next({ of: answered(['not-mine']), now: deadline })).toBe('stop'));
});

describe('the platform team', () => {
  it('is told of each answer, one after the other', () => {
    const of = file(grace, { answers: [answer('postpone', { by: hour }), answer('not-mine')] });
    expect(next({ of })).toBe('notify escalation-0');
    const once = { ...of.case, notices: [first, { ...told('escalation-0'), kind: 'escalation' as const }] };
    expect(next({ of: { ...of, case: once } })).toBe('notify escalation-1');
  });
  it('is not told of what concerns the owner alone', () => {
    const of = answered(['acknowledge', 'at-next-stop']);
    expect(next({ of })).toBe('wait until 23 h');
  });
});

describe('a case that goes on for another', () => {
  it('has its answers, as it has its deadline', () => {
    const { stand, ...rest } = answered(['acknowledge']).case;
    const died: Stand = {
      ...{ at: 'closed', outcome: 'failed', reason: '', deadline, closedAt: at },
      ...{ mail: 'sent', died: true },
    };
    expect(inherited({ ...file(grace), case: { ...rest, stand: died } })).toMatchObject({
      stand,
      answers: rest.answers,
    });
  });
});
