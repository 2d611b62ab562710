import { describe, expect, it } from 'vitest';
import type { File } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import { deadlineFixedBy, firstNotice, resumed } from '../../functions/core/grace-window.ts';
import { heldBack, pauseOf } from '../../functions/core/kill-switch.ts';
import type { Look } from '../../functions/core/notebook.ts';
import type { Policy } from '../../functions/core/policy.ts';
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
  policy,
  told,
} from './given.ts';

const pause = { since: deadline - hour, by: 'paula', why: 'quarter-end' };
const now = deadline + hour;
const step = (seen: Look, of: File, at = now, by: Policy = policy()) =>
  decide(seen, mailboxes(), of, by, at, pause);
const stopped = look({ status: 'Stopped' });
const exempt = look({ tags: { 'root-access-exception': 'until=2026-12-01 T-1' } });

it('a switch that was never thrown, or was lifted, is no pause', () => {
  const thrown = { at: opened, by: 'paula', why: 'quarter-end' };
  expect(pauseOf(null)).toBeNull();
  expect(pauseOf({ to: 'running', ...thrown })).toBeNull();
  expect(pauseOf({ to: 'paused', ...thrown })).toEqual({ since: opened, by: 'paula', why: 'quarter-end' });
});

describe('while the guard is paused', () => {
  it.each<[string, Look, File]>([
    ['nobody gets a first notice', look(), file()],
    ['nobody is reminded', look(), file(grace, { notices: [{ ...first, sentAt: opened }] })],
    ['nothing is stopped', look(), file(grace)],
    ['nothing is stopped again', look(), file(phase('stopping'), { owed: true })],
    ['nothing that was stopped by its owner is changed', stopped, file(grace)],
    [
      'nothing that came up and was stopped again by its owner is changed',
      stopped,
      file({ ...phase('starting'), comingUp: true } as never, { owed: true }),
    ],
  ])('%s', (_, seen, of) => expect(step(seen, of)).toMatchObject({ do: 'wait' }));
  it.each<[string, Look, File, string]>([
    ['one that we stopped is given back', stopped, file(phase('stopping'), { owed: true }), 'start'],
    ['what is deleted ends', gone, file(grace), 'close'],
    ['what is exempt ends', exempt, file(grace), 'close'],
    [
      'what is remediated is given back',
      look({ status: 'Stopped', root: 'Disabled' }),
      file(phase('updating'), { owed: true }),
      'start',
    ],
  ])('%s', (_, seen, of, does) => expect(step(seen, of)).toMatchObject({ do: does }));
  it('one is given back without anything having failed', () =>
    expect(step(stopped, file(phase('stopping'), { owed: true }))).toEqual({ do: 'start', because: null }));
  it('who cannot be given back is told of, with who paused the guard and why', () =>
    expect(step(stopped, file(phase('starting', deadline, 5), { owed: true }), now + 24 * hour)).toEqual({
      do: 'close',
      outcome: 'failed',
      reason:
        'Root access is still enabled: paula paused the guard (quarter-end). It did not start within its budget.',
      restartOwed: 'settled',
    }));
  it('it looks ever more seldom', () => {
    const waits = (after: number) => step(look(), file(grace), pause.since + after);
    expect(waits(hour)).toEqual({ do: 'wait', milliseconds: 12 * 60_000 });
    expect(waits(2 * hour)).toEqual({ do: 'wait', milliseconds: 15 * 60_000 });
    expect(waits(100 * hour)).toEqual({ do: 'wait', milliseconds: 10 * hour });
  });
});

describe('what is written about one that is held back', () => {
  const held = { waitedAt: now, pausedAt: now };
  const back = { ...held, stand: grace, restartOwed: null };
  const starting = (comingUp: boolean) => file({ ...phase('starting'), comingUp } as never, { owed: true });
  it.each<[string, File, Look, object]>([
    ['when', file(grace), look(), held],
    ['when, of one that nobody was told of', file(), look(), held],
    ['that it was given back, once it runs', starting(false), look(), back],
    ['that it was given back, where its owner stopped it again', starting(true), stopped, back],
    [
      'that it was given back, where the stop did not take',
      file(phase('stopping'), { owed: true }),
      look(),
      back,
    ],
    ['no more, while it is away', starting(false), stopped, held],
    ['no more, of one that is not away because of us', file(phase('stopping')), look(), held],
    ['no more, where it has failed after it came up', starting(true), look({ status: 'Failed' }), held],
    ['no more, where nothing is seen', starting(true), { seen: 'nothing', because: '' }, held],
    [
      'no more, of one that was stopped by us and has not come up',
      file(phase('updating'), { owed: true }),
      stopped,
      held,
    ],
    [
      'no more, of one for which a restart is owed before anybody was told',
      file(undefined, { owed: true }),
      look(),
      held,
    ],
  ])('%s', (_, of, seen, expected) => expect(heldBack(of, seen, now)).toEqual(expected));
});

