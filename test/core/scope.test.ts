import { describe, expect, it } from 'vitest';
import type { Stand } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import { outOfScope, touchesScope } from '../../functions/core/scope.ts';
import type { News } from '../../functions/core/trigger.ts';
import { isWorthALook } from '../../functions/core/urgency.ts';
import { deadline, file, grace, hour, look, mailboxes, opened, phase, policy } from './given.ts';

const pilot = policy({ scope: { pilot: 'true', team: 'fraud' } });
const inScope = { pilot: 'true', team: 'fraud', Owner: 'alice@example.com' };

describe('the scope', () => {
  it('is every notebook where the policy names no tags', () => expect(outOfScope({}, policy())).toBeNull());
  it('is a notebook with all its tags', () => expect(outOfScope(inScope, pilot)).toBeNull());
  it.each([
    ['one tag', { team: 'fraud' }, 'pilot=true'],
    ['all tags', {}, 'pilot=true, team=fraud'],
    ['the value', { ...inScope, pilot: 'false' }, 'pilot=true'],
    ["the value's letter case", { ...inScope, pilot: 'True' }, 'pilot=true'],
    ["the key's letter case", { Pilot: 'true', team: 'fraud' }, 'pilot=true'],
  ])('is not one that lacks %s', (_what, tags, lacks) =>
    expect(outOfScope(tags, pilot)).toBe(`It is out of the policy's scope: it does not carry ${lacks}.`),
  );
});

describe('news of a tag', () => {
  const touched = (...tagKeys: string[]): News => ({
    is: 'news',
    arn: 'arn',
    status: null,
    tagKeys,
    by: { who: 'alice', tool: null },
    because: 'AddTags by alice',
  });
  it('may bring a notebook into scope or out of it', () =>
    expect(touchesScope(touched('Owner', 'pilot'), pilot)).toBe(true));
  it('is worth a look', () => expect(isWorthALook(touched('pilot'), [], pilot)).toBe(true));
  it('does not, of another tag', () => expect(touchesScope(touched('Owner'), pilot)).toBe(false));
  it('does not, where there is no scope', () =>
    expect(touchesScope(touched('toString'), policy())).toBe(false));
});

describe('a notebook that leaves the scope', () => {
  const step = (of: ReturnType<typeof file>, notebook: Partial<Notebook> = {}, now = deadline) =>
    decide(look({ tags: {}, ...notebook }), mailboxes(), of, pilot, now);
  const left =
    "It is out of the policy's scope: it does not carry pilot=true, team=fraud. Nothing more is done about its root access.";
  const observed = { do: 'close', outcome: 'observed', reason: left };

  it('is left as it is before anybody was told', () =>
    expect(step(file(), {}, opened)).toMatchObject(observed));
  it('is left as it is in grace', () => expect(step(file(grace), {}, opened)).toMatchObject(observed));
  it('is not stopped at its deadline', () => expect(step(file(grace))).toMatchObject(observed));
  it('is given back where we stopped it', () =>
    expect(step(file(phase('stopping'), { owed: true }), { status: 'Stopped' })).toEqual({
      do: 'start',
      because: null,
    }));
  it('is given back after a failed act, too', () => {
    const failures = [{ during: 'updating' as const, error: 'AccessRefused', message: 'no', at: deadline }];
    const of = file(phase('updating'), { owed: true, failures });
    expect(step(of, { status: 'Stopped' })).toMatchObject({ do: 'start' });
  });
  it('is told of once it runs', () =>
    expect(step(file(phase('starting'), { owed: true }), { status: 'InService' })).toMatchObject({
      ...observed,
      reason: `${left} It had been stopped by then. It is InService.`,
    }));
  it('is told of where its owner stopped it again', () =>
    expect(
      step(file({ ...phase('starting'), comingUp: true } as Stand, { owed: true }), { status: 'Stopped' }),
    ).toMatchObject({
      ...observed,
      reason: `${left} It had been stopped by then. It was stopped again after it had come up.`,
    }));
  it('is told of as failed where it does not start', () =>
    expect(
      step(file(phase('starting'), { owed: true }), { status: 'Stopped' }, deadline + hour),
    ).toMatchObject({
      do: 'close',
      outcome: 'failed',
      reason: `${left} It had been stopped by then. It did not start within its budget.`,
    }));
  it('is remediated all the same once root access is off', () =>
    expect(
      step(file(phase('starting'), { owed: true }), { status: 'InService', root: 'Disabled' }),
    ).toMatchObject({ outcome: 'remediated' }));
});
