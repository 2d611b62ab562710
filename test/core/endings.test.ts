/** How a case ends, and what its people read of why: what is true of root access, and then of the notebook. */
import { describe, expect, it } from 'vitest';
import type { Case, File, Stand } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import { isTooLate } from '../../functions/core/exemption.ts';
import type { Look } from '../../functions/core/notebook.ts';
import type { PolicyProps } from '../../functions/core/policy-props.ts';
import type { Touch } from '../../functions/core/touch.ts';
import { deadline, file, first, grace, hour, look, mailboxes, opened, phase, policy, told } from './given.ts';

const minute = 60_000;
const day = 24 * hour;
const late = deadline + 2 * day;

type Given = readonly [file: File, look: Look, now: number, policy?: Partial<PolicyProps>];

const step = ([held, seen, now, props]: Given, to = mailboxes()) =>
  decide(seen, to, held, policy(props), now);
const ending = (given: Given, to = mailboxes()) => {
  const next = step(given, to);
  return next.do === 'close' ? [next.outcome, next.reason, next.restartOwed] : next;
};

const off = (status: Parameters<typeof look>[0] = {}) => look({ root: 'Disabled', ...status });
const owed = (stand: Stand, changes: Partial<Case> = {}) => file(stand, { owed: true, ...changes });
const refused = (during: 'stopping' | 'updating' | 'starting', message = 'not authorized') => ({
  failures: [{ during, error: 'AccessRefused', message, at: deadline }],
});
const starting = phase('starting') as Extract<Stand, { at: 'starting' }>;
const exception = { 'root-access-exception': 'until=2026-12-31 SEC-12' };
const setBy = (who: string): Touch => ({
  ...{ event: 'e', at: opened, value: exception['root-access-exception'] },
  ...{ by: { who, role: null }, source: 'event' },
});

