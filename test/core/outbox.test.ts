import { describe, expect, it } from 'vitest';
import { manyLetter } from '../../functions/core/many-letter.ts';
import {
  candidates,
  deadlineIn,
  type Entry,
  gathered,
  gatherFor,
  isLost,
  mailOf,
  mailsAtOnce,
  nowhere,
  type Pace,
  turnOf,
  unpaced,
} from '../../functions/core/outbox.ts';
import { deadline, hour, opened, policy } from './given.ts';

const turnTaken = (pace: Pace, notice: string, now: number, waited = false): Pace => {
  const turn = turnOf(pace, notice, waited, now);
  if (turn.is !== 'now') throw new Error(`expected a turn, got ${JSON.stringify(turn)}`);
  return turn.next;
};
/** After as many mails as go out at once, a second apart. */
const crowded = Array.from({ length: mailsAtOnce }).reduce<Pace>(
  (pace, _, index) => turnTaken(pace, `notice-${index}`, opened + index * 1000),
  unpaced,
);

describe('a mail to one address', () => {
  it('goes out at once as a rule', () => {
    expect(turnOf(unpaced, 'one', false, opened).is).toBe('now');
  });
  it('waits where many went out within the minute, until the first of them is a minute ago', () => {
    expect(turnOf(crowded, 'one', false, opened + 10_000)).toEqual({
      is: 'later',
      milliseconds: gatherFor - 10_000,
    });
  });
  it('goes out when a minute has passed', () => {
    expect(turnOf(crowded, 'one', true, opened + gatherFor).is).toBe('now');
  });
  it('has its turn again where it was not accepted, from then on', () => {
    const again = turnTaken(crowded, 'notice-0', opened + 50_000);
    expect(again.sent).toHaveLength(mailsAtOnce);
    expect(turnOf(again, 'one', false, opened + gatherFor + 1000).is).toBe('now');
    expect(turnOf(again, 'one', false, opened + gatherFor)).toEqual({ is: 'later', milliseconds: 1000 });
  });
  it('counts every turn, so that nobody takes one unseen', () => {
    expect(crowded.turn).toBe(mailsAtOnce);
  });
  it('counts a turn that is had again too', () => {
    expect(turnTaken(crowded, 'notice-0', opened + 50_000).turn).toBe(mailsAtOnce + 1);
  });
  it('that waited takes its turn alone: the others go with it', () => {
    const gathering = turnTaken(crowded, 'one', opened + gatherFor, true);
    expect(turnOf(gathering, 'two', true, opened + gatherFor)).toEqual({
      is: 'later',
      milliseconds: gatherFor,
    });
    expect(turnOf(gathering, 'three', false, opened + gatherFor + 5000).is).toBe('now');
  });
  it('never goes out more than five times within a minute', () => {
    let pace = unpaced;
    const sent: number[] = [];
    for (let second = 0; second < 600; second += 1) {
      const now = opened + second * 1000;
      const turn = turnOf(pace, `notice-${second}`, second % 3 === 0, now);
      if (turn.is !== 'now') continue;
      sent.push(now);
      pace = turn.next;
    }
    const most = Math.max(
      ...sent.map((at) => sent.filter((one) => at <= one && one < at + gatherFor).length),
    );
    expect([most, sent.length > 40]).toEqual([mailsAtOnce, true]);
  });
});

const entry = (notice: string, changes: Partial<Entry> = {}): Entry => ({
  notice,
  kind: 'first',
  caseId: 'case',
  arn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab',
  name: 'lab',
  createdAt: opened,
  queuedAt: opened,
  deadline: null,
  grace: 24 * hour,
  why: null,
  hasLink: false,
  says: { is: 'prospect', status: 'InService', platform: 'notebook-al2023-v1', whenStopped: false },
  ...changes,
});
const own = entry('own', { queuedAt: opened + gatherFor });
const ids = (entries: readonly Entry[], canLink = true) =>
  gathered(candidates(entries, own, canLink, 'mail', own.queuedAt), own).map(({ notice }) => notice);

describe('the deadline of what waits', () => {
  it('is the one that was fixed', () =>
    expect(deadlineIn(entry('a', { deadline, grace: null }), policy(), opened)).toBe(deadline));
  it('counts from the mail where none was fixed', () =>
    expect(deadlineIn(entry('a', { deadline: null, grace: hour }), policy(), opened)).toBe(opened + hour));
});

