/** The rows of docs/situations.md about odd clicks, and that no order of things loses an answer or counts it twice. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../local/report.ts';
import { Sandbox } from '../../local/sandbox.ts';
import type { Ending } from './expected/races.ts';
import { oddClicks, races } from './expected.ts';
import { hold, Playbill } from './hold.ts';
import { seen, tell } from './played.ts';

/** How often each race is run, each time in another order. */
const seeds = 30;

let sandbox: Sandbox;
const playbill = new Playbill();
const run = new Map<string, readonly Report[]>();
beforeAll(async () => {
  sandbox = await Sandbox.open();
  await playbill.play(sandbox, Object.keys(oddClicks));
  for (const race of Object.keys(races)) {
    const reports: Report[] = [];
    for (let seed = 1; seed <= seeds; seed += 1) reports.push((await tell(sandbox, race, { seed })).report);
    run.set(race, reports);
  }
}, 1_800_000);
afterAll(() => sandbox.close());

hold(oddClicks, playbill);

const posts = ({ pages }: Report) => pages.filter(({ method }) => method === 'POST');
const answersOf = ({ cases }: Report) => cases.flatMap(({ answers }) => answers);
const first = ({ calls }: Report, name: string) =>
  calls.find(({ operation, error }) => operation === name && error === null)?.at ?? null;

/** What came of it, whatever the path, and with the pages sorted. */
const ending = (report: Report): Ending => {
  const { executions: _, ...rest } = seen({
    ...report,
    pages: report.pages.toSorted((a, b) => (JSON.stringify(shown(a)) < JSON.stringify(shown(b)) ? -1 : 1)),
  });
  return rest;
};
const shown = ({ method, answer, recorded }: Report['pages'][number]) => [method, answer ?? '', recorded];

describe.each(Object.entries(races))('%s, in any order of things', (race, endings) => {
  const reports = (): readonly Report[] => run.get(race) ?? [];

  it('ends in one of the ways that the table says', () => {
    for (const report of reports()) expect(endings).toContainEqual(ending(report));
  });
  it('ends in each of them by some order', () => {
    // If all went one way, the seeds would have shown nothing.
    const ended = reports().map((report) => JSON.stringify(ending(report)));
    expect(new Set(ended).size).toBe(endings.length);
  });

  it('records what the page says that it recorded, and nothing else', () => {
    for (const report of reports()) {
      const recorded = posts(report).filter((post) => post.recorded);
      expect(recorded).toHaveLength(answersOf(report).length);
      expect(recorded.filter(({ status }) => status !== 200)).toEqual([]);
    }
  });
  it('records each kind once', () => {
    for (const report of reports()) {
      const kinds = answersOf(report).map(({ kind }) => kind);
      expect(kinds).toEqual([...new Set(kinds)]);
    }
  });
  it('has on record whatever the page thanked for', () => {
    for (const report of reports()) {
      const thanked = posts(report).filter(({ status }) => status === 200);
      const kinds = answersOf(report).map(({ kind }) => kind);
      expect(thanked.filter(({ answer }) => !kinds.includes(String(answer)))).toEqual([]);
    }
  });
  it('never answers with an error of its own', () => {
    const statuses = reports().flatMap(({ pages }) => pages.map(({ status }) => status));
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  });
  it('mails nobody twice', () => {
    for (const { mails } of reports()) {
      const notices = mails.flatMap(({ body, to }) => `${/^Notice (\S+)$/m.exec(body)?.[1]} to ${to}`);
      expect(notices).toEqual([...new Set(notices)]);
    }
  });
});

describe('an answer that was recorded', () => {
  const reports = (race: string): readonly Report[] => run.get(race) ?? [];
  const has = (report: Report, kind: string): boolean =>
    answersOf(report).some((answer) => answer.kind === kind);
  const deadline = Date.parse('2026-11-24T09:00:00Z');

  it('now: stops it within a minute, whatever it was doing', () => {
    for (const race of ['answered-in-two-tabs', 'answered-while-it-falls-asleep']) {
      for (const report of reports(race)) {
        const asked = answersOf(report).find(({ kind }) => kind === 'remediate-now')?.at ?? '';
        const stopped = first(report, 'StopNotebookInstance') ?? '';
        expect(Date.parse(stopped) - Date.parse(asked)).toBeLessThan(60_000);
      }
    }
  });
  it('postpone: nothing is stopped before the new deadline; else it is stopped at the old one', () => {
    for (const report of reports('answered-at-the-deadline')) {
      const due = has(report, 'postpone') ? deadline + 2 * 3_600_000 : deadline;
      const stopped = Date.parse(first(report, 'StopNotebookInstance') ?? '');
      expect(stopped - due).toBeGreaterThanOrEqual(0);
      expect(stopped - due).toBeLessThan(1_000);
      expect(Date.parse(report.cases[0]?.deadline ?? '')).toBe(due);
    }
  });
  it('exception: nothing is turned off before the deadline', () => {
    for (const report of reports('exception-asked-for-at-the-stop')) {
      const updated = Date.parse(first(report, 'UpdateNotebookInstance') ?? '');
      if (has(report, 'request-exception')) expect(updated).toBeGreaterThanOrEqual(deadline);
      else expect(updated).toBeLessThan(deadline);
    }
  });
  it('does not keep an exception from closing the case', () => {
    const ends = reports('answered-at-the-close').map(({ cases }) => cases.map(({ outcome }) => outcome));
    expect(ends).toEqual(Array.from({ length: seeds }, () => ['exempt']));
  });
});