describe('root access is off', () => {
  it.each<[string, Given, readonly string[]]>([
    [
      'at the first look: it was so already',
      [file(), off(), opened],
      ['already-compliant', 'Root access was disabled at the first look.', 'settled'],
    ],
    [
      'once people were told: it was not us',
      [file(grace), off(), opened + hour],
      ['fixed-meanwhile', 'Root access was disabled during the case, not by us.', 'settled'],
    ],
    [
      'and it runs',
      [owed(starting), off(), deadline + minute],
      ['remediated', 'Root access is disabled. It is InService.', 'settled'],
    ],
    [
      'and it was stopped before',
      [file(phase('updating')), off({ status: 'Stopped' }), deadline + minute],
      ['remediated-left-stopped', 'Root access is disabled. It was stopped before.', 'settled'],
    ],
    [
      'and its owner stopped it again',
      [owed({ ...starting, comingUp: true }), off({ status: 'Stopped' }), deadline + minute],
      [
        'remediated-left-stopped',
        'Root access is disabled. It was stopped again after it had come up.',
        'settled',
      ],
    ],
    [
      'and its start was refused',
      [owed(starting, refused('starting')), off({ status: 'Stopped' }), deadline + minute],
      [
        'remediated-not-restarted',
        'Root access is disabled. It could not be started again: not authorized',
        'settled',
      ],
    ],
    [
      'and it does not start',
      [owed(phase('starting', deadline, 5)), off({ status: 'Stopped' }), deadline + minute],
      ['remediated-not-restarted', 'Root access is disabled. It did not start within its budget.', 'settled'],
    ],
    [
      'and it failed to start, which SageMaker gives a reason for',
      [owed(starting), off({ status: 'Failed', failureReason: 'no capacity' }), deadline + hour],
      [
        'remediated-not-restarted',
        'Root access is disabled. It did not start within its budget (no capacity).',
        'settled',
      ],
    ],
    [
      'and it is Pending for ever',
      [owed(starting), off({ status: 'Pending' }), deadline + hour],
      ['remediated-not-restarted', 'Root access is disabled. It has been starting for too long.', 'settled'],
    ],
    [
      'and it is stuck in Stopping',
      [owed(phase('updating')), off({ status: 'Stopping' }), deadline + hour / 2],
      ['remediated-not-restarted', 'Root access is disabled. It is stuck in Stopping.', 'stays'],
    ],
    [
      'and it is stuck in Updating',
      [owed(phase('updating')), off({ status: 'Updating' }), deadline + hour / 4],
      ['remediated-not-restarted', 'Root access is disabled. It is stuck in Updating.', 'stays'],
    ],
    [
      'and maintenance does not end',
      [owed(phase('updating')), off({ status: 'InMaintenance' }), deadline + day],
      [
        'remediated-not-restarted',
        'Root access is disabled. Maintenance by AWS did not end within its budget.',
        'stays',
      ],
    ],
    [
      'and its status is of tomorrow',
      [owed(phase('updating')), off({ status: 'unknown', statusText: 'Hibernating' }), deadline + hour],
      [
        'remediated-not-restarted',
        'Root access is disabled. It stays in a status unknown to us (Hibernating).',
        'stays',
      ],
    ],
    [
      'and its platform does not come back',
      [file(phase('updating')), off({ status: 'Stopped', platform: 'notebook-al2-v3' }), deadline + minute],
      [
        'remediated-left-stopped',
        'Root access is disabled. It was stopped before. Its platform (notebook-al2-v3) cannot be started again: copy what you need to a new one on notebook-al2023-v1.',
        'settled',
      ],
    ],
    [
      'and it is stopped after a stop of a case that found it stopped',
      [file(phase('stopping')), off({ status: 'Stopped' }), deadline + minute],
      ['remediated-left-stopped', 'Root access is disabled. It was stopped before.', 'settled'],
    ],
    [
      'and it is stopped after a start of a case that found it stopped',
      [file(starting), off({ status: 'Stopped' }), deadline + minute],
      ['remediated-left-stopped', 'Root access is disabled. It was stopped before.', 'settled'],
    ],
    [
      'and it is Pending for ever, before anybody was told of the case that goes on',
      [owed({ at: 'opened' }), off({ status: 'Pending' }), opened + hour],
      ['remediated-not-restarted', 'Root access is disabled. It has been starting for too long.', 'settled'],
    ],
    [
      'and its platform has no name',
      [file(phase('updating')), off({ status: 'Stopped', platform: null }), deadline + minute],
      [
        'remediated-left-stopped',
        'Root access is disabled. It was stopped before. Its platform (not named) cannot be started again: copy what you need to a new one on notebook-al2023-v1.',
        'settled',
      ],
    ],
    [
      'and an exception came too late',
      [owed(starting), off({ tags: exception }), deadline + minute],
      [
        'remediated',
        'Root access is disabled. It is InService. An exception until 2026-12-31 came after the update: to have root access back, stop it, update it with --root-access Enabled, and start it.',
        'settled',
      ],
    ],
    [
      'and its exception is not an approver’s',
      [
        owed(starting),
        off({ tags: exception, touches: [setBy('arn:aws:iam::111122223333:user/eve')] }),
        deadline + minute,
        { approvers: ['permission-set/Platform'] },
      ],
      [
        'remediated',
        'Root access is disabled. It is InService. Its exception did not count: it was set by arn:aws:iam::111122223333:user/eve, whom the policy does not name as an approver.',
        'settled',
      ],
    ],
  ])('%s', (_what, given, expected) => expect(ending(given)).toEqual(expected));
});

