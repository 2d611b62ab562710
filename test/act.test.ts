/** What every act does around its own deed, on plain objects. */
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it, vi } from 'vitest';
import { type Act, act, type World } from '../functions/act.ts';
import { AccessRefused, StatusForbids, Throttled } from '../functions/core/errors.ts';
import type { Notebook } from '../functions/core/notebook.ts';
import { wait } from '../functions/core/step.ts';
import { deadline, file, first, grace, hour, look, phase, policy, told } from './core/given.ts';

const log = new Logger({ logLevel: 'SILENT' });

const input = {
  execution: 'arn:execution',
  now: new Date(deadline).toISOString(),
  input: {
    caseId: 'case',
    notebook: { arn: file().arn, name: 'lab', createdAt: new Date(file().createdAt).toISOString() },
    wakes: 0,
  },
};

/** A world whose ledger holds `held`, and answers a claim with what it wrote, or with what came meanwhile. */
const worldOf = (held = file(grace), meanwhile: { wakes?: number; lost?: boolean } = {}) => {
  const claim = vi.fn(async (of, changes) => {
    if (meanwhile.lost) return null;
    const { restartOwed, ...ofCase } = changes;
    return {
      ...of,
      ...(restartOwed ? { restartOwed } : {}),
      case: { ...of.case, ...ofCase, wakes: meanwhile.wakes ?? 0 },
    };
  });
  const world = {
    ledger: { read: async () => held, claim },
    killSwitch: { read: async () => null },
    notebooks: { look: async () => look() },
    policy: policy(),
    log,
  } as unknown as World;
  return { world, claim };
};

const stopping = (perform: Act<'stop'>['perform']): Act<'stop'> => ({
  mine: 'stop',
  claim: ({ do: _ }, { now }) => ({ stand: phase('stopping', now) }),
  perform,
});
const done: Act<'stop'>['perform'] = async () => ({ next: 'step', step: wait(20_000) });

