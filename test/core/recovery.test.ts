import { describe, expect, it } from 'vitest';
import type { Closed } from '../../functions/core/case.ts';
import { followerOf, goesOnFor, inherited, oneMore } from '../../functions/core/recovery.ts';
import { deadline, file, first, hour, opened, told } from './given.ts';

const day = 24 * hour;

describe('recoveries', () => {
  it('are three in a day', () => {
    expect(oneMore([opened, opened + hour], opened + 2 * hour)).toEqual([
      opened,
      opened + hour,
      opened + 2 * hour,
    ]);
    expect(oneMore([opened, opened, opened], opened + hour)).toBeNull();
  });
  it('do not count any more after a day', () => {
    expect(oneMore([opened, opened, opened], opened + day - 1)).toBeNull();
    expect(oneMore([opened, opened, opened], opened + day)).toEqual([opened + day]);
  });
});

describe('the execution that goes on', () => {
  const uuid = '6a7e8feb-b491-4cf7-a9f1-bf3703467718';
  const long = `${uuid}_${uuid}`;
  const line = [
    long,
    followerOf(long),
    followerOf(followerOf(long)),
    followerOf(followerOf(followerOf(long))),
  ];

  it('is named after the case', () => expect(followerOf('case')).toBe('case-again'));
  it('is not taken for one by what stands within its name', () =>
    expect(followerOf('case-again-by-hand')).toBe('case-again-by-hand-again'));
  it('is counted however many there are', () => expect(followerOf('case-again-10')).toBe('case-again-11'));
  it('has a name of its own each time, however long the first one is', () =>
    expect(new Set(line).size).toBe(line.length));
  it('has a name that Step Functions takes', () =>
    expect(line.every((name) => name.length <= 80)).toBe(true));
  it('is known by all those for which it goes on', () =>
    expect(line.map((name) => line.map((before) => goesOnFor(name, before)))).toEqual(
      line.map((_, later) => line.map((_before, earlier) => later > earlier)),
    ));
  it('goes on for no other', () => expect(goesOnFor('case-again', 'another')).toBe(false));
});

describe('a new case', () => {
  const closed = (changes: Partial<Closed> = {}): Closed => ({
    at: 'closed',
    outcome: 'failed',
    reason: 'It died.',
    deadline,
    closedAt: deadline,
    mail: 'sent',
    died: true,
    ...changes,
  });
  const outcome = { ...first, id: 'case-outcome', kind: 'outcome' as const };
  const notices = [first, told('final'), outcome];
  const afresh = { stand: { at: 'opened' }, notices: [], invited: null };

  it('begins afresh on a notebook that never had one', () => expect(inherited(null)).toEqual(afresh));
  it('begins afresh after one that ended by itself', () => {
    expect(inherited(file(closed({ died: false }), { notices, invited: 'alice@example.com' }))).toEqual(
      afresh,
    );
  });
  it('goes on in grace where the one before died, with its notices but for how it ended', () => {
    expect(inherited(file(closed(), { notices, invited: 'alice@example.com' }))).toMatchObject({
      stand: { at: 'grace', deadline },
      notices: [first, told('final')],
      invited: 'alice@example.com',
    });
  });
  it('begins afresh beside one that is open, whatever is owed', () => {
    expect(inherited(file({ at: 'grace', deadline }, { notices, owed: true }))).toEqual(afresh);
  });
  it.each(['answers', 'upgrade', 'windowName'])('has no %s where the one before had none', (key) =>
    expect(inherited(file(closed(), { notices }))).not.toHaveProperty(key),
  );
  it('goes on where a restart is owed still', () => {
    expect(inherited(file(closed({ died: false }), { notices, owed: true }))).toMatchObject({
      stand: { at: 'grace', deadline },
    });
  });
  it('is opened anew where the one before died before its deadline was fixed', () => {
    expect(inherited(file(closed({ deadline: null }), { notices: [] }))).toMatchObject({
      stand: { at: 'opened' },
    });
  });
});