describe('root access is on still', () => {
  const on = 'Root access is still enabled:';

  it.each<[string, Given, readonly string[]]>([
    [
      'and the stop was refused',
      [owed(phase('stopping'), refused('stopping')), look(), deadline + minute],
      ['failed', `${on} AccessRefused: not authorized. It is InService.`, 'settled'],
    ],
    [
      'and what was refused ends with a full stop of its own',
      [owed(phase('stopping'), refused('stopping', 'Not authorized.')), look(), deadline + minute],
      ['failed', `${on} AccessRefused: Not authorized. It is InService.`, 'settled'],
    ],
    [
      'and what kept us from it was found by ourselves',
      [
        owed(phase('stopping'), {
          failures: [{ during: 'stopping', error: 'GaveUp', message: 'it was.', at: deadline }],
        }),
        look(),
        deadline + minute,
      ],
      ['failed', `${on} it was. It is InService.`, 'settled'],
    ],
    [
      'and its owner stopped it again',
      [
        owed({ ...starting, comingUp: true }, refused('updating')),
        look({ status: 'Stopped' }),
        deadline + minute,
      ],
      [
        'failed',
        `${on} AccessRefused: not authorized. It was stopped again after it had come up.`,
        'settled',
      ],
    ],
    [
      'and each act failed in turn',
      [
        owed(phase('updating'), {
          failures: ['a', 'b', 'c', 'd', 'e'].flatMap((message) => refused('updating', message).failures),
        }),
        look({ status: 'Stopped' }),
        deadline + minute,
      ],
      ['failed', `${on} AccessRefused: a. It could not be started again: e`, 'settled'],
    ],
    [
      'and it comes up on a platform without a name',
      [file(phase('updating', opened)), look({ platform: null }), late],
      ['failed', `${on} its platform (not named) could not be started again.`, 'settled'],
    ],
    [
      'and it was Updating before anybody was told',
      [file(), look({ status: 'Updating' }), opened + hour],
      ['failed', 'SageMaker has been updating it for too long; root access may be on or off.', 'settled'],
    ],
    [
      'and the first notice was refused',
      [file(grace, refused('stopping')), look(), opened],
      ['failed', `${on} AccessRefused: not authorized.`, 'settled'],
    ],
    [
      'and the update of one that was stopped before was refused',
      [file(phase('updating'), refused('updating')), look({ status: 'Stopped' }), deadline + minute],
      ['failed', `${on} AccessRefused: not authorized.`, 'settled'],
    ],
    [
      'and it is stuck in Stopping, which is said once',
      [owed(phase('stopping')), look({ status: 'Stopping' }), deadline + hour / 2],
      ['failed', `${on} it is stuck in Stopping.`, 'stays'],
    ],
    [
      'or may be off, while it is stuck in Updating',
      [owed(phase('updating')), look({ status: 'Updating' }), deadline + hour / 4],
      ['failed', 'Root access may be on or off: it is stuck in Updating.', 'stays'],
    ],
    [
      'and it was Pending too long',
      [file(grace), look({ status: 'Pending' }), deadline + hour],
      ['failed', `${on} it has been Pending too long.`, 'settled'],
    ],
    [
      'and maintenance did not end',
      [file(grace), look({ status: 'PendingMaintenance' }), deadline + day],
      ['failed', `${on} maintenance by AWS did not end within its budget.`, 'settled'],
    ],
    [
      'and its status is of tomorrow',
      [file(grace), look({ status: 'unknown', statusText: 'Hibernating' }), deadline + hour],
      ['failed', `${on} it stays in a status unknown to us (Hibernating).`, 'settled'],
    ],
    [
      'and it failed',
      [file(phase('updating')), look({ status: 'Failed', failureReason: 'disk full' }), deadline + minute],
      ['failed', `${on} its status is Failed (disk full).`, 'settled'],
    ],
    [
      'and it failed for no reason that is given',
      [file(phase('updating')), look({ status: 'Failed' }), deadline + minute],
      ['failed', `${on} its status is Failed (no reason given).`, 'settled'],
    ],
    [
      'and it comes up on a platform that could not be started again',
      [file(phase('updating', opened)), look({ platform: 'notebook-al2-v3' }), late],
      ['failed', `${on} its platform (notebook-al2-v3) could not be started again.`, 'settled'],
    ],
    [
      'and each stop was followed by a start',
      [owed({ ...phase('stopping'), stops: 4 } as Stand), look(), deadline + minute],
      ['failed', `${on} it was InService again after each of 4 stops. It is InService.`, 'settled'],
    ],
    [
      'and no update takes',
      [file(phase('updating', deadline, 5)), look({ status: 'Stopped' }), deadline + minute],
      ['failed', `${on} SageMaker accepted the update 5 times, and it did not take.`, 'settled'],
    ],
    [
      'and the policy only notifies',
      [file(grace), look(), deadline, { mode: 'notify' }],
      ['observed', 'Root access is still enabled at the deadline; the policy only notifies.', 'settled'],
    ],
    [
      'and the policy only observes',
      [file(), look(), opened, { mode: 'observe' }],
      ['observed', 'Root access is enabled; the policy only observes.', 'settled'],
    ],
  ])('%s', (_what, given, expected) => expect(ending(given)).toEqual(expected));

  it('and what cannot be done is handed on to the act that gives it back', () => {
    expect(
      step([owed(phase('updating'), refused('updating')), look({ status: 'Stopped' }), deadline]),
    ).toEqual({
      do: 'start',
      because: 'AccessRefused: not authorized.',
    });
    expect(step([owed(phase('updating')), off({ status: 'Stopped' }), deadline])).toEqual({
      do: 'start',
      because: null,
    });
  });
});

