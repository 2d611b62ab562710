import { describe, expect, it } from 'vitest';
import type { File, Stand } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import type { Mailboxes } from '../../functions/core/mailbox.ts';
import { type Look, statuses } from '../../functions/core/notebook.ts';
import type { Policy } from '../../functions/core/policy.ts';
import type { Step } from '../../functions/core/step.ts';
import {
  deadline,
  file,
  first,
  gone,
  grace,
  hour,
  look,
  mailboxes,
  opened,
  phase,
  platformItself,
  policy,
  told,
} from './given.ts';

interface Given {
  readonly look?: Look;
  readonly file?: File;
  readonly mailboxes?: Mailboxes | null;
  readonly policy?: Policy;
  readonly now?: number;
}

const step = (given: Given): Step =>
  decide(
    given.look ?? look(),
    given.mailboxes === undefined ? mailboxes() : given.mailboxes,
    given.file ?? file(),
    given.policy ?? policy(),
    given.now ?? opened,
  );

/** A step in one word, with what tells it from its like. */
const word = (given: Given): string => {
  const next = step(given);
  switch (next.do) {
    case 'notify':
      if ('lookUp' in next) return 'look up';
      return 'invite' in next ? 'invite' : `notify ${next.notice.stage}`;
    case 'close':
      return `close ${next.outcome}`;
    default:
      return next.do;
  }
};

describe('before anybody was told', () => {
  it.each<[string, Given, string]>([
    ['a violation is notified', {}, 'notify first'],
    ['an act that cannot mail leaves it to the one that can', { mailboxes: null }, 'notify first'],
    ['a notebook that is still Pending is notified', { look: look({ status: 'Pending' }) }, 'notify first'],
    ['a stopped one is notified', { look: look({ status: 'Stopped' }) }, 'notify first'],
    [
      'root disabled at the first look is compliant',
      { look: look({ root: 'Disabled' }) },
      'close already-compliant',
    ],
    [
      'one that is Updating is judged when it has settled',
      { look: look({ status: 'Updating', root: 'Disabled' }) },
      'wait',
    ],
    [
      'one that updates for longer than its budget is told',
      { look: look({ status: 'Updating' }), now: opened + hour },
      'close failed',
    ],
    ['a deleted one is gone', { look: gone }, 'close gone'],
    ['Deleting counts as gone', { look: look({ status: 'Deleting' }) }, 'close gone'],
    ['the policy may only observe', { policy: policy({ mode: 'observe' }) }, 'close observed'],
    [
      'compliance is seen before observation',
      { look: look({ root: 'Disabled' }), policy: policy({ mode: 'observe' }) },
      'close already-compliant',
    ],
    ['an owner who was never asked is asked first', { mailboxes: mailboxes('none') }, 'invite'],
    [
      'an owner is asked once',
      { mailboxes: mailboxes('none'), file: file({ at: 'opened' }, { invited: 'alice@example.com' }) },
      'notify first',
    ],
    [
      'the platform team stands in for an owner who has not answered',
      { mailboxes: mailboxes('pending') },
      'notify first',
    ],
    [
      'the policy may hold what has no reachable owner',
      { mailboxes: mailboxes('pending'), policy: policy({ unreachableOwner: 'hold' }) },
      'close held',
    ],
    [
      'the platform team as the owner is not asked for another subscription than its own',
      { mailboxes: platformItself('none') },
      'close held',
    ],
    ['without any mailbox it is held', { mailboxes: mailboxes('pending', 'none') }, 'close held'],
    [
      'a notice that SNS refused ends the case',
      {
        file: file(
          { at: 'opened' },
          { failures: [{ during: 'opened', error: 'AccessRefused', message: 'no', at: opened }] },
        ),
      },
      'close failed',
    ],
  ])('%s', (_fact, given, expected) => {
    expect(word(given)).toBe(expected);
  });
});

