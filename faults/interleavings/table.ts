/** What was explored, as a person reads it. */
import type { Explored } from './explore.ts';

/** So many wrong orders of a scenario are told; the others are most often wrong for the same reason. */
const told = 3;

const head = [
  'scenario',
  'bound',
  'choice points',
  'orders played',
  'pruned as equal',
  'within the bound',
  'wrong',
];

const boundOf = ({ bound }: Explored): string =>
  `at ${bound.at / 1_000} s, ${bound.depth} invocation${bound.depth === 1 ? '' : 's'} deep`;

const row = (one: Explored): readonly string[] => [
  one.scenario,
  boundOf(one),
  String(one.points),
  `${one.orders}${one.repeated === 0 ? '' : ` (and ${one.repeated} again)`}`,
  String(one.pruned),
  one.isComplete ? 'complete' : 'cut',
  String(one.wrong.length),
];

export function table(explored: readonly Explored[]): readonly string[] {
  const lines = [head, ...explored.map(row)];
  const widths = head.map((_, at) => Math.max(...lines.map((cells) => cells[at]?.length ?? 0)));
  return lines.map((cells) =>
    cells
      .map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}

/** What is wrong, and how it is played again. */
export const complaints = (explored: readonly Explored[]): readonly string[] =>
  explored.flatMap(({ scenario, bound, wrong }) => [
    ...wrong
      .slice(0, told)
      .flatMap(({ choices, says }) => [
        `npm run interleavings -- --scenario '${scenario}' --depth ${bound.depth} --choices ${choices.join()}`,
        ...says.map((line) => `  ${line}`),
      ]),
    ...(wrong.length > told
      ? [`  and ${wrong.length - told} more orders of ${scenario} that are wrong`]
      : []),
  ]);
