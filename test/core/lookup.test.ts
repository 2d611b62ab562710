import { describe, expect, it } from 'vitest';
import type { Case, Notice, Stand } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import { dueForLookup, spanOf } from '../../functions/core/lookup.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { deadline, file, first, grace, hour, look, mailboxes, opened, phase, policy } from './given.ts';

const minute = 60_000;
const tags = { Owner: 'alice@example.com', 'root-access-exception': 'until=2026-12-31' };
const asked = (at: number, changes: Partial<NonNullable<Case['lookups']>> = {}): Partial<Case> => ({
  lookups: { since: at, at, back: null, trouble: null, ...changes },
});

interface Given {
  readonly stand?: Stand;
  readonly case?: Partial<Case> & { owed?: boolean };
  readonly notebook?: Partial<Notebook>;
  readonly policy?: Partial<PolicyProps>;
  readonly now: number;
}
const told = (address: string): Notice => ({
  ...first,
  id: `case-unapproved-0-${address}`,
  kind: 'escalation',
  to: [address],
  uncounted: 'until=2026-12-31',
});
const next = (given: Given) =>
  decide(
    look({ tags, touches: [], ...given.notebook }),
    mailboxes(),
    file(given.stand ?? grace, given.case),
    policy({ approvers: ['permission-set/Platform'], reminders: [], ...given.policy }),
    given.now,
  );

describe('of those who wait to ask CloudTrail the first is', () => {
  const due = (stand: Stand, of: Partial<Case>, now: number) =>
    dueForLookup(file(stand, of).case, policy(), now);

  it('whoever was opened first, as long as it was not asked', () =>
    expect(due({ at: 'opened' }, {}, opened + hour)).toBe(opened));
  it('whose time to ask again came first', () =>
    expect(due(grace, asked(opened + hour), opened + 2 * hour)).toBe(opened + hour + 2 * minute));
  it('whose deadline came first, once it has', () => {
    expect(due(grace, asked(opened + hour), deadline)).toBe(deadline);
    expect(due(grace, {}, deadline - 1)).toBe(opened);
  });
});

describe('while nobody knows who set the tag', () => {
  it('CloudTrail is asked first, before anybody is told', () =>
    expect(next({ stand: { at: 'opened' }, now: opened })).toMatchObject({
      do: 'notify',
      lookUp: { from: opened - hour - minute, to: null },
    }));
  it('nobody is told for a quarter of an hour, in which CloudTrail usually knows', () => {
    const given = { stand: { at: 'opened' } as const, case: asked(opened) };
    expect(next({ ...given, now: opened })).toEqual({ do: 'wait', milliseconds: 2 * minute });
    expect(
      next({ ...given, case: asked(opened, { at: opened + 14 * minute }), now: opened + 15 * minute }),
    ).toMatchObject({ do: 'notify', notice: { kind: 'first' } });
  });
  it('nothing is stopped though the deadline has passed', () =>
    expect(next({ case: asked(deadline - minute), now: deadline })).toEqual({
      do: 'wait',
      milliseconds: minute,
    }));
  it('it is stopped once a day has passed', () =>
    expect(next({ case: { ...asked(opened), notices: [] }, now: deadline })).toMatchObject({ do: 'notify' }));
  it.each([
    ['at once', opened, opened + minute, minute],
    ['after a quarter of an hour either', opened + 14 * minute, opened + 15 * minute, 13 * minute],
  ])('one that its owner stopped is not updated %s', (_when, at, now, milliseconds) =>
    expect(
      next({
        case: asked(opened, { at }),
        notebook: { status: 'Stopped' },
        policy: { stoppedNotebooks: 'disable' },
        now,
      }),
    ).toEqual({ do: 'wait', milliseconds }),
  );
  it('one that came up after our stop is not stopped again, however long that is', () => {
    const since = deadline + minute;
    expect(
      next({
        stand: phase('stopping'),
        case: { ...asked(since, { at: since + 14 * minute }), owed: true },
        now: since + 15 * minute,
      }),
    ).toEqual({ do: 'wait', milliseconds: 13 * minute });
  });
  it('one that we stopped is not updated for a quarter of an hour', () => {
    const given = { stand: phase('stopping'), notebook: { status: 'Stopped' as const } };
    const since = deadline + minute;
    expect(next({ ...given, case: { ...asked(since), owed: true }, now: since + minute })).toEqual({
      do: 'wait',
      milliseconds: minute,
    });
    expect(
      next({
        ...given,
        case: { ...asked(since, { at: since + 14 * minute }), owed: true },
        now: since + 15 * minute,
      }),
    ).toEqual({ do: 'disable' });
  });
  it('the sleep ends when CloudTrail is to be asked again', () =>
    expect(next({ case: asked(opened), now: opened + minute })).toEqual({
      do: 'wait',
      milliseconds: minute,
    }));
  it.each([
    ['', opened],
    [', in the first quarter of an hour too', opened + 12 * hour - minute],
  ])('reminders go out%s', (_when, since) =>
    expect(
      next({
        case: asked(since, { at: opened + 12 * hour }),
        policy: { reminders: ['PT12H'] },
        now: opened + 12 * hour,
      }),
    ).toMatchObject({ do: 'notify', notice: { kind: 'final' } }),
  );
  it('one that is deleted is gone', () =>
    expect(next({ notebook: { status: 'Deleting' }, now: opened })).toMatchObject({ outcome: 'gone' }));
  it('CloudTrail is not asked where the policy only observes', () =>
    expect(next({ stand: { at: 'opened' }, policy: { mode: 'observe' }, now: opened })).toMatchObject({
      outcome: 'observed',
    }));
});