describe('in grace', () => {
  const inGrace = (given: Given = {}): Given => ({ file: file(grace), now: opened + hour, ...given });

  it('sleeps until the first reminder', () => {
    expect(step(inGrace())).toEqual({ do: 'wait', milliseconds: 11 * hour });
  });

  it('sleeps from the final notice to the deadline', () => {
    const notices = [first, told('reminder-720m'), told('final')];
    expect(step(inGrace({ file: file(grace, { notices }), now: deadline - hour }))).toEqual({
      do: 'wait',
      milliseconds: hour,
    });
  });

  it.each<[string, Given, string]>([
    ['the reminder is due 12 h before the deadline', { now: deadline - 12 * hour }, 'notify reminder-720m'],
    [
      'the final notice is due 1 h before the deadline',
      { file: file(grace, { notices: [first, told('reminder-720m')] }), now: deadline - hour },
      'notify final',
    ],
    [
      'a reminder that was slept through is skipped for the final one',
      { now: deadline - hour },
      'notify final',
    ],
    [
      'a notice that was sent is not sent again',
      { file: file(grace, { notices: [first, told('reminder-720m')] }), now: deadline - 12 * hour },
      'wait',
    ],
    [
      'one that SNS has not accepted is sent again',
      {
        file: file(grace, { notices: [first, { ...told('reminder-720m'), sentAt: null }] }),
        now: deadline - 12 * hour,
      },
      'notify reminder-720m',
    ],
    [
      'root disabled by its owner is fixed meanwhile',
      { look: look({ status: 'Stopped', root: 'Disabled' }) },
      'close fixed-meanwhile',
    ],
    [
      'a value seen while Updating is not believed',
      { look: look({ status: 'Updating', root: 'Disabled' }) },
      'wait',
    ],
    ['a stopped one waits for the deadline', { look: look({ status: 'Stopped' }) }, 'wait'],
    [
      'or is disabled while nobody is interrupted',
      { look: look({ status: 'Stopped' }), policy: policy({ stoppedNotebooks: 'disable' }) },
      'disable',
    ],
    [
      'but not where the policy only notifies',
      { look: look({ status: 'Stopped' }), policy: policy({ stoppedNotebooks: 'disable', mode: 'notify' }) },
      'wait',
    ],
    ['one that failed is left to a person', { look: look({ status: 'Failed' }) }, 'close held'],
    [
      'one on AL2 could not come back and is held',
      { look: look({ platform: 'notebook-al2-v3' }) },
      'close held',
    ],
    ['one whose platform nobody knows is held', { look: look({ platform: null }) }, 'close held'],
    [
      'a stopped one on AL2 waits for the deadline: no stop strands it',
      { look: look({ status: 'Stopped', platform: 'notebook-al2-v3' }) },
      'wait',
    ],
    ['a deleted one is gone', { look: gone }, 'close gone'],
  ])('%s', (_fact, given, expected) => {
    expect(word(inGrace(given))).toBe(expected);
  });
});

describe('at the deadline', () => {
  it.each<[string, Given, string]>([
    ['a running one is stopped', {}, 'stop'],
    [
      'not a millisecond before',
      { now: deadline - 1, file: file(grace, { notices: [first, told('reminder-720m'), told('final')] }) },
      'wait',
    ],
    ['a stopped one is updated', { look: look({ status: 'Stopped' }) }, 'disable'],
    ['a pending one is waited for', { look: look({ status: 'Pending' }) }, 'wait'],
    ['an updating one is waited for', { look: look({ status: 'Updating' }) }, 'wait'],
    [
      'maintenance is waited out',
      { look: look({ status: 'InMaintenance' }), now: deadline + 23 * hour },
      'wait',
    ],
    [
      'for as long as its budget',
      { look: look({ status: 'InMaintenance' }), now: deadline + 24 * hour },
      'close failed',
    ],
    ['a status of tomorrow is waited out', { look: look({ status: 'unknown' }) }, 'wait'],
    [
      'where the policy only notifies nothing is changed',
      { policy: policy({ mode: 'notify' }) },
      'close observed',
    ],
  ])('%s', (_fact, given, expected) => {
    expect(word({ file: file(grace), now: deadline, ...given })).toBe(expected);
  });
});