describe('a call', () => {
  const unsent = { claims: 0, claimedAt: deadline };
  it.each<[string, Given, object]>([
    [
      'that did not get through is made again at once: a stop',
      [owed({ ...phase('stopping'), ...unsent } as Stand), look(), deadline],
      { do: 'stop' },
    ],
    [
      'that did not get through is made again at once: a start',
      [owed({ ...starting, ...unsent }), off({ status: 'Stopped' }), deadline],
      { do: 'start', because: null },
    ],
    [
      'is made again when its time has come, to the millisecond',
      [owed(phase('stopping')), look(), deadline + 20_000],
      { do: 'stop' },
    ],
    [
      'is made at once after one of another kind',
      [owed(phase('updating')), look(), deadline + 1000],
      { do: 'stop' },
    ],
    [
      'to start is made though the update was refused',
      [owed(starting, refused('updating')), look({ status: 'Stopped' }), deadline + minute],
      { do: 'start', because: 'AccessRefused: not authorized.' },
    ],
  ])('%s', (_what, given, expected) => expect(step(given)).toEqual(expected));
});

describe('one that was stopped and updated before its deadline', () => {
  const before = phase('updating', opened + hour);
  const early = file({ ...before, deadline } as Stand, { notices: [first] });
  it.each<[string, Given, string]>([
    [
      'is updated again where it did not take',
      [early, look({ status: 'Stopped' }), opened + 2 * hour],
      'disable',
    ],
    ['is waited for while it is Updating', [early, look({ status: 'Updating' }), opened + hour], 'wait'],
    ['is not waited for for ever', [early, look({ status: 'Updating' }), opened + 2 * hour], 'close'],
    ['is waited for anew at the deadline', [early, look({ status: 'Updating' }), deadline], 'wait'],
    [
      'is waited for anew from the deadline',
      [early, look({ status: 'Updating' }), deadline + minute],
      'wait',
    ],
    [
      'is waited for from its update, where that came after the deadline',
      [file(phase('updating', deadline + hour)), look({ status: 'Updating' }), deadline + hour + minute],
      'wait',
    ],
    ['has its time still when it comes up', [early, look(), opened + 2 * hour], 'wait'],
    ['is reminded when it has come up', [early, look(), deadline - 12 * hour], 'notify'],
    ['is stopped at the deadline', [early, look(), deadline], 'stop'],
  ])('%s', (_what, given, expected) => expect(step(given).do).toBe(expected));
});

describe('a case that is closed', () => {
  it('stays as it ended, whatever a look shows', () => {
    const closed = {
      at: 'closed',
      outcome: 'held',
      reason: 'It was.',
      deadline,
      closedAt: deadline,
    } as const;
    expect(ending([file({ ...closed, mail: 'sent', died: false }), look(), late])).toEqual([
      'held',
      'It was.',
      'settled',
    ]);
  });
});

describe('an exception that comes too late', () => {
  const late = (outcome: 'remediated' | 'failed', seen: Look) =>
    isTooLate(outcome, seen, file(), policy(), opened);
  it('is one on a notebook that we remediated', () =>
    expect(late('remediated', off({ tags: exception }))).toBe(true));
  it('is none where we changed nothing', () => expect(late('failed', look({ tags: exception }))).toBe(false));
  it('is none where there is none', () => expect(late('remediated', off())).toBe(false));
  it('is none where nothing is seen', () => expect(late('remediated', { seen: 'gone' })).toBe(false));
});

it('a case that is not told of yet waits for one that comes up', () => {
  expect(step([owed({ at: 'opened' }), off({ status: 'Pending' }), opened + minute])).toEqual({
    do: 'wait',
    milliseconds: minute,
  });
});

it('one that comes up at the deadline on a platform that strands it has failed, and is not held', () => {
  const early = file({ ...phase('updating', opened + hour), deadline } as Stand);
  expect(ending([early, look({ platform: null }), deadline])).toEqual([
    'failed',
    'Root access is still enabled: its platform (not named) could not be started again.',
    'settled',
  ]);
});

