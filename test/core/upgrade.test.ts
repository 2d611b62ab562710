import { describe, expect, it } from 'vitest';
import type { Case, File } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import type { Look, Notebook } from '../../functions/core/notebook.ts';
import { canBeMoved } from '../../functions/core/platform.ts';
import { inherited } from '../../functions/core/recovery.ts';
import { movesIn } from '../../functions/core/upgrade.ts';
import { deadline, file, grace, hour, look, mailboxes, opened, phase, policy } from './given.ts';

const minute = 60_000;
const upgrade = policy({ retiredPlatforms: 'upgrade', reminders: [] });
const al2 = { platform: 'notebook-al2-v3' };
const moved = { do: 'disable', moveTo: 'notebook-al2023-v1' };
const promised = (stand: File['case']['stand'] = grace, owed = false) => file(stand, { upgrade: true, owed });
const step = (of: File, notebook: Partial<Notebook> = {}, under = upgrade, now = deadline) =>
  decide(look({ ...al2, ...notebook }), mailboxes(), of, under, now);

describe('what can be moved to AL2023', () => {
  it.each(['notebook-al2-v1', 'notebook-al2-v2', 'notebook-al2-v3', 'notebook-al2-v10'])(
    'is %s',
    (platform) => expect(canBeMoved({ platform, instanceType: 'ml.t3.medium' })).toBe(true),
  );
  it.each([
    'notebook-al1-v1',
    'notebook-al2023-v1',
    'notebook-al2099-v1',
    'notebook-al2-v',
    'notebook-al2-v3-beta',
    'my-notebook-al2-v3',
    null,
  ])('is not %s', (platform) => expect(canBeMoved({ platform, instanceType: 'ml.t3.medium' })).toBe(false));
  it.each(['ml.p2.xlarge', 'ml.p3.2xlarge', 'ml.p3dn.24xlarge', 'ml.inf1.xlarge', 'ml.g3.4xlarge', null])(
    'is none on %s',
    (instanceType) => expect(canBeMoved({ platform: 'notebook-al2-v3', instanceType })).toBe(false),
  );
  it.each(['ml.g4dn.xlarge', 'ml.p4d.24xlarge', 'ml.inf2.xlarge', 'ml.p5.48xlarge'])(
    'is one on %s',
    (instanceType) => expect(canBeMoved({ platform: 'notebook-al2-v3', instanceType })).toBe(true),
  );
});

describe('a notebook on AL2 whose owner was told that it is moved', () => {
  it('is stopped at its deadline', () => expect(step(promised())).toEqual({ do: 'stop' }));
  it('waits until then', () => expect(step(promised(), {}, upgrade, opened)).toMatchObject({ do: 'wait' }));
  it('is moved in the update that turns root access off', () =>
    expect(step(promised(phase('stopping'), true), { status: 'Stopped' })).toEqual(moved));
  it('is moved so where its owner had stopped it', () =>
    expect(step(promised(), { status: 'Stopped' })).toEqual(moved));
  it('is moved so before the deadline where stopped ones are disabled at once', () => {
    const atOnce = policy({ retiredPlatforms: 'upgrade', reminders: [], stoppedNotebooks: 'disable' });
    expect(step(promised(), { status: 'Stopped' }, atOnce, opened + hour)).toEqual(moved);
  });
  it('is held where the policy has changed before the stop', () =>
    expect(step(promised(), {}, policy())).toMatchObject({ do: 'close', outcome: 'held' }));
  it('is moved all the same where it changed after the stop: it could not come back otherwise', () =>
    expect(step(promised(phase('stopping'), true), { status: 'Stopped' }, policy())).toEqual(moved));
  it('is held where its instance type became one that AL2023 does not run', () =>
    expect(step(promised(), { instanceType: 'ml.p3.2xlarge' })).toMatchObject({ outcome: 'held' }));
  it('is moved though an exception comes after the stop', () => {
    const tags = { 'root-access-exception': 'until=2026-12-18 SEC-1' };
    expect(step(promised(phase('stopping'), true), { status: 'Stopped', tags })).toEqual(moved);
  });
  it('is left alone by an exception before the stop', () => {
    const tags = { 'root-access-exception': 'until=2026-12-18 SEC-1' };
    expect(step(promised(), { tags })).toMatchObject({ outcome: 'exempt' });
  });
  it('is moved though it leaves the scope after the stop', () => {
    const scoped = policy({ retiredPlatforms: 'upgrade', scope: { pilot: 'true' } });
    expect(step(promised(phase('stopping'), true), { status: 'Stopped' }, scoped)).toEqual(moved);
  });
  it('is moved though the guard was paused after the stop, and not stopped while it is', () => {
    const pause = { since: deadline, by: 'paula', why: 'a bad day' };
    const during = (of: File, notebook: Partial<Notebook>) =>
      decide(look({ ...al2, ...notebook }), mailboxes(), of, upgrade, deadline, pause);
    expect(during(promised(phase('stopping'), true), { status: 'Stopped' })).toEqual(moved);
    expect(during(promised(), {})).toMatchObject({ do: 'wait' });
  });
  it('is not stopped again while the guard is paused, where it came up after the stop', () => {
    const pause = { since: deadline, by: 'paula', why: 'a bad day' };
    const later = deadline + 10 * minute;
    const up = (paused: typeof pause | null) =>
      decide(look(al2), mailboxes(), promised(phase('stopping'), true), upgrade, later, paused);
    expect(up(null)).toEqual({ do: 'stop' });
    expect(up(pause)).toMatchObject({ do: 'wait' });
  });
  it('is not moved twice', () =>
    expect(
      step(promised(phase('stopping'), true), { status: 'Stopped', platform: 'notebook-al2023-v1' }),
    ).toEqual({ do: 'disable' }));
  it('is started once it is moved', () => {
    const notebook = { status: 'Stopped', platform: 'notebook-al2023-v1', root: 'Disabled' } as const;
    expect(step(promised(phase('updating'), true), notebook)).toEqual({ do: 'start', because: null });
  });
});

