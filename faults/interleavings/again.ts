/** Plays one order again and tells it move by move. */
import type { Sandbox } from '../../local/sandbox.ts';
import type { Walk } from './exploration.ts';
import { storyOf } from './explore.ts';
import { orderOf, wrongs } from './judge.ts';
import { type Made, playOrder } from './play-order.ts';
import type { Scenario } from './scenarios.ts';

/** Takes each choice from a list, and after its end whoever is first. */
const walkAlong = (choices: readonly number[]): Walk => {
  const left = [...choices];
  return {
    choices,
    choose(ready) {
      const at = ready.length > 1 ? (left.shift() ?? 0) : 0;
      const chosen = ready[at];
      if (chosen !== undefined) return chosen;
      throw new RangeError(`expected a choice among ${ready.join(', ')} (from 0), got ${at}`);
    },
    moved: () => undefined,
  };
};

const wordsOf = ({ move, heard }: Made): string => {
  if (move.kind !== 'call') {
    const told = heard.map((entry) =>
      'operation' in entry ? entry.operation : 'words' in entry ? entry.words : entry.kind,
    );
    return move.kind === 'due' ? told.join(', ') || 'nothing that is told' : `${move.kind}s`;
  }
  const error = heard.find((entry) => entry.kind === 'call')?.error ?? null;
  return `${move.operation}${error === null ? '' : `: ${error}`}`;
};

/** @returns lines: each move with its instant, a star where it was chosen among several, and what is wrong */
export async function playAgain(
  sandbox: Sandbox,
  scenario: Scenario,
  choices: readonly number[],
): Promise<{ readonly lines: readonly string[]; readonly isWrong: boolean }> {
  const story = storyOf(scenario);
  const order = await playOrder(sandbox, story, scenario.bound, walkAlong(choices));
  const says = wrongs(await orderOf(order, sandbox.endpoint), scenario);
  const moves = order.made.map((one) => {
    const seconds = `${(one.at - story.start) / 1_000} s`;
    return `${seconds.padStart(8)} ${one.wasChosen ? '*' : ' '} ${one.actor.padEnd(22)} ${wordsOf(one)}`;
  });
  return { lines: [...moves, ...says.map((line) => `wrong: ${line}`)], isWrong: says.length > 0 };
}
