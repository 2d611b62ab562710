/** Many cases at once in one world: whether the time per case stays the same, and how much memory it takes. */
import { play } from '../local/play.ts';
import { report } from '../local/report.ts';
import type { Sandbox } from '../local/sandbox.ts';
import { firstDay, notebooksStory } from './notebooks.ts';
import type { Progress } from './progress.ts';

export interface Scale {
  readonly cases: number;
  readonly seconds: number;
  readonly casesPerSecond: number;
  readonly millisecondsPerCase: number;
  /** Of all threads together, beside what the machine has of it: near the number of cores, the processor bounds it. */
  readonly coresUsed: number;
  readonly cpuMillisecondsPerCase: number;
  /** Each goes through the real SDK client on one side and a double on the other: that is the work. */
  readonly callsPerCase: number;
  /** The whole process with all its workers, at its largest, in 10^6 bytes. */
  readonly peakMegabytes: number;
  readonly remediated: number;
}

const sampleEvery = 25;

/** The most memory that the process had while it worked, in bytes. */
export const peakDuring = async <T>(work: () => Promise<T>): Promise<{ result: T; peak: number }> => {
  let peak = process.memoryUsage.rss();
  const sample = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const sampler = setInterval(sample, sampleEvery);
  try {
    const result = await work();
    sample();
    return { result, peak };
  } finally {
    clearInterval(sampler);
  }
};

export const measureScale = async (sandbox: Sandbox, cases: number, progress: Progress): Promise<Scale> => {
  const title = `${cases} cases at once`;
  const story = notebooksStory(
    title,
    Array.from({ length: cases }, () => firstDay),
    'arrive',
  );
  const start = performance.now();
  const cpu = process.cpuUsage();
  const { result: reported, peak } = await progress(title, cases, (advance) =>
    peakDuring(async () => {
      let done = 0;
      const played = await play(sandbox, story, {
        onEntry: (entry) => {
          if (entry.kind === 'mail' && entry.notice === 'outcome') advance(++done);
        },
      });
      return report(played, sandbox.endpoint);
    }),
  );
  const seconds = (performance.now() - start) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const cpuSeconds = (user + system) / 1e6;
  return {
    cases,
    seconds,
    casesPerSecond: cases / seconds,
    millisecondsPerCase: (seconds * 1_000) / cases,
    coresUsed: cpuSeconds / seconds,
    cpuMillisecondsPerCase: (cpuSeconds * 1_000) / cases,
    callsPerCase: reported.calls.length / cases,
    peakMegabytes: peak / 1e6,
    remediated: reported.cases.filter(({ outcome }) => outcome === 'remediated').length,
  };
};

/** A quarter, a half, all of them. */
export const scales = (cases: number): readonly number[] => [
  ...new Set([Math.ceil(cases / 4), Math.ceil(cases / 2), cases]),
];
