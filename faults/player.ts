/** A process that plays stories, one after another, for the one that started it. */
import { play } from '../local/play.ts';
import { Sandbox } from '../local/sandbox.ts';
import { parseStory } from '../local/story.ts';
import type { Entry } from '../local/timeline.ts';
import type { Violation } from './always-true.ts';
import { verdict } from './cell-verdict.ts';
import { evidenceOf } from './evidence.ts';
import { metOf } from './met.ts';

export interface Task {
  readonly id: number;
  readonly name: string;
  readonly story: unknown;
}

export interface Done {
  readonly id: number;
  readonly violations: readonly Violation[];
  /** What it met. */
  readonly met: readonly string[];
  /** The sandbox could not play it: why. */
  readonly failed: string | null;
  readonly outcomes: readonly (string | null)[];
  /** This process plays no more. */
  readonly isLast: boolean;
}

/** What a process says before it takes its first task. */
export type Ready = 'ready';

/** An ordinary case takes some sixty; whatever takes this many is not going to end. */
const mostTransitions = 3_000;

export const judge = async (sandbox: Sandbox, { id, name, story }: Task): Promise<Done> => {
  let transitions = 0;
  const onEntry = ({ kind }: Entry): void => {
    if (kind !== 'state-entered') return;
    transitions += 1;
    if (transitions <= mostTransitions) return;
    // The world cannot be stopped in the middle of an instant; the process can, and another takes its place.
    const says = `it goes on without an end: more than ${mostTransitions} states were entered`;
    const violations = [{ statement: 12, says }];
    tell({ id, violations, met: [], failed: null, outcomes: [], isLast: true });

    transitions = Number.NEGATIVE_INFINITY;
  };
  try {
    const played = await play(sandbox, parseStory(story, `${name}.json`), { onEntry });
    const evidence = await evidenceOf(played, sandbox.endpoint);
    const outcomes = evidence.records.map(({ case: { stand } }) =>
      stand.at === 'closed' ? stand.outcome : null,
    );
    const violations = verdict(evidence);
    return { id, violations, met: metOf(evidence), failed: null, outcomes, isLast: false };
  } catch (error) {
    const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { id, violations: [], met: [], failed, outcomes: [], isLast: false };
  }
};

const tell = (done: Done | Ready): void => {
  process.send?.(done);
};

if (process.argv[1] === import.meta.filename) {
  const [, , assembly] = process.argv;
  const sandbox = await Sandbox.open(assembly === undefined ? {} : { assemble: async () => assembly });
  let last: Promise<void> = Promise.resolve();
  process.on('message', (task: Task) => {
    last = last.then(async () => tell(await judge(sandbox, task)));
  });
  process.on('disconnect', () => process.exit());
  tell('ready');
}