describe('a case that goes on for another, and failed in its grace window', () => {
  it('gives back what the other stopped', () => {
    expect(step([owed(grace, refused('stopping')), look({ status: 'Stopped' }), opened + hour])).toEqual({
      do: 'start',
      because: 'AccessRefused: not authorized.',
    });
  });
  it('is closed where there was no grace window yet', () => {
    expect(ending([owed({ at: 'opened' }, refused('stopping')), look(), opened])).toEqual([
      'failed',
      'Root access is still enabled: AccessRefused: not authorized.',
      'settled',
    ]);
  });
});

describe('an exception', () => {
  const covered = 'An exception covers it until 2026-12-31 (SEC-12); root access stays enabled.';
  it.each<[string, Given, readonly string[]]>([
    ['covers it', [file(), look({ tags: exception }), opened], ['exempt', covered, 'settled']],
    [
      'covers it without a reason',
      [file(), look({ tags: { 'root-access-exception': 'until=2026-12-31' } }), opened],
      ['exempt', 'An exception covers it until 2026-12-31; root access stays enabled.', 'settled'],
    ],
    [
      'covers what we gave back',
      [owed(starting), look({ tags: exception }), deadline + minute],
      ['exempt', `${covered} It is InService.`, 'settled'],
    ],
    [
      'covers what its owner stopped again',
      [
        owed({ ...starting, comingUp: true }),
        look({ tags: exception, status: 'Stopped' }),
        deadline + minute,
      ],
      ['exempt', `${covered} It was stopped again after it had come up.`, 'settled'],
    ],
    [
      'does not help one that does not start',
      [owed(phase('starting', deadline, 5)), look({ tags: exception, status: 'Stopped' }), deadline + minute],
      ['failed', `${covered} It did not start within its budget.`, 'settled'],
    ],
  ])('%s', (_what, given, expected) => expect(ending(given)).toEqual(expected));

  it('gives back what we stopped as it was', () => {
    const given: Given = [owed(phase('stopping')), look({ tags: exception, status: 'Stopped' }), deadline];
    expect(step(given)).toEqual({ do: 'start', because: null });
  });
});

describe('a notebook that nobody may look at', () => {
  const blind: Look = { seen: 'nothing', because: 'AccessRefused: no.' };
  const why = 'Whether root access is on is not known: AccessRefused: no.';

  it.each<[string, Given, readonly string[]]>([
    ['is left as it is', [file(grace), blind, deadline], ['failed', why, 'settled']],
    [
      'may be down, after many looks',
      [
        owed(phase('updating'), {
          failures: Array.from({ length: 20 }).flatMap(() => refused('updating').failures),
        }),
        blind,
        deadline,
      ],
      ['failed', `${why} Whether it runs is not known either.`, 'stays'],
    ],
    [
      'may be down, after many starts',
      [owed(phase('starting', deadline, 5)), blind, deadline + hour],
      ['failed', `${why} It was started again, and whether it runs is not known either.`, 'stays'],
    ],
  ])('%s', (_what, given, expected) => expect(ending(given)).toEqual(expected));

  it('is started for the reason that it cannot be seen', () => {
    expect(step([owed(phase('updating')), blind, deadline])).toEqual({
      do: 'start',
      because: 'AccessRefused: no.',
    });
  });
  it('is started again a minute after the last time', () => {
    expect(step([owed(starting), blind, deadline + 50_000])).toEqual({ do: 'wait', milliseconds: 10_000 });
  });
});

describe('one that is gone', () => {
  it.each<[string, Look, string]>([
    ['was deleted', { seen: 'gone' }, 'The notebook was deleted.'],
    ['is being deleted', look({ status: 'Deleting' }), 'The notebook is being deleted.'],
  ])('%s', (_what, seen, reason) => {
    expect(ending([file(grace), seen, opened])).toEqual(['gone', reason, 'settled']);
  });
});

