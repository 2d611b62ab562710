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
  readonly template: Played['world']['template'];
}

const fileOf = (name: string): string => join(import.meta.dirname, `${name}.json`);
const written = (name: string) => JSON.parse(readFileSync(fileOf(name), 'utf8'));

/** The tags that a story's last happening sets. */
export const tagsIn = (name: string): unknown => written(name).happens.at(-1).with.Tags;

/** A story's policy as text. */
export const policyOf = (name: string): string => JSON.stringify(written(name).policy ?? {});

/** @param changes to what the file says */
export async function tell(sandbox: Sandbox, name: string, changes: object = {}): Promise<Told> {
  const file = fileOf(name);
  const story = { ...written(name), ...changes };
  const played = await play(sandbox, parseStory(story, file));
  return {
    report: await report(played, sandbox.endpoint),
    logs: played.logs,
    template: played.world.template,
  };
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
    // How often a flood wakes a sleeper before it sleeps is the seed's.
    const often = times > 30 && round.includes('AwaitOwner') ? 'over and over' : `x${times}`;
    texts.push(`${round.join(' ')} ${often}`);
  }
  return single.length > 0 ? [...texts, single.join(' ')] : texts;
}

function repeats(path: readonly string[], from: number, length: number): number {
  const round = path.slice(from, from + length).join(' ');
  let times = 1;
  while (path.slice(from + times * length, from + (times + 1) * length).join(' ') === round) times += 1;
  return times;
}

/** A played story in short: what a person would want to know of it. */
export interface Seen {
  readonly outcomes: readonly (string | null)[];
  /** Each execution: status and result, then its path with repeated rounds folded. */
  readonly executions: readonly (readonly string[])[];
  /** Every call of ours that changes a notebook, with what refused it; in order, one notebook after the other. */
  readonly deeds: readonly string[];
  /** In order, about one notebook after the other. */
  readonly mails: readonly string[];
  /** Status, root access, whole seconds away because of us. */
  readonly notebooks: readonly (readonly [string | null, string | null, number | null])[];
  /** Each request of the answer page with its status, what it answers, and whether that was recorded; none, if left out. */
  readonly pages?: readonly string[];
  /** What could not be delivered to whom; nothing, if left out. */
  readonly undelivered?: readonly string[];
}

export const seen = (told: Report): Required<Seen> => ({
  outcomes: told.cases.map(({ outcome }) => outcome),
  executions: told.executions.map(({ status, result, path }) => [`${status} ${result}`, ...folded(path)]),
  deeds: saidOnce(
    byNotebook(
      told,
      told.calls
        .filter(({ operation }) => /^(Stop|Update|Start|Create|Delete)NotebookInstance$/.test(operation))
        .map(({ function: name, operation, error, notebook }) => ({
          notebook,
          words: `${name} ${operation}${error === null ? '' : ` ${error}`}`,
        })),
    ),
  ),
  mails: byNotebook(
    told,
    told.mails.map(({ notice, to, notebook }) => ({ notebook, words: `${notice} to ${to.join(', ')}` })),
  ),
  notebooks: told.notebooks.map(({ status, rootAccess, awaySeconds }) => [
    status,
    rootAccess,
    // Step Functions' jitter is below a second here.
    awaySeconds === null ? null : Math.floor(awaySeconds),
  ]),
  pages: saidOnce(
    told.pages.map(({ method, status, answer, recorded }) =>
      [method, status, ...(answer === null ? [] : [answer]), ...(recorded ? ['recorded'] : [])].join(' '),
    ),
  ),
  undelivered: told.deadLetters.map(({ target }) => target),
});

interface About {
  readonly notebook: string | null;
  readonly words: string;
}

/** One notebook after the other, named where there are several; last what is about several at once. */
function byNotebook({ notebooks }: Report, all: readonly About[]): readonly string[] {
  const names = [...new Set(notebooks.map(({ name }) => name))];
  const of = (name: string | null) => all.filter(({ notebook }) => notebook === name);
  return [
    ...names.flatMap((name) => of(name).map(({ words }) => (names.length > 1 ? `${name}: ${words}` : words))),
    ...of(null).map(({ words }) => words),
  ];
}

/** The same thing over and over is said once, with how often. */
function saidOnce(texts: readonly string[]): readonly string[] {
  const changes = texts.flatMap((text, index) => (text === texts[index - 1] ? [] : [index]));
  return changes.map((from, index) => {
    const times = (changes[index + 1] ?? texts.length) - from;
    return times > 1 ? `${texts[from]} x${times}` : String(texts[from]);
  });
}
