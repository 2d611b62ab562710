/** What a policy and its operators may ask for, broken once each in what a story left behind: the judge must see it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../../faults/always-true.ts';
import { touched } from '../../faults/base-stories.ts';
import { verdict } from '../../faults/cell-verdict.ts';
import type { Evidence } from '../../faults/evidence.ts';
import { parseStory, type StoryPolicy } from '../../local/story.ts';
import type { Entry } from '../../local/timeline.ts';
import * as loop from '../model/loop.ts';
import { playModel } from '../model/play.ts';

const about = (name: string) => ({
  ...touched,
  detail: { ...touched.detail, requestParameters: { notebookInstanceName: name, rootAccess: 'Enabled' } },
});
const tags = { Owner: 'alice@example.com', pilot: 'yes' };
const policy = { graceWindow: 'PT1H', reminders: [], pollInterval: 'PT1M' };

interface Of {
  readonly policy?: object;
  readonly notebooks?: readonly object[];
  readonly happens?: readonly object[];
}
const names = (notebooks: readonly object[]) => notebooks.map((one) => (one as { name: string }).name);
const played = ({ policy: more = {}, notebooks = [{ name: 'fraud-lab', tags }], happens = [] }: Of = {}) =>
  playModel(
    parseStory(
      {
        policy: { ...policy, ...more },
        notebooks,
        happens: [...names(notebooks).map((name) => ({ at: 'PT0S', event: about(name) })), ...happens],
      },
      'story.json',
    ),
    loop,
  );

const says = (evidence: Evidence, number: number): string =>
  violations(evidence)
    .filter(({ statement }) => statement === number)
    .map((violation) => violation.says)
    .join('\n');

const under = (of: Evidence, changes: Partial<StoryPolicy>): Evidence => ({
  ...of,
  story: { ...of.story, policy: { ...of.story.policy, ...changes } },
});
const tagged = (of: Evidence, more: Readonly<Record<string, string>>): Evidence => ({
  ...of,
  story: {
    ...of.story,
    notebooks: of.story.notebooks.map((one) => ({ ...one, tags: { ...one.tags, ...more } })),
  },
});
const isCall = (operation: string) => (entry: Entry) =>
  entry.kind === 'call' && entry.operation === operation;
/** Paused from a moment on, until another; milliseconds from the start. */
const pausedIn = (of: Evidence, from: number, to: number): Evidence => {
  const thrown = (after: number, how: string): Entry => ({
    at: of.story.start + after,
    kind: 'happening',
    words: `the guard is ${how}: a test`,
  });
  const entries = [...of.entries, thrown(from, 'paused'), thrown(to, 'running')];
  return { ...of, entries: entries.sort((a, b) => a.at - b.at) };
};
const minute = 60_000;
const hour = 60 * minute;