describe('one that is held', () => {
  it.each<[string, Given, string]>([
    [
      'failed by itself',
      [file(grace), look({ status: 'Failed', failureReason: 'disk full' }), opened],
      'Its status is Failed (disk full); it is left for a person.',
    ],
    [
      'failed without a reason',
      [file(grace), look({ status: 'Failed' }), opened],
      'Its status is Failed (no reason given); it is left for a person.',
    ],
    [
      'runs on a platform without a name',
      [file(grace), look({ platform: null }), opened],
      'Its platform (not named) could not be started again after a stop; move to notebook-al2023-v1.',
    ],
    [
      'runs on one that strands it',
      [file(grace), look({ platform: 'notebook-al1-v1' }), opened],
      'Its platform (notebook-al1-v1) could not be started again after a stop; move to notebook-al2023-v1.',
    ],
  ])('%s', (_what, given, reason) => expect(ending(given)).toEqual(['held', reason, 'settled']));
});

describe('one whose people cannot be reached is held', () => {
  it.each<[string, Given, ReturnType<typeof mailboxes>, string]>([
    [
      'where nobody is',
      [file(), look(), opened],
      mailboxes(null, 'none'),
      'Nobody can be reached by mail, and nothing is stopped without a notice.',
    ],
    [
      'where its owner is not known, and the policy says so',
      [file(), look(), opened, { unreachableOwner: 'hold' }],
      mailboxes(null),
      'Its owner cannot be reached by mail, and the policy holds such notebooks.',
    ],
    [
      'where its owner did not confirm, and the policy says so',
      [file(), look(), opened, { unreachableOwner: 'hold' }],
      mailboxes('pending'),
      'Its owner cannot be reached by mail, and the policy holds such notebooks.',
    ],
    [
      'where nobody is any more',
      [
        file(grace, { notices: [first, told('final'), { ...first, id: 'case-lost-subscription' }] }),
        look(),
        deadline,
      ],
      mailboxes('none', 'none'),
      'Nobody can be reached by mail any more, and nothing is stopped then.',
    ],
  ])('%s', (_what, given, to, reason) => expect(ending(given, to)).toEqual(['held', reason, 'settled']));

  it('and not where its owner is, whatever the policy says of others', () => {
    expect(step([file(), look(), opened, { unreachableOwner: 'hold' }]).do).toBe('notify');
  });
});

describe('one that infrastructure code keeps changing', () => {
  it('is held', () => {
    const contended = { ...file({ at: 'opened' }, { by: { who: 'deployer', tool: 'CDK' } }), toolRounds: 4 };
    expect(ending([contended, look(), opened])).toEqual([
      'held',
      expect.stringMatching(/^CDK, called by deployer/),
      'settled',
    ]);
  });
});

describe('a wait lasts', () => {
  const notices = [first, told('reminder-720m'), told('final')];
  it.each<[string, Given, number]>([
    [
      '20 s at first while it stops',
      [owed(phase('stopping')), look({ status: 'Stopping' }), deadline],
      20_000,
    ],
    [
      'until the poll interval while a stop drags on',
      [owed(phase('stopping')), look({ status: 'Stopping' }), deadline + 10 * minute],
      30_000,
    ],
    [
      'a fifth of what has passed, in between',
      [owed(phase('stopping')), look({ status: 'Stopping' }), deadline + 125_000],
      25_000,
    ],
    [
      'until a stop that shows no effect may be repeated',
      [owed(phase('stopping')), look(), deadline + 5000],
      15_000,
    ],
    [
      'until a start that shows no effect may be repeated',
      [owed(starting), off({ status: 'Stopped' }), deadline + 5000],
      55_000,
    ],
    ['a minute at first while it starts', [owed(starting), off({ status: 'Pending' }), deadline], 60_000],
    [
      'two minutes while a start drags on',
      [owed(starting), off({ status: 'Pending' }), deadline + 10 * minute],
      120_000,
    ],
    [
      '20 s at first while it updates',
      [owed(phase('updating')), look({ status: 'Updating' }), deadline],
      20_000,
    ],
    [
      'a quarter of an hour while maintenance goes on for hours',
      [file(grace), look({ status: 'InMaintenance' }), deadline + 5 * hour],
      15 * minute,
    ],
    [
      'the poll interval at first for what others do',
      [file(grace), look({ status: 'Pending' }), deadline],
      30_000,
    ],
    [
      'until the deadline, and no longer, where it is Updating before it',
      [file(grace, { notices }), look({ status: 'Updating' }), deadline - 1000],
      1000,
    ],
    ['no less than nothing', [file(grace, { notices }), look(), deadline - 1], 1],
  ])('%s', (_what, given, milliseconds) => expect(step(given)).toEqual({ do: 'wait', milliseconds }));
});
