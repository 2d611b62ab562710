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
beforeAll(async () => {
  sandbox = await Sandbox.open();
  const base = baseStories.find(({ name }) => name === 'ordinary');
  ordinary = await evidenceOf(
    await play(sandbox, parseStory(base?.story, 'ordinary.json')),
    sandbox.endpoint,
  );
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

describe('the ordinary story', () => {
  it('breaks nothing', () => {
    expect(violations(ordinary)).toEqual([]);
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