describe('an act', () => {
  it('is carried out when it is the next step', async () => {
    const perform = vi.fn(done);
    const answer = await act(worldOf().world, stopping(perform))(input);
    expect(perform).toHaveBeenCalledOnce();
    expect(answer).toMatchObject({ step: 'wait', waitSeconds: 20 });
  });

  it('is left to the act whose step it is', async () => {
    const perform = vi.fn(done);
    const { world } = worldOf(file({ at: 'opened' }));
    expect(await act(world, stopping(perform))(input)).toMatchObject({ step: 'notify' });
    expect(perform).not.toHaveBeenCalled();
  });

  it('is not carried out for a case that another execution holds', async () => {
    const perform = vi.fn(done);
    const { world } = worldOf(file(grace, { execution: 'arn:another' }));
    expect(await act(world, stopping(perform))(input)).toMatchObject({ step: 'superseded' });
    expect(perform).not.toHaveBeenCalled();
  });

  it('is not carried out when the claim fails', async () => {
    const perform = vi.fn(done);
    expect(await act(worldOf(file(grace), { lost: true }).world, stopping(perform))(input)).toMatchObject({
      step: 'superseded',
    });
    expect(perform).not.toHaveBeenCalled();
  });

  it('waits where it is not its turn, and until when is written down', async () => {
    const perform = vi.fn(done);
    const { world, claim } = worldOf();
    const turn = { ask: async () => 45_000, giveBack: async () => undefined };
    expect(await act(world, { ...stopping(perform), turn })(input)).toMatchObject({
      step: 'wait',
      waitSeconds: 45,
    });
    expect(perform).not.toHaveBeenCalled();
    expect(claim.mock.calls.map(([, changes]) => changes)).toEqual([{ waitedAt: deadline + 45_000 }]);
  });

  describe('whose claim an owner’s answer has refused', () => {
    /** A ledger in which the deadline is postponed between the act's read and its claim. */
    const postponed = (later = deadline + hour) => {
      const { world, claim } = worldOf();
      const answer = {
        kind: 'postpone' as const,
        at: deadline,
        notice: first.id,
        address: 'alice',
        by: hour,
      };
      const moved = file({ at: 'grace', deadline: later }, { answers: [answer], wakes: 1 });
      const known = {
        ...moved,
        case: { ...moved.case, notices: [first, ...['escalation-0', 'reminder-720m', 'final'].map(told)] },
      };
      const reads = [file(grace), known];
      claim.mockImplementation(async (of, changes) => {
        const isStale = (of.case.answers ?? []).length < 1;
        return isStale ? null : { ...of, case: { ...of.case, ...changes } };
      });
      const read = async () => reads.shift() ?? known;
      return { ...world, ledger: { ...world.ledger, read, claim } } as unknown as World;
    };

    it('is not carried out, where the answer postponed it', async () => {
      const perform = vi.fn(done);
      const answer = await act(postponed(), stopping(perform))(input);
      expect(perform).not.toHaveBeenCalled();
      expect(answer).toMatchObject({ step: 'wait', waitSeconds: 3600, wakes: 1 });
    });
    it('gives its turn back', async () => {
      const giveBack = vi.fn(async () => undefined);
      const turn = { ask: async () => null, giveBack };
      await act(postponed(), { ...stopping(done), turn })(input);
      expect(giveBack).toHaveBeenCalledOnce();
    });
    it('is carried out after another look, where the answer left it due', async () => {
      const perform = vi.fn(done);
      await act(postponed(deadline), stopping(perform))(input);
      expect(perform).toHaveBeenCalledOnce();
    });
  });

  it('comes back later without writing a deadline again that an owner may have moved', async () => {
    const perform: Act<'notify'>['perform'] = async () => {
      throw new Throttled('later');
    };
    const { world, claim } = worldOf(file({ at: 'opened' }));
    await act(world, { mine: 'notify', claim: () => ({ invited: 'alice@example.com' }), perform })(input);
    expect(claim.mock.lastCall?.[1]).toEqual({ troubleSince: deadline });
  });

  it('answers with the news that its look knew of, not with what came after', async () => {
    const { world } = worldOf(file(grace), { wakes: 1 });
    expect(await act(world, stopping(done))(input)).toMatchObject({ wakes: 0 });
  });

  it('looks again soon when the notebook moved', async () => {
    const perform = async () => {
      throw new StatusForbids('Status (Stopping) not in ([InService])');
    };
    expect(await act(worldOf().world, stopping(perform))(input)).toMatchObject({ step: 'wait' });
  });

  it('comes back later when AWS is busy, and counts no attempt', async () => {
    const perform = async () => {
      throw new Throttled('later');
    };
    const { world, claim } = worldOf();
    expect(await act(world, stopping(perform))(input)).toMatchObject({ step: 'wait' });
    expect(claim.mock.lastCall?.[1]).toMatchObject({ troubleSince: deadline, stand: { claims: 0 } });
  });

  it('fails with what AWS refuses for good', async () => {
    const perform = async () => {
      throw new AccessRefused('no');
    };
    await expect(act(worldOf().world, stopping(perform))(input)).rejects.toThrow(AccessRefused);
  });

  it('files the failure that a Catch hands over before it decides', async () => {
    const caught = { Error: 'AccessRefused', Cause: '{"errorMessage":"no"}' };
    const { world, claim } = worldOf();
    const handed = { ...input, input: { ...input.input, error: caught } };
    expect(await act(world, stopping(done))(handed)).toMatchObject({ step: 'close' });
    expect(claim.mock.calls[0]?.[1]).toEqual({
      failures: [{ during: 'grace', error: 'AccessRefused', message: 'no', at: deadline }],
    });
  });

  it('files each look that is refused for good, so that looking ends', async () => {
    const { world, claim } = worldOf();
    const refused = async () => {
      throw new AccessRefused('no');
    };
    const blind = { ...world, notebooks: { look: refused } } as unknown as World;
    await act(blind, stopping(done))(input);
    expect(claim.mock.calls[0]?.[1]).toEqual({
      failures: [{ during: 'grace', error: 'GaveUp', message: 'AccessRefused: no.', at: deadline }],
    });
  });

  describe('while AWS does not let us work', () => {
    const since = deadline - hour / 60;
    const troubled = (changes: Partial<Notebook> = {}) => {
      const { world, claim } = worldOf(file(grace, { troubleSince: since }));
      const notebooks = { look: async () => look(changes) };
      return { claim, world: { ...world, notebooks } as unknown as World };
    };
    const forgets = { troubleSince: null };

    it('forgets since when, once its call got through', async () => {
      const { world, claim } = troubled();
      await act(world, stopping(done))(input);
      expect(claim.mock.lastCall?.[1]).toEqual(forgets);
    });
    it('remembers since when, where it only says that it is to be closed', async () => {
      const { world, claim } = troubled({ root: 'Disabled' });
      expect(await act(world, stopping(done))(input)).toMatchObject({ step: 'close' });
      expect(claim.mock.calls.map(([, changes]) => changes)).not.toContainEqual(forgets);
    });
    it('counts from when it began', async () => {
      const { world, claim } = troubled();
      const perform = async () => {
        throw new Throttled('later');
      };
      await act(world, stopping(perform))(input);
      expect(claim.mock.lastCall?.[1]).toMatchObject({ troubleSince: since });
    });
  });

  it('refuses what no state hands over', async () => {
    await expect(act(worldOf().world, stopping(done))({})).rejects.toThrow(
      'expected what a state hands over',
    );
  });
});
