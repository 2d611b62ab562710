/** How long a notebook is away because of us, held against what SageMaker itself takes for stop, update, start. */
import firstDayStory from '../local/first-day.json' with { type: 'json' };
import { play } from '../local/play.ts';
import { type Report, report } from '../local/report.ts';
import type { Sandbox } from '../local/sandbox.ts';
import { parseStory, type Story } from '../local/story.ts';
import { type Durations, firstDay, notebooksStory, total } from './notebooks.ts';
import type { Progress } from './progress.ts';

/** With SageMaker's state-change events, or with all of them lost after the case is open. */
export const ways = ['arrive', 'lost'] as const;
export type Way = (typeof ways)[number];

/** One case as it went. */
export interface Away {
  readonly transitions: number;
  readonly historyEvents: number;
  readonly awaySeconds: number;
  /** Of what SageMaker itself takes. */
  readonly ratio: number;
}

export interface Spread {
  readonly mean: number;
  readonly worst: number;
  /** Those of the worst. */
  readonly worstDurations: Durations;
  readonly mostTransitions: number;
}

const awayOf = (awaySeconds: number | null, durations: Durations, of: Report['executions'][number]): Away => {
  if (awaySeconds === null) throw new Error('expected a notebook that was stopped, got one that was not');
  const { transitions, historyEvents } = of;
  return { transitions, historyEvents, awaySeconds, ratio: awaySeconds / total(durations) };
};

/** Only the remediation of a case says how long one takes. */
const checkRemediated = ({ cases, notebooks }: Report): void => {
  const remediated = cases.filter(({ outcome }) => outcome === 'remediated').length;
  if (remediated === notebooks.length) return;
  throw new Error(`expected ${notebooks.length} cases remediated, got ${remediated}`);
};

const reportOf = async (sandbox: Sandbox, story: Story): Promise<Report> =>
  report(await play(sandbox, story), sandbox.endpoint);

/** The built-in story, for once with an end to its events. */
export const builtInStory = (way: Way): Story => {
  const { happens, ...written } = firstDayStory;
  const lost = way === 'lost' ? [{ at: 'PT1H', fault: { lose: 'events' } }] : [];
  return parseStory({ ...written, happens: [...happens, ...lost] }, 'first-day.json');
};

export const builtInAway = async (sandbox: Sandbox, way: Way): Promise<Away> => {
  const reported = await reportOf(sandbox, builtInStory(way));
  checkRemediated(reported);
  const [execution] = reported.executions.filter(({ result }) => result === 'case');
  const [notebook] = reported.notebooks;
  if (execution === undefined || notebook === undefined) throw new Error('expected one case, got none');
  return awayOf(notebook.awaySeconds, firstDay, execution);
};

/** All notebooks in one world: they do not touch each other, and time stands still while functions run. */
export const randomAway = async (
  sandbox: Sandbox,
  durations: readonly Durations[],
  way: Way,
  progress: Progress,
): Promise<Spread> => {
  const title = `${durations.length} random notebooks, events ${way}`;
  const played = await progress(title, durations.length, (advance) => {
    let done = 0;
    return play(sandbox, notebooksStory(title, durations, way), {
      onEntry: (entry) => {
        if (entry.kind === 'mail' && entry.notice === 'outcome') advance(++done);
      },
    });
  });
  const reported = await report(played, sandbox.endpoint);
  checkRemediated(reported);
  const ratios = durations.map((one, index) => ({
    durations: one,
    ratio: (reported.notebooks[index]?.awaySeconds ?? 0) / total(one),
  }));
  const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return {
    mean: ratios.reduce((sum, { ratio }) => sum + ratio, 0) / ratios.length,
    worst: worst.ratio,
    worstDurations: worst.durations,
    mostTransitions: Math.max(...reported.executions.map(({ transitions }) => transitions)),
  };
};
