/** The judge of played stories must itself be able to tell right from wrong: each statement is broken once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../../faults/always-true.ts';
import { baseStories } from '../../faults/base-stories.ts';
import { type Evidence, evidenceOf } from '../../faults/evidence.ts';
import { play } from '../../local/play.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { parseStory } from '../../local/story.ts';
import type { Entry } from '../../local/timeline.ts';

let sandbox: Sandbox;
let ordinary: Evidence;
/** Three answers: an exception is asked for, it is postponed, it is asked for now. */
let answered: Evidence;
/** Acknowledged, and let happen. */
let acknowledged: Evidence;
const played = async (story: unknown): Promise<Evidence> =>
  evidenceOf(await play(sandbox, parseStory(story, 'story.json')), sandbox.endpoint);
const baseNamed = (name: string) => baseStories.find((one) => one.name === name)?.story;
beforeAll(async () => {
  sandbox = await Sandbox.open();
  ordinary = await played(baseNamed('ordinary'));
  answered = await played(baseNamed('answered'));
  const { happens = [], ...reminder } = baseNamed('reminder') ?? {};
  acknowledged = await played({
    ...reminder,
    happens: [...happens, { at: 'PT10M', notebook: 'fraud-lab', answer: 'acknowledge' }],
  });
}, 60_000);
afterAll(() => sandbox.close());

const broken = (evidence: Evidence): readonly number[] => [
  ...new Set(violations(evidence).map(({ statement }) => statement)),
];
const isCall =
  (operation: string) =>
  (entry: Entry): boolean =>
    entry.kind === 'call' && entry.operation === operation;
const changed = (of: Evidence, fits: (entry: Entry) => boolean, change: object): Evidence => ({
  ...of,
  entries: of.entries.map((entry) => (fits(entry) ? ({ ...entry, ...change } as Entry) : entry)),
});
const without = (of: Evidence, fits: (entry: Entry) => boolean): Evidence => ({
  ...of,
  entries: of.entries.filter((entry) => !fits(entry)),
});
type Record = Evidence['records'][number];
const recorded = (of: Evidence, change: (record: Record) => Record): Evidence => ({
  ...of,
  records: of.records.map(change),
});
const closedAs = (record: Record, change: object): Record => ({
  ...record,
  case: { ...record.case, stand: { ...record.case.stand, ...change } as Record['case']['stand'] },
});

describe('nothing is broken by', () => {
  it('the ordinary story', () => {
    expect(violations(ordinary)).toEqual([]);
  });
  it('one with answers', () => {
    expect(violations(answered)).toEqual([]);
  });
  it('one that is acknowledged', () => {
    expect(violations(acknowledged)).toEqual([]);
  });
});

/** What breaks the seventh. */
const says = (evidence: Evidence): string =>
  violations(evidence)
    .filter(({ statement }) => statement === 7)
    .map((violation) => violation.says)
    .join('\n');
const isPage =
  (method: string, answer: string | null = null) =>
  (entry: Entry): boolean =>
    entry.kind === 'page' && entry.method === method && (answer === null || entry.answer === answer);
type Answer = NonNullable<Record['case']['answers']>[number];
/** With other answers on the record of the first case. */
const answering = (of: Evidence, change: (answers: readonly Answer[]) => readonly Answer[]): Evidence => ({
  ...of,
  records: of.records.map((record, index) =>
    index > 0
      ? record
      : { ...record, case: { ...record.case, answers: [...change(record.case.answers ?? [])] } },
  ),
});