let ordinary: Evidence;
let paused: Evidence;
let outOfScope: Evidence;
let chosen: Evidence;
let two: Evidence;
let upgraded: Evidence;
let found: Evidence;
/** Its owner gives themselves an exception. */
let owned: Evidence;
/** An approver does. */
let given: Evidence;
beforeAll(async () => {
  ordinary = await played();
  paused = await played({
    happens: [
      { after: 'StopNotebookInstance', plus: 'PT3S', switch: 'paused' },
      { at: 'P1D', switch: 'running' },
    ],
  });
  outOfScope = await played({
    policy: { scope: { pilot: 'yes' } },
    happens: [
      {
        ...{ after: 'StopNotebookInstance', plus: 'PT3S', notebook: 'fraud-lab' },
        ...{ call: 'DeleteTags', with: { TagKeys: ['pilot'] } },
      },
    ],
  });
  chosen = await played({
    policy: {
      overrides: {
        graceWindow: { tagKey: 'root-grace', atLeast: 'PT30M', atMost: 'PT4H' },
        enforcementWindow: {
          tagKey: 'root-window',
          choices: {
            noon: { days: ['Mon'], from: '12:00', to: '16:00', timeZone: 'Europe/Paris' },
          },
        },
      },
    },
    notebooks: [{ name: 'fraud-lab', tags: { ...tags, 'root-grace': 'PT2H', 'root-window': 'noon' } }],
  });
  two = await played({
    policy: { maxConcurrentStops: 1, maxCasesPerHour: 1, detectors: ['config'] },
    notebooks: [
      { name: 'fraud-lab', tags },
      { name: 'churn-lab', tags, takes: { start: 'PT59M' } },
    ],
  });
  upgraded = await played({
    policy: { retiredPlatforms: 'upgrade' },
    notebooks: [{ name: 'fraud-lab', tags, platform: 'notebook-al2-v3' }],
  });
  const exception = {
    ...{ at: 'PT10M', notebook: 'fraud-lab', call: 'AddTags' },
    with: { Tags: [{ Key: 'root-access-exception', Value: 'until=2026-12-31 SEC-7' }] },
  };
  const approvers = ['arn:aws:iam::111122223333:role/Platform'];
  owned = await played({ policy: { approvers }, happens: [exception] });
  const as = 'arn:aws:sts::111122223333:assumed-role/Platform/pat@example.com';
  given = await played({ policy: { approvers }, happens: [{ ...exception, as }] });
  const event = {
    ...{ source: 'aws.config', 'detail-type': 'Config Rules Compliance Change' },
    ...{ account: '111122223333', region: 'eu-west-1' },
    detail: {
      messageType: 'ComplianceChangeNotification',
      configRuleName: 'sagemaker-notebook-instance-root-access-check',
      resourceType: 'AWS::SageMaker::NotebookInstance',
      resourceId: 'fraud-lab',
      newEvaluationResult: { complianceType: 'NON_COMPLIANT' },
    },
  };
  found = await playModel(
    parseStory(
      {
        policy: { ...policy, detectors: ['config'] },
        notebooks: [{ name: 'fraud-lab', tags }],
        happens: [{ at: 'PT0S', event }],
      },
      'found.json',
    ),
    loop,
  );
}, 60_000);

it('nothing is broken by any of them as they were', () => {
  const all = { ordinary, paused, outOfScope, chosen, two, upgraded, found, owned, given };
  const broken = Object.entries(all).flatMap(([name, evidence]) =>
    violations(evidence).map((violation) => `${name}: ${violation.says}`),
  );
  expect(broken).toEqual([]);
});

describe('a pause', () => {
  it('in which a notebook is stopped', () => {
    expect(says(pausedIn(ordinary, 59 * minute - 1, 10 * hour), 13)).toContain('called StopNotebookInstance');
  });
  it('in which root access is turned off', () => {
    expect(says(pausedIn(ordinary, 60 * minute, 10 * hour), 13)).toContain('called UpdateNotebookInstance');
  });
  it('in which a first notice is sent', () => {
    expect(says(pausedIn(ordinary, -5 * minute, 10 * minute), 13)).toContain('the notice first was sent');
  });
  it('in which an outcome is told is none of these', () => {
    const early = pausedIn(ordinary, 64 * minute, 10 * hour);
    expect(says(early, 13)).toBe('');
  });
  it('in which one that we stopped stays down', () => {
    const start = paused.entries.findIndex(isCall('StartNotebookInstance'));
    const lifted = paused.entries.filter(
      (entry) => entry.kind === 'happening' && entry.words.startsWith('the guard is running'),
    );
    const down = { ...paused, entries: [...paused.entries.slice(0, start - 1), ...lifted], records: [] };
    expect(says(down, 13)).toContain('was not given back in the pause');
  });
  it('over a deadline that is met as if nothing had been', () => {
    const over = pausedIn(ordinary, 50 * minute, 60 * minute + 1);
    const entries = over.entries.map((entry) =>
      isCall('StopNotebookInstance')(entry) || (entry.kind === 'status' && entry.status === 'Stopping')
        ? { ...entry, at: over.story.start + 61 * minute }
        : entry,
    );
    entries.sort((a, b) => a.at - b.at);
    expect(says({ ...over, entries }, 1)).toContain('had passed while the guard was paused');
  });
});

