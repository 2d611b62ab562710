/** Stories of this folder, each played once through the whole sandbox. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Played, play } from '../../local/play.ts';
import { type Report, report } from '../../local/report.ts';
import type { Sandbox } from '../../local/sandbox.ts';
import { parseStory } from '../../local/story.ts';

export interface Told {
  readonly report: Report;
  readonly logs: Played['logs'];
}

export async function tell(sandbox: Sandbox, name: string): Promise<Told> {
  const file = join(import.meta.dirname, `${name}.json`);
  const played = await play(sandbox, parseStory(JSON.parse(readFileSync(file, 'utf8')), file));
  return { report: await report(played, sandbox.endpoint), logs: played.logs };
}

/** A path with its repeated rounds folded: `A B C B C D` is `A`, `B C x2`, `D`. */
export function folded(path: readonly string[]): readonly string[] {
  const rounds: { round: readonly string[]; times: number }[] = [];
  let at = 0;
  while (at < path.length) {
    const best = [3, 2]
      .map((length) => ({ length, times: repeats(path, at, length) }))
      .find(({ times }) => times > 1) ?? { length: 1, times: 1 };
    rounds.push({ round: path.slice(at, at + best.length), times: best.times });
    at += best.length * best.times;
  }
  const texts: string[] = [];
  let single: string[] = [];
  for (const { round, times } of rounds) {
    if (times === 1) {
      single.push(...round);
      continue;
    }
    if (single.length > 0) texts.push(single.join(' '));
    single = [];
    texts.push(`${round.join(' ')} x${times}`);
  }
  return single.length > 0 ? [...texts, single.join(' ')] : texts;
}

function repeats(path: readonly string[], from: number, length: number): number {
  const round = path.slice(from, from + length).join(' ');
  let times = 1;
  while (path.slice(from + times * length, from + (times + 1) * length).join(' ') === round) times += 1;
  return times;
}

/** The calls that change something or mail somebody, in order, e.g. `stop-notebook StopNotebookInstance`. */
export const deeds = (told: Report): readonly string[] =>
  told.calls
    .filter(({ operation }) => /^(Stop|Update|Start|Create|Delete)NotebookInstance$/.test(operation))
    .map(
      ({ function: name, operation, error }) => `${name} ${operation}${error === null ? '' : ` ${error}`}`,
    );