describe('a deadline that passed in a pause', () => {
  const missed = (pausedAt = deadline, changes = {}) =>
    file(grace, { pausedAt, notices: [first, told('final')], ...changes });
  const lifted = (of: File, by = policy()) => decide(look(), mailboxes(), of, by, now);
  it('is followed by another final notice before anything is stopped', () =>
    expect(lifted(missed())).toEqual({
      do: 'notify',
      notice: { kind: 'final', dueAt: now, stage: `resumed-${deadline}-final` },
    }));
  it('waits for an update that is under way', () =>
    expect(decide(look({ status: 'Updating' }), mailboxes(), missed(), policy(), deadline)).toMatchObject({
      do: 'wait',
    }));
  it('is none where the pause ended before it', () =>
    expect(lifted(missed(deadline - 1))).toEqual({ do: 'stop' }));
  it('is met at once where its owner asked for it', () => {
    const answers = [{ kind: 'remediate-now' as const, at: opened, notice: 'n', address: 'a' }];
    expect(lifted(missed(deadline, { answers }))).toEqual({ do: 'stop' });
  });
  it('is of no interest where the policy only notifies', () =>
    expect(lifted(missed(), policy({ mode: 'notify' }))).toMatchObject({ do: 'close' }));
  it.each([
    ['as long after that notice as the final one comes before', {}, hour],
    ['as long after it as the last reminder comes before', { reminders: ['PT3H'] }, 3 * hour],
    ['an hour after it where there are no reminders', { reminders: [] }, hour],
    ['no longer after it than the grace window', { graceWindow: 'PT10M' }, hour / 6],
  ])('moves %s', (_, changes, length) =>
    expect(deadlineFixedBy(resumed(deadline, now), missed(), policy(changes), now)).toBe(now + length),
  );
  it('moves into the enforcement window', () => {
    const enforcementWindow = { days: ['Wed' as const], from: '00:00', to: '06:00', timeZone: 'UTC' };
    expect(deadlineFixedBy(resumed(deadline, now), missed(), policy({ enforcementWindow }), now)).toBe(
      Date.UTC(2026, 10, 25),
    );
  });
  it('is fixed by the first notice where nobody was told before', () =>
    expect(deadlineFixedBy(firstNotice(now), file(), policy(), now)).toBe(now + 24 * hour));
  it('moves by no other notice', () =>
    expect(
      deadlineFixedBy({ kind: 'final', dueAt: now, stage: 'final' }, missed(), policy(), now),
    ).toBeNull());
  it('and its new notice stands for the final one', () => {
    const later = now + hour;
    const notice = { ...told('final'), id: `case-resumed-${deadline}-final` };
    const moved = file({ at: 'grace', deadline: later }, { pausedAt: deadline, notices: [first, notice] });
    expect(decide(look(), mailboxes(), moved, policy(), now)).toEqual({ do: 'wait', milliseconds: hour });
  });
});

describe('what one waited for its turn', () => {
  it('is not counted before anybody was told', () => {
    const updating = (waitedAt?: number) =>
      decide(
        look({ status: 'Updating' }),
        null,
        file(undefined, waitedAt === undefined ? {} : { waitedAt }),
        policy(),
        opened + 2 * hour,
      );
    expect(updating()).toMatchObject({ do: 'close', outcome: 'failed' });
    expect(updating(opened + 1.5 * hour)).toMatchObject({ do: 'wait' });
  });
  it('is not counted after the deadline', () => {
    const pending = (waitedAt?: number) =>
      decide(
        look({ status: 'Pending' }),
        mailboxes(),
        file(grace, waitedAt === undefined ? {} : { waitedAt }),
        policy(),
        deadline + 2 * hour,
      );
    expect(pending()).toMatchObject({ do: 'close', outcome: 'failed' });
    expect(pending(deadline + 1.5 * hour)).toMatchObject({ do: 'wait' });
  });
});