describe('an exception that an approver has to give', () => {
  const role = 'arn:aws:sts::111122223333:assumed-role/Platform/';
  const isTagged = (entry: Entry): boolean => entry.kind === 'person-call' && entry.operation === 'AddTags';
  const by = (caller: string, of = owned): Evidence => ({
    ...of,
    entries: of.entries.map((entry) => (isTagged(entry) ? ({ ...entry, caller } as Entry) : entry)),
  });
  /** With another touch, so long after the first. */
  const then = (of: Evidence, after: number, change: object): Evidence => {
    const at = of.entries.findIndex(isTagged);
    const touch = of.entries[at];
    if (touch === undefined) throw new Error('expected a tag that is set, got none');
    const other = { ...touch, ...change, at: touch.at + after } as Entry;
    const later = of.entries.findLastIndex((entry) => entry.at <= other.at);
    return { ...of, entries: of.entries.toSpliced(later + 1, 0, other) };
  };
  const pat = () => by(`${role}pat@example.com`);
  const owners = { caller: 'arn:aws:sts::111122223333:assumed-role/DataScience/alice@example.com' };
  const under = 'although an exception covers it';

  it('and gave', () => expect(says(pat(), 2)).toContain(under));
  it('and its owner set to the same again', () => expect(says(then(pat(), hour / 60, owners), 2)).toBe(''));
  it('and its owner set to the same within a second', () =>
    expect(says(then(pat(), 500, owners), 2)).toBe(''));
  it('and gave once more within a second', () => expect(says(then(pat(), 500, {}), 2)).toContain(under));
  it('of another value than the one that is there', () => {
    const input = { Tags: [{ Key: 'root-access-exception', Value: 'until=2026-12-30 SEC-8' }] };
    expect(says(then(pat(), minute, { ...owners, input }), 2)).toBe('');
  });
  it('and gave for their own notebook', () => expect(says(by(`${role}alice@example.com`), 2)).toBe(''));
  it("and gave for somebody else's", () =>
    expect(says(tagged(by(`${role}alice@example.com`), { Owner: 'bob@elsewhere.example' }), 2)).toContain(
      under,
    ));
  it('of which nobody can know', () => {
    const unheard = pat().entries.filter((entry) => entry.kind !== 'event-delivered');
    const entries = unheard.map((entry) =>
      isCall('LookupEvents')(entry) ? ({ ...entry, error: 'AccessDeniedException' } as Entry) : entry,
    );
    expect(says({ ...pat(), entries }, 2)).toBe('');
  });
  it('and nobody gave, by which a case ends all the same', () =>
    expect(says(by(owners.caller, given), 2)).toContain('ended as exempt, and nothing covered it'));
});

describe('scope', () => {
  it('out of which one is stopped', () => {
    const scoped = tagged(under(ordinary, { scope: { pilot: 'yes' } }), { pilot: 'no' });
    expect(says(scoped, 14)).toContain('StopNotebookInstance was called');
  });
  it('out of which one is told of', () => {
    const scoped = tagged(under(ordinary, { scope: { pilot: 'yes' } }), { pilot: 'no' });
    expect(says(scoped, 14)).toContain('a first notice was sent');
  });
  it('out of which one is updated that we stopped', () => {
    const update = ordinary.entries.find(isCall('UpdateNotebookInstance'));
    const left = outOfScope.entries.findIndex(isCall('StartNotebookInstance'));
    if (update === undefined) throw new Error('expected an update, got none');
    const at = outOfScope.entries[left]?.at ?? 0;
    const by = { function: 'start-notebook' };
    const entries = outOfScope.entries.toSpliced(left, 0, { ...update, ...by, at });
    expect(says({ ...outOfScope, entries }, 14)).toContain('UpdateNotebookInstance was called');
  });
});

