import { describe, expect, it } from 'vitest';
import type { Case, Notice } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import type { Mailboxes } from '../../functions/core/mailbox.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { isAboutReach, lostOwner } from '../../functions/core/reach.ts';
import type { Step } from '../../functions/core/step.ts';
import {
  deadline,
  file,
  first,
  grace,
  hour,
  look,
  mailboxes,
  opened,
  platformItself,
  policy,
  told,
} from './given.ts';

interface Given {
  readonly case?: Partial<Case>;
  readonly mailboxes?: Mailboxes | null;
  readonly policy?: Partial<PolicyProps>;
  readonly now?: number;
}

const toldOfIt = {
  notices: [first, { ...first, id: 'case-lost-subscription', kind: 'escalation' as const }],
};

const step = (given: Given): Step =>
  decide(
    look(),
    given.mailboxes === undefined ? mailboxes('none') : given.mailboxes,
    file(grace, given.case ?? {}),
    policy(given.policy),
    given.now ?? opened + hour,
  );
const word = (given: Given): string => {
  const next = step(given);
  if (next.do === 'notify' && 'notice' in next) return `notify ${next.notice.stage}`;
  if (next.do === 'notify') return 'invite' in next ? 'invite' : 'look up';
  return next.do === 'close' ? `close ${next.outcome}` : next.do;
};

it('the notice of a lost subscription is told from others', () => {
  const notice = { kind: 'escalation' as const, dueAt: opened + hour, stage: 'lost-subscription' };
  expect(step({})).toEqual({ do: 'notify', notice });
  expect([notice, { ...notice, stage: 'escalation-0' }].map(isAboutReach)).toEqual([true, false]);
});

describe('an owner who was told and cannot be mailed any more', () => {
  it.each<[string, Given, string]>([
    ['is told of to the platform team', {}, 'notify lost-subscription'],
    [
      'is told of where SNS waits for an answer already',
      { mailboxes: mailboxes('pending') },
      'notify lost-subscription',
    ],
    [
      'is not told of to itself, where it is the platform team',
      {
        mailboxes: platformItself('none'),
        case: { notices: [{ ...first, to: ['platform@example.com'] }] },
        now: deadline,
      },
      'close held',
    ],
    ['is told of once', { case: toldOfIt }, 'wait'],
    ['is not missed by an act that mails nobody', { mailboxes: null, now: deadline }, 'stop'],
    [
      'is none who can be mailed, where the policy holds',
      { mailboxes: mailboxes(), now: deadline, policy: { unreachableOwner: 'hold' } },
      'stop',
    ],
    ['is told of at the deadline too', { now: deadline }, 'notify lost-subscription'],
    ['does not keep it from being enforced', { case: toldOfIt, now: deadline }, 'stop'],
    [
      'keeps it from being enforced where the policy says so',
      { case: toldOfIt, now: deadline, policy: { unreachableOwner: 'hold' } },
      'close held',
    ],
    [
      'may confirm until then, where the policy holds',
      { case: toldOfIt, now: deadline - 13 * hour, policy: { unreachableOwner: 'hold' } },
      'wait',
    ],
    [
      'does not keep it from being enforced who asked for it now',
      {
        case: {
          ...toldOfIt,
          answers: [
            { kind: 'remediate-now', at: opened, notice: 'case-first', address: 'alice@example.com' },
          ],
        },
        policy: { unreachableOwner: 'hold' },
      },
      'stop',
    ],
    [
      'leaves nobody, and then nothing is stopped',
      { mailboxes: mailboxes('none', 'none'), now: deadline },
      'close held',
    ],
    ['is nothing that an act sees that did not look', { mailboxes: null }, 'wait'],
  ])('%s', (_fact, given, expected) => {
    expect(word(given)).toBe(expected);
  });

  it('is named where it is held', () => {
    const held = step({ case: toldOfIt, now: deadline, policy: { unreachableOwner: 'hold' } });
    expect(held.do === 'close' ? held.reason : '').toContain('alice@example.com');
  });
});

describe('no subscription is lost', () => {
  it.each<[string, readonly Notice[], Mailboxes]>([
    ['of an owner who is reached', [first], mailboxes('confirmed')],
    ['of one who had no notice', [{ ...first, to: ['platform@example.com'] }], mailboxes('pending')],
    ['where SNS has not accepted the notice', [{ ...first, sentAt: null }], mailboxes('none')],
    ['where no owner is known', [first], mailboxes(null)],
  ])('%s', (_fact, notices, boxes) => {
    expect(lostOwner(notices, boxes)).toBeNull();
  });
});

describe('an owner who confirms again', () => {
  it('gets the next notice', () => {
    const given = { case: toldOfIt, mailboxes: mailboxes('confirmed'), now: deadline - hour };
    expect(word(given)).toBe(`notify ${told('final').kind}`);
  });
});
