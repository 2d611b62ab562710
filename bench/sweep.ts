/** A sweep of a whole fleet: what it costs SageMaker's API, and how near it comes to the fastest that a rate allows. */
import { play } from '../local/play.ts';
import type { Sandbox, World } from '../local/sandbox.ts';
import { parseStory } from '../local/story.ts';
import type { Progress } from './progress.ts';
import { peakDuring } from './scale.ts';

export interface Swept {
  readonly notebooks: number;
  /** Looked at, and those of them more than once. */
  readonly seen: number;
  readonly seenAgain: number;
  readonly callsPerNotebook: number;
  readonly throttled: number;
  /** Virtual, from its start to the end of its last execution. */
  readonly seconds: number;
  /** How long as many calls take at the rate that SageMaker allows. */
  readonly floorSeconds: number;
  readonly ratio: number;
  readonly executions: number;
  readonly mostHistoryEvents: number;
  /** Real. */
  readonly realSeconds: number;
  readonly peakMegabytes: number;
}

/**
 * What the sandbox's SageMaker allows of each operation. AWS publishes no figure; it is the pace that the sweep is built
 * to keep, so the ratio shows what its own overhead costs, not how it copes with a lower limit.
 */
const perSecond = 4;

/** All have root access by an exception, which takes a look at their tags and opens no case. */
const fleet = (notebooks: number) =>
  Array.from({ length: notebooks }, (_, index) => ({
    name: `nb-${index}`,
    tags: { 'root-access-exception': 'until=2026-12-18 SEC-1' },
  }));

const story = (notebooks: number) =>
  parseStory({ notebooks: fleet(notebooks), happens: [{ at: 'PT0S', sweep: true }] }, 'the bench');

/** @param burst how many calls of an operation SageMaker takes at once before the rate applies */
export async function measureSweep(
  sandbox: Sandbox,
  notebooks: number,
  progress: Progress,
  burst = perSecond,
): Promise<Swept> {
  const title = `a sweep of ${notebooks} notebooks`;
  const start = performance.now();
  const { peak, result } = await progress(title, notebooks, (advance) =>
    peakDuring(() => {
      let done = 0;
      return play(sandbox, story(notebooks), {
        prepare: (world: World) => world.sageMaker.limit({ perSecond, burst }),
        onEntry: (entry) => {
          if (entry.kind === 'call' && entry.operation === 'DescribeNotebookInstance' && entry.error === null)
            advance(Math.min(++done, notebooks));
        },
      });
    }),
  );
  const calls = result.calls.filter(({ service }) => service === 'SageMaker');
  const looks = new Map<string, number>();
  for (const { error, notebook, operation } of calls) {
    if (operation !== 'DescribeNotebookInstance' || error !== null || notebook === null) continue;
    looks.set(notebook, (looks.get(notebook) ?? 0) + 1);
  }
  const executions = result.world.stepFunctions.executions();
  const ended = Math.max(...executions.map(({ stopDate }) => stopDate ?? Number.NaN));
  const seconds = (ended - result.story.start) / 1_000;
  const floorSeconds = notebooks / perSecond;
  return {
    notebooks,
    seen: looks.size,
    seenAgain: [...looks.values()].filter((times) => times > 1).length,
    callsPerNotebook: calls.length / notebooks,
    throttled: calls.filter(({ error }) => error === 'ThrottlingException').length,
    seconds,
    floorSeconds,
    ratio: seconds / floorSeconds,
    executions: executions.length,
    mostHistoryEvents: Math.max(...executions.map(({ historyLength }) => historyLength)),
    realSeconds: (performance.now() - start) / 1_000,
    peakMegabytes: peak / 1e6,
  };
}