describe('what is touched long after', () => {
  const later = (of: Evidence): Evidence => {
    const when = { kind: 'at' as const, at: 12 * 24 * hour };
    const last = { when, kind: 'event' as const, event: about('fraud-lab'), times: 1 };
    return { ...of, story: { ...of.story, happens: [...of.story.happens, last] } };
  };
  const missed = 'opened no case';
  const said = (of: Evidence) =>
    verdict(later(of))
      .map((violation) => violation.says)
      .join();
  it('and opens no case is seen', () => expect(said(ordinary)).toContain(missed));
  it('opens none out of scope', () => expect(said(outOfScope)).not.toContain(missed));
});

describe('a tag that chooses', () => {
  it('a longer time than it had', () => {
    expect(says(tagged(chosen, { 'root-grace': 'PT4H' }), 1)).toContain('too shortly before the deadline');
  });
  it('less than the bounds, so that it had the usual time', () => {
    const short = tagged(under(chosen, { graceWindow: 'PT3H' }), { 'root-grace': 'PT1M' });
    expect(says(short, 1)).toContain('too shortly before the deadline');
  });
  it('a window in which it was not stopped', () => {
    const closed = { days: ['Tue'], from: '12:00', to: '16:00', timeZone: 'Europe/Paris' };
    const enforcementWindow = { tagKey: 'root-window', choices: { noon: closed } };
    expect(says(under(chosen, { overrides: { enforcementWindow } }), 1)).toContain('outside the window');
  });
});

describe('a freeze', () => {
  it('in which one is stopped', () => {
    const freezes = [{ from: '2026-11-22', to: '2026-11-23' }];
    expect(says(under(ordinary, { freezes }), 1)).toContain('outside the window');
  });
});

describe('the pace', () => {
  it('at which too many are away', () => {
    const both = {
      ...two,
      entries: two.entries.filter((entry) => !('status' in entry && entry.status === 'InService')),
    };
    expect(says({ ...both, records: [] }, 15)).toContain('2 notebooks were away');
  });
  it('at which too many are told of', () => {
    const [first] = two.mails;
    const at = first?.at ?? 0;
    expect(says({ ...two, mails: two.mails.map((mail) => ({ ...mail, at })) }, 15)).toContain(
      '2 notebooks were told of within the hour',
    );
  });
});

describe('a move to another platform', () => {
  it('that the policy does not want', () => {
    expect(says(under(upgraded, { retiredPlatforms: 'hold' }), 6)).toContain('was to be stopped');
  });
  it('that nobody was told of', () => {
    const entries = upgraded.entries.map((entry) =>
      entry.kind === 'mail'
        ? { ...entry, body: entry.body.replaceAll('it is moved from', 'it stays on') }
        : entry,
    );
    expect(says({ ...upgraded, entries }, 6)).toContain('nobody was told that it would be');
  });
  it('of one that cannot be moved', () => {
    const notebooks = upgraded.story.notebooks.map((one) => ({ ...one, platform: 'notebook-al1-v1' }));
    expect(says({ ...upgraded, story: { ...upgraded.story, notebooks } }, 6)).toContain('was moved from');
  });
});

describe('a finding', () => {
  it('of root access that was off', () => {
    const notebooks = found.story.notebooks.map((one) => ({ ...one, rootAccess: 'Disabled' as const }));
    expect(says({ ...found, story: { ...found.story, notebooks } }, 8)).toContain('a finding of nothing new');
  });
  it('of what people were told of yesterday', () => {
    const [record] = found.records;
    if (record === undefined) throw new Error('expected a case, got none');
    const { start } = found.story;
    const stand = { ...record.case.stand, at: 'closed', outcome: 'held', closedAt: start - 1 };
    const before = { ...record, case: { ...record.case, id: 'before', openedAt: start - hour, stand } };
    const records = [before as typeof record, record];
    const entries = found.entries.filter(({ at }) => at > start + hour / 2);
    expect(says({ ...found, records, entries }, 8)).toContain('a finding of nothing new');
  });
});
