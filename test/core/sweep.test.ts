import { describe, expect, it } from 'vitest';
import type { Closed, Outcome, Saw, Stand } from '../../functions/core/case.ts';
import type { Notebook, Seen } from '../../functions/core/notebook.ts';
import { saw, sawIn, whyOpen } from '../../functions/core/sweep.ts';
import { file, gone, hour, look, opened, policy } from './given.ts';

const day = 24 * hour;
const seen = (changes: Partial<Notebook> = {}): Seen => look(changes) as Seen;
const notebook = (changes: Partial<Notebook> = {}): Notebook => {
  const { notebook: of } = look(changes) as Extract<Seen, { seen: 'notebook' }>;
  return of;
};

const closed = (outcome: Outcome, changes: Partial<Closed> = {}): Stand => ({
  at: 'closed',
  outcome,
  reason: 'so',
  deadline: null,
  closedAt: opened,
  mail: 'sent',
  died: false,
  saw: saw(notebook(), policy()),
  ...changes,
});
const exception = { 'root-access-exception': 'until=2026-12-18 SEC-1' };
const lastly = (outcome: Outcome, changes: Partial<Closed> = {}) => file(closed(outcome, changes));
const why = (found: Seen, of: ReturnType<typeof file> | null, now = opened + hour) =>
  whyOpen(found, of, policy(), now);

describe('a notebook without a case', () => {
  it('with root access gets one', () => expect(why(seen(), null)).toMatch(/no event/));
  it('without root access gets none', () => expect(why(seen({ root: 'Disabled' }), null)).toBeNull());
  it('with an exception gets none', () => expect(why(seen({ tags: exception }), null)).toBeNull());
  it('gets one where nobody knows yet who set its exception', () => {
    const approved = policy({ approvers: ['permission-set/Platform'] });
    expect(whyOpen(seen({ tags: exception, touches: [] }), null, approved, opened)).toMatch(/no event/);
  });
  it('out of scope gets none', () => {
    const piloting = policy({ scope: { pilot: 'true' } });
    expect(whyOpen(seen(), null, piloting, opened)).toBeNull();
  });
  it('that is gone gets none', () => expect(why(gone as Seen, null)).toBeNull());
  it.each(['Updating', 'Deleting'] as const)('that is %s waits for the next sweep', (status) =>
    expect(why(seen({ status }), null)).toBeNull(),
  );
  it.each(['Pending', 'Stopping', 'Stopped', 'Failed', 'InMaintenance', 'unknown'] as const)(
    'that is %s gets one',
    (status) => expect(why(seen({ status }), null)).not.toBeNull(),
  );
});

it('a notebook with an open case gets no other', () => expect(why(seen(), file())).toBeNull());

describe('a notebook on which root access is on after a case that ended with it off', () => {
  it.each([
    'remediated',
    'remediated-left-stopped',
    'remediated-not-restarted',
    'already-compliant',
    'fixed-meanwhile',
    'gone',
  ] as const)('as %s gets another', (outcome) => expect(why(seen(), lastly(outcome))).toMatch(/on again/));
  it('and is off still gets none', () =>
    expect(why(seen({ root: 'Disabled' }), lastly('remediated'))).toBeNull());
});

describe('a notebook whose exception', () => {
  it('has run out gets a case', () =>
    expect(why(seen({ tags: exception }), lastly('exempt'), Date.UTC(2026, 11, 19))).toMatch(/exception/));
  it('counts still gets none', () =>
    expect(why(seen({ tags: exception }), lastly('exempt'), Date.UTC(2026, 11, 19) - 1)).toBeNull());
});