describe('one mail for many', () => {
  const stopped = {
    says: { is: 'prospect', status: 'Stopped', platform: 'notebook-al2023-v1', whenStopped: true },
  } as const;
  const many = (...items: readonly [Partial<Entry>, number | null][]) =>
    manyLetter(
      items.map(([changes, due], index) => ({
        entry: entry(`n${index}`, changes),
        deadline: due,
        link: null,
      })),
      policy(),
      opened,
    );

  it('begins with the first that something happens to: one that is stopped, at once', () => {
    const { body } = many([{}, deadline], [stopped, deadline]);
    expect(body).toMatch(
      /^This mail is about 2 notebooks; root access ends on the first of them at Mon 23 Nov 2026, 09:00 UTC/,
    );
  });
  it.each<[string, Partial<Entry>]>([
    ['one that runs, at its deadline', { says: { ...stopped.says, status: 'InService' } }],
    ['one that is stopped and waits, at its deadline', { says: { ...stopped.says, whenStopped: false } }],
  ])('begins with the first that something happens to: %s', (_what, changes) => {
    expect(many([changes, deadline], [changes, deadline]).body).toMatch(
      /^This mail is about 2 notebooks; root access ends on the first of them at Tue 24 Nov 2026, 09:00 UTC/,
    );
  });
  it('says of one without a deadline that root access is on', () => {
    expect(many([{}, null], [{}, deadline]).body).toContain('Root access is enabled.');
  });
  it('says what a stop loses, and all that one that runs needs', () => {
    const { body } = many([{}, deadline], [{}, deadline]);
    expect(body).toContain('What a stop loses');
    expect(body).toContain('aws sagemaker stop-notebook-instance --notebook-instance-name NAME');
  });
});

describe('a turn', () => {
  it('is counted', () => expect(turnTaken(turnTaken(unpaced, 'a', opened), 'b', opened).turn).toBe(2));
  it('is not taken by one that waited while another went out that had waited, too', () => {
    const pace = turnTaken(unpaced, 'a', opened, true);
    expect(turnOf(pace, 'b', true, opened + 1000)).toEqual({ is: 'later', milliseconds: gatherFor - 1000 });
  });
});

describe('with it go', () => {
  it('what was queued just within the hour, and not what was before', () => {
    const at = own.queuedAt - hour;
    expect(ids([entry('a', { queuedAt: at }), entry('b', { queuedAt: at + 1 })])).toEqual(['b']);
  });
  it('what has time left, and not what has none', () => {
    const fixed = (due: number) => ({ deadline: due, grace: null });
    expect(ids([entry('a', fixed(own.queuedAt)), entry('b', fixed(own.queuedAt + 1))])).toEqual(['b']);
  });
  it('those that waited as long in the order of their names', () => {
    expect(ids([entry('b'), entry('c'), entry('a')])).toEqual(['a', 'b', 'c']);
  });
  it('149 others at most', () => {
    expect(ids(Array.from({ length: 200 }, (_, index) => entry(`notice-${index}`)))).toHaveLength(149);
  });
  it('those that wait, the longest waiting first', () => {
    expect(ids([entry('b', { queuedAt: opened + 2 }), entry('a')])).toEqual(['a', 'b']);
  });
  it.each<[string, Entry, boolean]>([
    ['itself', own, true],
    ['what is in another mail', entry('a', { taken: { into: 'other', at: opened, deadline } }), true],
    ['what was called back', entry('a', { taken: { into: nowhere, at: opened - hour / 2, deadline } }), true],
    ['what nobody has asked for in an hour', entry('a', { queuedAt: opened - 2 * hour }), true],
    ['what tells of a deadline that has passed', entry('a', { deadline: opened, grace: null }), true],
    ['what needs a link, from who may make none', entry('a', { hasLink: true }), false],
  ])('not %s', (_what, waiting, canLink) => {
    expect(ids([waiting], canLink)).toEqual([]);
  });

  it.each([
    ['the longest names', { name: 'n'.repeat(63), why: 'w'.repeat(400), hasLink: true }],
    ['the longest words, of four bytes each', { says: { is: 'text', text: '𝔞'.repeat(4000) } }],
  ] as const)('no more than SNS takes in one mail, with %s', (_what, changes) => {
    const many = Array.from({ length: 1000 }, (_, index) => entry(`notice-${index}`, changes));
    const items = [own, ...gathered(candidates(many, own, true, 'mail', own.queuedAt), own)].map((one) => ({
      entry: one,
      deadline,
      link: one.hasLink
        ? `https://abcdefghij.execute-api.eu-west-1.amazonaws.com/answer/${'k'.repeat(43)}`
        : null,
    }));
    expect(items.length).toBeGreaterThan(10);
    expect(Buffer.byteLength(manyLetter(items, policy(), opened).body)).toBeLessThan(250_000);
  });
});

describe('what may be lost', () => {
  it('may go with it', () => {
    const lost = entry('a', { taken: { into: 'other', at: opened - hour / 2, deadline } });
    expect(ids([lost])).toEqual(['a']);
  });
});

describe('a mail into which others were taken', () => {
  const lost = (now: number, mail = 'mail', into = 'other') =>
    isLost({ into, at: opened, deadline }, mail, now);

  it('is lost when it was not seen to go out for two minutes', () => {
    expect([opened, opened + gatherFor, opened + 2 * gatherFor].map((now) => lost(now))).toEqual([
      false,
      false,
      true,
    ]);
  });
  it('is lost when it is the one that is sent again', () => {
    const mail = mailOf(own, opened);
    expect(lost(opened, mail, mail)).toBe(true);
  });
  it('is not the one that another case sends then, nor the one that its own sends later', () => {
    const others = [mailOf(entry('a'), opened), mailOf(own, opened + gatherFor)];
    expect(others.map((mail) => lost(opened, mail, mailOf(own, opened)))).toEqual([false, false]);
  });
  it('is never lost when it was called back', () => {
    expect(lost(opened + hour, 'mail', nowhere)).toBe(false);
  });
});