describe('what a link must not do is seen', () => {
  it('a page that is only fetched and writes', () => {
    const fetched = changed(answered, isPage('POST'), { method: 'GET', answer: null });
    expect(says(fetched)).toContain('a page that was only fetched called UpdateItem');
  });
  it('an answer that is recorded with a key of nobody', () => {
    expect(says(changed(answered, isPage('POST'), { by: 'somebody', notebook: null }))).toContain(
      'though nobody with its link gave it',
    );
  });
  it('an answer that is recorded and nobody gave', () => {
    const [postponed] = answered.records[0]?.case.answers?.filter(({ kind }) => kind === 'postpone') ?? [];
    if (postponed === undefined) throw new Error('expected a postponement, got none');
    expect(says(answering(answered, (all) => [...all, { ...postponed, kind: 'at-next-stop' }]))).toContain(
      'at-next-stop',
    );
  });
  it("an answer of a machine that takes the notebook's name", () => {
    expect(says(changed(answered, isPage('POST'), { isMachine: true }))).toContain(
      "though nobody typed the notebook's name",
    );
  });
  it('an answer by somebody who typed another name', () => {
    const happens = answered.story.happens.map((one) =>
      one.kind === 'answer' ? { ...one, confirm: 'churn-lab' } : one,
    );
    expect(says({ ...answered, story: { ...answered.story, happens } })).toContain(
      "though nobody typed the notebook's name",
    );
  });
  it('an answer that is recorded twice', () => {
    expect(says(answering(answered, (all) => [...all, ...all]))).toContain('more than once');
  });
  it('an answer that is recorded long after the close', () => {
    const late = answering(answered, (all) => all.map((one) => ({ ...one, at: answered.endedAt })));
    expect(says(late)).toContain('was recorded after the close');
  });
  it('an answer that the page took and nobody wrote down', () => {
    expect(says(answering(answered, () => []))).toContain('it is on no record');
  });
  it('a postponement beyond what the policy permits', () => {
    const longer = answering(answered, (all) =>
      all.map((one) => (one.by === undefined ? one : { ...one, by: one.by + 1 })),
    );
    expect(says(longer)).toContain('the policy permits 3600000 ms');
  });
  it('a mail to somebody who said that it is not theirs', () => {
    const disowned = answering(answered, (all) => all.map((one) => ({ ...one, kind: 'not-mine' as const })));
    expect(says(disowned)).toContain('alice@example.com was mailed outcome');
  });
  it('an acknowledgement that ends the final notice too', () => {
    const silent = recorded(acknowledged, (record) => ({
      ...record,
      case: { ...record.case, notices: record.case.notices.filter(({ kind }) => kind !== 'final') },
    }));
    expect(says(silent)).toContain('without a final notice since it was acknowledged');
  });
  it('a postponement that does not move the deadline', () => {
    const early = recorded(answered, (record) => ({
      ...closedAs(record, { deadline: record.case.openedAt + 3_600_000 }),
    }));
    expect(broken(early)).toContain(1);
  });
});

describe('what breaks a statement is seen', () => {
  it('1: a stop before the deadline', () => {
    const early = changed(ordinary, isCall('StopNotebookInstance'), { at: ordinary.story.start + 1_000 });
    expect(broken(early)).toContain(1);
  });
  it('1: a stop although the first notice reached nobody', () => {
    const mails = ordinary.mails.filter(({ notice }) => notice !== 'first');
    expect(broken({ ...ordinary, mails })).toContain(1);
  });
  it('2: a stop under an exception', () => {
    const [notebook] = ordinary.story.notebooks;
    if (notebook === undefined) throw new Error('expected a notebook, got none');
    const tags = { ...notebook.tags, 'root-access-exception': 'until=2026-12-31 SEC-7' };
    const story = { ...ordinary.story, notebooks: [{ ...notebook, tags }] };
    expect(broken({ ...ordinary, story })).toContain(2);
  });
  it('3: an act of an execution that holds no case', () => {
    const stranger = recorded(ordinary, (record) => ({
      ...record,
      case: { ...record.case, execution: `${record.case.execution}-other` },
    }));
    expect(broken(stranger)).toContain(3);
  });
  it('3: two open cases of one notebook', () => {
    const twice = recorded(ordinary, (record) => closedAs(record, { closedAt: ordinary.endedAt }));
    expect(broken(twice)).toContain(3);
  });
  it('4: one that ran and was never started again', () => {
    const start = ordinary.entries.findIndex(isCall('StartNotebookInstance'));
    const down = { ...ordinary, entries: ordinary.entries.slice(0, start - 1) };
    expect(broken(down)).toContain(4);
  });
  it('5: a start with root access on', () => {
    expect(broken(without(ordinary, isCall('UpdateNotebookInstance')))).toContain(5);
  });
  it('6: a stop of one that cannot come back', () => {
    const notebooks = ordinary.story.notebooks.map((one) => ({ ...one, platform: 'notebook-al2-v3' }));
    expect(broken({ ...ordinary, story: { ...ordinary.story, notebooks } })).toContain(6);
  });
  it('8: a case that our own call opened', () => {
    const who = 'arn:aws:sts::111122223333:assumed-role/Guard-DisableRootAccessRole-1/guard';
    const own = recorded(ordinary, (record) => ({
      ...record,
      case: { ...record.case, by: { who, tool: null } },
    }));
    expect(broken(own)).toContain(8);
  });
  it('9: a case that never ends', () => {
    expect(broken(recorded(ordinary, (record) => closedAs(record, { at: 'opened' })))).toContain(9);
  });
  it('10: remediated although it does not run', () => {
    const down = without(ordinary, (entry) => entry.kind === 'status' && entry.status === 'InService');
    expect(broken(down)).toContain(10);
  });
  it('10: an outcome that nobody was told', () => {
    const mails = ordinary.mails.filter(({ notice }) => notice !== 'outcome');
    expect(broken({ ...ordinary, mails })).toContain(10);
  });
  it('11: a notice that came twice for no reason', () => {
    expect(broken({ ...ordinary, mails: [...ordinary.mails, ...ordinary.mails] })).toContain(11);
  });
  it('12: an execution that never ends', () => {
    const executions = ordinary.executions.map((one) => ({ ...one, status: 'RUNNING' as const }));
    expect(broken({ ...ordinary, executions })).toContain(12);
  });
});