describe.each(['observed', 'held', 'failed'] as const)('a notebook whose last case was %s', (outcome) => {
  it('is left alone for holdReminder', () =>
    expect(why(seen(), lastly(outcome), opened + 7 * day - 1)).toBeNull());
  it('gets another after that', () =>
    expect(why(seen(), lastly(outcome), opened + 7 * day)).toContain(outcome));
  it.each<[string, Partial<Notebook>]>([
    ['platform', { platform: 'notebook-al2-v3' }],
    ['exception tag', { tags: { 'root-access-exception': 'until=tomorrow' } }],
  ])('gets another when its %s changed', (_what, changes) =>
    expect(why(seen(changes), lastly(outcome))).toMatch(/changed/),
  );
  it('gets another when root access was off then', () => {
    const off: Saw = { ...saw(notebook(), policy()), root: 'Disabled' };
    expect(why(seen(), lastly(outcome, { saw: off }))).toMatch(/changed/);
  });
  it.each<[string, Parameters<typeof policy>[0]]>([
    ['another mode', { mode: 'notify' }],
    ['another scope', { scope: { Team: 'risk' } }],
    ['another way with platforms that retire', { retiredPlatforms: 'upgrade' }],
    ['another number of rounds', { maxRounds: 5 }],
    ['another budget', { budgets: { stop: 'PT1H' } }],
    ['another platform team', { platformEmail: 'others@example.com' }],
    ['other tags that name owners', { ownerTagKeys: ['Contact'] }],
    ['other domains that may be mailed', { ownerMailDomains: ['example.org'] }],
    ['another way with owners out of reach', { unreachableOwner: 'hold' }],
  ])('gets another under %s', (_what, changes) => {
    const tags = { Team: 'risk' };
    expect(whyOpen(seen({ tags }), lastly(outcome), policy(changes), opened + hour)).toMatch(/policy/);
  });
  it('is left alone under a policy that decides the same about it', () => {
    const other = policy({ graceWindow: 'PT48H', reminders: [], holdReminder: 'P8D', maxConcurrentStops: 3 });
    expect(whyOpen(seen(), lastly(outcome), other, opened + hour)).toBeNull();
  });
  it('is left alone where its record is of before the policy was kept there', () => {
    const { policy: _, ...before } = saw(notebook(), policy());
    const observing = policy({ mode: 'observe' });
    expect(whyOpen(seen(), lastly(outcome, { saw: before }), observing, opened + hour)).toBeNull();
  });
  it('is left alone where nobody recorded what was seen', () => {
    const { saw: _, ...stand } = closed(outcome) as Closed;
    expect(why(seen({ platform: null }), file(stand))).toBeNull();
  });
  it('is left alone when only its owner or what it does changed', () =>
    expect(why(seen({ status: 'Stopped', tags: { Owner: 'bob@example.com' } }), lastly(outcome))).toBeNull());
});

describe('a hold', () => {
  const al2 = { platform: 'notebook-al2-v3' };
  const held = (of: Partial<Notebook>) => lastly('held', { saw: saw(notebook(of), policy()) });
  it('for its platform is another matter once it is stopped', () =>
    expect(why(seen({ ...al2, status: 'Stopped' }), held(al2))).toMatch(/changed/));
  it('for status Failed is another matter once it is not', () =>
    expect(why(seen(), held({ status: 'Failed', failureReason: 'no disk' }))).toMatch(/changed/));
  it('for status Failed is another matter for another reason', () =>
    expect(
      why(
        seen({ status: 'Failed', failureReason: 'no memory' }),
        held({ status: 'Failed', failureReason: 'no disk' }),
      ),
    ).toMatch(/changed/));
  it('is the same while its platform is', () => expect(why(seen(al2), held(al2))).toBeNull());
});

it.each(['observed', 'failed'] as const)('a stop is no other matter after a case that was %s', (outcome) => {
  const al2 = { platform: 'notebook-al2-v3' };
  const of = lastly(outcome, { saw: saw(notebook(al2), policy()) });
  expect(why(seen({ ...al2, status: 'Stopped' }), of)).toBeNull();
});

describe('what is recorded of a notebook when its case is closed', () => {
  it('is what another case would be opened for', () => {
    const tags = { ...exception, Owner: 'alice@example.com' };
    const failed = look({ status: 'Failed', failureReason: 'no disk', tags });
    expect(sawIn(failed, policy())).toMatchObject({
      saw: {
        status: 'Failed',
        root: 'Enabled',
        platform: 'notebook-al2023-v1',
        failureReason: 'no disk',
        exception: exception['root-access-exception'],
      },
    });
  });
  it('has no exception where no tag says so', () =>
    expect(saw(notebook({ tags: {} }), policy()).exception).toBeNull());
  it('is nothing of one that is gone', () => expect(sawIn(gone, policy())).toEqual({}));
});

describe('what is owed after a case', () => {
  const owed = file(closed('failed'), { owed: true });
  it.each(['InService', 'Stopped', 'Failed'] as const)('is done as soon as it is %s', (status) =>
    expect(why(seen({ status, root: 'Disabled' }), owed)).toMatch(/given back/),
  );
  it.each(['Stopping', 'Pending', 'InMaintenance'] as const)('waits while it is %s', (status) =>
    expect(why(seen({ status }), owed)).toBeNull(),
  );
  it('goes on where the execution died and none followed', () =>
    expect(why(seen({ root: 'Disabled' }), lastly('failed', { died: true }))).toMatch(/went on/));
});