describe('where AWS refuses the move', () => {
  const refused = { during: 'updating', error: 'RequestRefused', message: 'No.', at: deadline } as const;
  const now = deadline + minute;
  const failedBy = (
    failures: Case['failures'],
    changes: { upgrade?: true; owed?: boolean } = { upgrade: true },
  ) => file(phase('updating'), { ...changes, failures });
  const stopped = { status: 'Stopped' } as const;
  it('one that was stopped before us has its root access turned off alone', () =>
    expect(step(failedBy([refused]), stopped, upgrade, now)).toEqual({ do: 'disable' }));
  it('that has failed where it is refused too', () =>
    expect(
      step(failedBy([refused, { ...refused, message: 'No again.' }]), stopped, upgrade, now),
    ).toMatchObject({
      outcome: 'failed',
      reason: 'Root access is still enabled: RequestRefused: No again.',
    }));
  it('it ends as remediated, which says that it was not moved', () =>
    expect(step(failedBy([refused]), { ...stopped, root: 'Disabled' }, upgrade, now)).toMatchObject({
      outcome: 'remediated-left-stopped',
      reason:
        'Root access is disabled. It was stopped before. It was not moved to notebook-al2023-v1, since AWS refused that: RequestRefused: No. Its platform (notebook-al2-v3) cannot be started again: copy what you need to a new one on notebook-al2023-v1.',
    }));
  it('it says nothing of that where somebody moved it since', () => {
    const notebook = { ...stopped, root: 'Disabled', platform: 'notebook-al2023-v1' } as const;
    expect(step(failedBy([refused]), notebook, upgrade, now)).toMatchObject({
      reason: 'Root access is disabled. It was stopped before.',
    });
  });
  it('one that came up since is not stopped', () =>
    expect(step(failedBy([refused]), {}, upgrade, now)).toMatchObject({ outcome: 'failed' }));
  it('one that we stopped is to be given back', () =>
    expect(step(failedBy([refused], { upgrade: true, owed: true }), stopped, upgrade, now)).toMatchObject({
      do: 'start',
    }));
  it.each([
    ['another refusal', failedBy([{ ...refused, error: 'AccessRefused' }])],
    ['a refusal before it', failedBy([{ ...refused, during: 'grace' }])],
    ['a refusal to one that was not to be moved', failedBy([refused], {})],
  ])('%s is a failure as ever', (_, of) =>
    expect(step(of, stopped, upgrade, now)).toMatchObject({ outcome: 'failed' }),
  );
});

describe('one whose owner was not told', () => {
  it('is held, though the policy wants it moved', () =>
    expect(step(file(grace))).toMatchObject({ do: 'close', outcome: 'held' }));
  it('is disabled and no more where it is stopped', () =>
    expect(step(file(grace), { status: 'Stopped' })).toEqual({ do: 'disable' }));
  it('is told first', () => expect(step(file(), {}, upgrade, opened)).toMatchObject({ do: 'notify' }));
});

describe('a notice says that it is moved', () => {
  const { notebook } = look(al2) as Extract<Look, { seen: 'notebook' }>;
  it.each([
    ['the first one', file(), true],
    ['one after a first that said so', promised(), true],
    ['none after a first that did not', file(grace), false],
  ])('%s', (_, of, says) => expect(movesIn({ file: of, notebook, policy: upgrade })).toBe(says));
});

it('a case that goes on for another keeps the promise', () => {
  const died = {
    at: 'closed',
    outcome: 'failed',
    reason: '',
    deadline,
    closedAt: deadline,
    mail: 'none',
    died: true,
  } as const;
  expect(inherited(file(died, { upgrade: true }))).toMatchObject({ upgrade: true });
});