describe('once stopped by us', () => {
  const during = (at: 'stopping' | 'updating' | 'starting', given: Given = {}): Given => ({
    file: file(phase(at), { owed: true }),
    now: deadline + 60_000,
    ...given,
  });

  it.each<[string, Given, string]>([
    ['it is waited for while Stopping', during('stopping', { look: look({ status: 'Stopping' }) }), 'wait'],
    ['it is updated when Stopped', during('stopping', { look: look({ status: 'Stopped' }) }), 'disable'],
    [
      'stuck in Stopping it is told',
      during('stopping', { look: look({ status: 'Stopping' }), now: deadline + hour }),
      'close failed',
    ],
    ['a stop that did not take is sent again', during('stopping'), 'stop'],
    ['but not at once', during('stopping', { now: deadline + 1000 }), 'wait'],
    [
      'nor for ever',
      during('stopping', { file: file(phase('stopping', deadline, 5), { owed: true }) }),
      'close failed',
    ],
    [
      'started again after each stop it is told',
      during('stopping', { file: file({ ...phase('stopping'), stops: 4 } as Stand, { owed: true }) }),
      'close failed',
    ],
    [
      'also where each stop led to an update',
      during('updating', { file: file({ ...phase('updating'), stops: 4 } as Stand, { owed: true }) }),
      'close failed',
    ],
    [
      'until then it is stopped again',
      during('updating', { file: file({ ...phase('updating'), stops: 3 } as Stand, { owed: true }) }),
      'stop',
    ],
    ['its update is waited for', during('updating', { look: look({ status: 'Updating' }) }), 'wait'],
    [
      'it is started when root is off',
      during('updating', { look: look({ status: 'Stopped', root: 'Disabled' }) }),
      'start',
    ],
    [
      'an update that did not take is sent again',
      during('updating', { look: look({ status: 'Stopped' }) }),
      'disable',
    ],
    [
      'one refused for good is given back with root on',
      during('updating', {
        look: look({ status: 'Stopped' }),
        file: file(phase('updating'), {
          owed: true,
          failures: [{ during: 'updating', error: 'AccessRefused', message: 'no', at: deadline }],
        }),
      }),
      'start',
    ],
    [
      'and that ends as failed',
      during('starting', {
        file: file(phase('starting'), {
          owed: true,
          failures: [{ during: 'updating', error: 'AccessRefused', message: 'no', at: deadline }],
        }),
      }),
      'close failed',
    ],
    [
      'it is waited for while Pending',
      during('starting', { look: look({ status: 'Pending', root: 'Disabled' }) }),
      'wait',
    ],
    [
      'InService with root off is remediated',
      during('starting', { look: look({ root: 'Disabled' }) }),
      'close remediated',
    ],
    [
      'a start that did not take is sent again after a minute',
      during('starting', { look: look({ status: 'Stopped', root: 'Disabled' }) }),
      'start',
    ],
    [
      'not before',
      during('starting', { look: look({ status: 'Stopped', root: 'Disabled' }), now: deadline + 59_000 }),
      'wait',
    ],
    [
      'never InService within its budget, people are told',
      during('starting', { look: look({ status: 'Pending', root: 'Disabled' }), now: deadline + hour }),
      'close remediated-not-restarted',
    ],
    [
      'stopped again after it came up it is left so',
      during('starting', {
        look: look({ status: 'Stopped', root: 'Disabled' }),
        file: file({ ...(phase('starting') as object), comingUp: true } as never, { owed: true }),
      }),
      'close remediated-left-stopped',
    ],
    ['a deleted one is gone', during('stopping', { look: gone }), 'close gone'],
  ])('%s', (_fact, given, expected) => {
    expect(word(given)).toBe(expected);
  });

  it('a notebook stuck in Stopping is still owed its restart', () => {
    const stuck = step(during('stopping', { look: look({ status: 'Stopping' }), now: deadline + hour }));
    expect(stuck).toMatchObject({ do: 'close', restartOwed: 'stays' });
  });
});

describe('a notebook that was stopped before us', () => {
  it('is left stopped when root is off', () => {
    const given = {
      file: file(phase('updating')),
      look: look({ status: 'Stopped', root: 'Disabled' }),
      now: deadline,
    };
    expect(word(given)).toBe('close remediated-left-stopped');
  });
});

describe('when we may not look', () => {
  const blind: Look = { seen: 'nothing', because: 'AccessRefused: no.' };
  it.each<[string, Given, string]>([
    ['nothing is stopped', { file: file(grace) }, 'close failed'],
    ['one that we stopped is started blind', { file: file(phase('updating'), { owed: true }) }, 'start'],
    ['and again after a minute', { file: file(phase('starting'), { owed: true }) }, 'start'],
    ['but not for ever', { file: file(phase('starting', deadline, 5), { owed: true }) }, 'close failed'],
  ])('%s', (_fact, given, expected) => {
    expect(word({ look: blind, now: deadline + 60_000, ...given })).toBe(expected);
  });
});

describe('always', () => {
  const stands = [
    file(),
    file(grace),
    file(phase('stopping'), { owed: true }),
    file(phase('updating'), { owed: true }),
    file(phase('updating')),
    file(phase('starting'), { owed: true }),
  ];
  const looks = [...statuses, 'unknown' as const].flatMap((status) =>
    (['Enabled', 'Disabled'] as const).flatMap((root) =>
      ['notebook-al2023-v1', 'notebook-al2-v3', null].map((platform) => look({ status, root, platform })),
    ),
  );
  const times = [opened, deadline - 1, deadline, deadline + 60_000, deadline + 90 * 24 * hour];
  const all = stands.flatMap((held) =>
    looks.flatMap((seen) => times.map((now) => ({ file: held, look: seen, now }))),
  );

  it('has an answer', () => {
    for (const given of all) expect(word(given)).toMatch(/^(notify|wait|stop|disable|start|close)/);
  });

  it('stops nothing before its deadline', () => {
    for (const given of all.filter(({ now }) => now < deadline)) {
      if (given.file.case.stand.at === 'grace') expect(word(given)).not.toBe('stop');
    }
  });

  it('stops nothing that could not come back', () => {
    for (const given of all) {
      const { look: seen } = given;
      if (seen.seen === 'notebook' && seen.notebook.platform !== 'notebook-al2023-v1') {
        expect(word(given)).not.toBe('stop');
      }
    }
  });

  it('says remediated only where root is off and it runs', () => {
    for (const given of all.filter((each) => word(each) === 'close remediated')) {
      expect(given.look).toMatchObject({ notebook: { root: 'Disabled', status: 'InService' } });
    }
  });

  it('ends every wait at last', () => {
    const end = deadline + 90 * 24 * hour;
    for (const given of all.filter(({ now }) => now === end)) expect(word(given)).not.toBe('wait');
  });
});
