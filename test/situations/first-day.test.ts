/** The first day of a fleet, through the whole sandbox; test/model plays others like it in the model. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../local/report.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { fleets } from './expected.ts';
import { tell } from './played.ts';

let sandbox: Sandbox;
let told: Report;
beforeAll(async () => {
  sandbox = await Sandbox.open();
  told = (await tell(sandbox, 'three-hundred-on-the-first-day')).report;
}, 1_800_000);
afterAll(() => sandbox.close());

/** How many of these times lie within so many milliseconds of one another, at most. */
const mostWithin = (length: number, all: readonly number[]): number =>
  Math.max(...all.map((from) => all.filter((at) => from <= at && at < from + length).length));

describe('three hundred violations, found by the first sweep', () => {
  it('each have one case, which ends as the table says', () => {
    const { outcomes } = fleets['three-hundred-on-the-first-day'];
    expect(new Set(told.cases.map(({ notebook }) => notebook)).size).toBe(300);
    expect(told.cases.map(({ outcome }) => outcome)).toEqual(Array(300).fill(outcomes[0]));
  });
  it('each run again without root access', () =>
    expect(
      told.notebooks.filter(({ status, rootAccess }) => status !== 'InService' || rootAccess !== 'Disabled'),
    ).toEqual([]));
  it('are each stopped once, after the deadline', () => {
    const stops = told.calls.filter(({ operation }) => operation === 'StopNotebookInstance');
    const deadlines = new Map(told.cases.map(({ notebook, deadline }) => [notebook, deadline]));
    expect(new Set(stops.map(({ notebook }) => notebook)).size).toBe(300);
    expect(stops).toHaveLength(300);
    expect(stops.filter(({ at, notebook }) => at < (deadlines.get(notebook ?? '') ?? '9'))).toEqual([]);
  });
  it('are never away more than ten at a time, though the deadlines are within a few minutes', () => {
    const deadlines = told.cases.map(({ deadline }) => Date.parse(deadline ?? ''));
    expect(Math.max(...deadlines) - Math.min(...deadlines)).toBeLessThan(600_000);
    const away = told.calls.flatMap(({ operation, notebook, at }) => {
      const { awaySeconds } = told.notebooks.find(({ name }) => name === notebook) ?? {};
      const from = Date.parse(at);
      return operation === 'StopNotebookInstance' ? [{ from, until: from + (awaySeconds ?? 0) * 1_000 }] : [];
    });
    const together = away.map(
      ({ from: now }) => away.filter(({ from, until }) => from <= now && now < until).length,
    );
    expect(Math.max(...together)).toBe(10);
  });
  it('are told to each owner in a few mails, each notice once', () => {
    const first = /^Notice (\S+-first)$/gm;
    const of = (owner: string) =>
      told.mails.filter(({ to, body }) => to.includes(owner) && body.match(first) !== null);
    const owners = Array.from({ length: 30 }, (_, index) => `owner-${index + 1}@example.com`);
    const ids = owners.flatMap((owner) => of(owner).flatMap(({ body }) => body.match(first) ?? []));
    expect([ids.length, new Set(ids).size]).toEqual([300, 300]);
    expect(Math.max(...owners.map((owner) => of(owner).length))).toBeLessThanOrEqual(6);
  });
  it('reach no subscription with more than the ten mails a second that SNS lets through', () => {
    const owners = new Set(told.mails.flatMap(({ to }) => to));
    const most = [...owners].map((owner) =>
      mostWithin(
        1_000,
        told.mails.flatMap(({ to, at }) => (to.includes(owner) ? [Date.parse(at)] : [])),
      ),
    );
    expect(Math.max(...most)).toBeLessThanOrEqual(10);
  });
});