describe('before one is stopped whose exception does not count', () => {
  const by = { who: 'arn:aws:iam::111122223333:user/eve', role: null };
  const touches = [{ event: 'e', at: opened, value: 'until=2026-12-31', by, source: 'event' as const }];
  const given = { notebook: { touches }, now: deadline };
  const uncounted = { notices: ['alice@example.com', 'platform@example.com'].map(told) };
  it('CloudTrail is asked once more: an approver may have set the same', () =>
    expect(next({ ...given, case: uncounted })).toMatchObject({ do: 'notify', lookUp: { to: null } }));
  it('CloudTrail is asked once more before the update, too, of one that its owner stopped', () =>
    expect(
      next({
        case: uncounted,
        notebook: { touches, status: 'Stopped' },
        policy: { stoppedNotebooks: 'disable' },
        now: deadline - hour,
      }),
    ).toMatchObject({ do: 'notify', lookUp: { to: null } }));
  it.each([1, 15])('it is not asked again %i minutes after that', (minutes) =>
    expect(next({ ...given, case: { ...uncounted, ...asked(deadline - minutes * minute) } })).toEqual({
      do: 'stop',
    }),
  );
  it('it is asked though it was long before', () =>
    expect(next({ ...given, case: { ...uncounted, ...asked(deadline - 16 * minute) } })).toMatchObject({
      lookUp: { from: deadline - 16 * minute - hour },
    }));
  it('it is not asked while there is time', () =>
    expect(next({ ...given, case: uncounted, now: deadline - hour }).do).toBe('wait'));
  it('it is not asked once the stop was sent', () =>
    expect(next({ ...given, stand: phase('stopping', deadline - hour), case: uncounted }).do).toBe('stop'));
});

describe('CloudTrail is asked again', () => {
  it.each([
    ['two minutes later', { at: opened }, 2 * minute],
    ['when as much time has passed again', { at: opened + 8 * minute }, 16 * minute],
    ['soon, if there is more to read', { at: opened, back: opened - hour }, 5_000],
    ['as late as ever, if it did not answer', { at: opened, back: opened, trouble: 'denied' }, 2 * minute],
  ])('%s', (_, changes, after) => {
    const earlier = asked(opened, changes);
    expect(next({ case: earlier, now: opened + after - 1 })).toEqual({ do: 'wait', milliseconds: 1 });
    expect(next({ case: earlier, now: opened + after })).toHaveProperty('lookUp');
  });
  it('no more once a day has passed: then the exception does not count', () => {
    const earlier = asked(opened, { at: opened + 23 * hour });
    expect(next({ case: earlier, now: deadline - 1 })).toEqual({ do: 'wait', milliseconds: 1 });
    expect(next({ case: earlier, now: deadline })).toMatchObject({
      notice: { stage: 'unapproved-0-platform' },
    });
  });
});

describe('what is read', () => {
  const createdAt = opened - 200 * 24 * hour;
  const ref = { arn: 'arn', name: 'lab', createdAt };
  const span = (lookups: Case['lookups'], of = ref) =>
    spanOf({ ...(lookups ? { lookups } : {}) }, of, opened);
  it('goes back to the notebook’s creation', () =>
    expect(span(undefined, { ...ref, createdAt: opened - hour })).toEqual({
      from: opened - hour - minute,
      to: null,
    }));
  it('goes back no further than CloudTrail does', () =>
    expect(span(undefined).from).toBe(opened - 90 * 24 * hour + hour));
  it('goes on where it ended', () =>
    expect(span({ since: opened, at: opened, back: opened - 5 * hour, trouble: null }).to).toBe(
      opened - 5 * hour,
    ));
  it('is what came lately, once all was read', () =>
    expect(span({ since: opened, at: opened, back: null, trouble: null })).toEqual({
      from: opened - hour,
      to: null,
    }));
});
