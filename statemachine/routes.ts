/** How the picture's arrows run: right angles with round corners, the odd ones in lanes of their own. */
import type { Box } from './layout.ts';
import type { Machine, State } from './picture.ts';

export interface Edge {
  readonly from: string;
  readonly to: string;
  /** `odd`: a way that no ordinary case takes, such as a Catch or a Choice's default. */
  readonly odd: boolean;
}

type Point = readonly [x: number, y: number];

const sourcesOf = (state: State): readonly { readonly to: string; readonly odd: boolean }[] => [
  ...(state.Next === undefined ? [] : [{ to: state.Next, odd: false }]),
  ...(state.Choices ?? []).map(({ Next }) => ({ to: Next, odd: false })),
  ...(state.Default === undefined ? [] : [{ to: state.Default, odd: true }]),
  ...(state.Catch ?? []).map(({ Next }) => ({ to: Next, odd: true })),
];

/** Every way from a state to another, once; a way that is taken in ordinary life too is not odd. */
export const edgesOf = (machine: Machine, reroute: string | undefined): readonly Edge[] => {
  const edges = new Map<string, Edge>();
  for (const [from, state] of Object.entries(machine.States)) {
    for (const { to, odd } of sourcesOf(state)) {
      const known = edges.get(`${from} ${to}`);
      const isOdd = odd || (from === reroute && machine.States[to]?.Type !== 'Succeed');
      edges.set(`${from} ${to}`, { from, to, odd: isOdd && (known?.odd ?? true) });
    }
  }
  return [...edges.values()];
};

const centre = ({ x, width }: Box): number => x + width / 2;
const middle = ({ y, height }: Box): number => y + height / 2;
const bottom = ({ y, height }: Box): number => y + height;
const right = ({ x, width }: Box): number => x + width;

/** Lanes left of the acts: where Reroute comes back, and where a Catch leads away. */
const lanes = { reroute: 14, caught: 32 };

const straight = (from: Box, to: Box): readonly Point[] => {
  const turn = (right(from) + to.x) / 2;
  return [
    [right(from), middle(from)],
    [turn, middle(from)],
    [turn, middle(to)],
    [to.x, middle(to)],
  ];
};

/** From a sleep back to its act, above both. */
const back = (from: Box, to: Box): readonly Point[] => [
  [centre(from) - 16, from.y],
  [centre(from) - 16, from.y - 13],
  [to.x + to.width * 0.78, from.y - 13],
  [to.x + to.width * 0.78, to.y],
];

/** From a Choice to the next row's act. */
const onward = (from: Box, to: Box): readonly Point[] => [
  [centre(from), bottom(from)],
  [centre(from), bottom(from) + 15],
  [centre(to), bottom(from) + 15],
  [centre(to), to.y],
];

/** From a Choice to Reroute, along the channel before the sleeps. */
const toReroute = (from: Box, to: Box): readonly Point[] => {
  const channel = right(from) + 20;
  return [
    [right(from) - 20, bottom(from)],
    [right(from) - 20, bottom(from) + 8],
    [channel, bottom(from) + 8],
    [channel, to.y - 22],
    [right(to) - 20, to.y - 22],
    [right(to) - 20, to.y],
  ];
};

/** From Reroute to an act: under everything, and up on the left. */
const fromReroute = (from: Box, to: Box): readonly Point[] => [
  [centre(from) - 14, bottom(from)],
  [centre(from) - 14, bottom(from) + 18],
  [lanes.reroute, bottom(from) + 18],
  [lanes.reroute, middle(to) + 9],
  [to.x, middle(to) + 9],
];

/** From Reroute to a sleep: under everything, and up on the right. */
const fromRerouteToSleep = (from: Box, to: Box): readonly Point[] => [
  [centre(from) + 14, bottom(from)],
  [centre(from) + 14, bottom(from) + 18],
  [right(to) + 16, bottom(from) + 18],
  [right(to) + 16, middle(to)],
  [right(to), middle(to)],
];

/** From an act that failed to another. */
const caught = (from: Box, to: Box): readonly Point[] => [
  [from.x, middle(from) - 9],
  [lanes.caught, middle(from) - 9],
  [lanes.caught, middle(to) - 9],
  [to.x, middle(to) - 9],
];

/** From an act that failed to the end. */
const caughtAtTheEnd = (from: Box, to: Box): readonly Point[] => [
  [from.x, middle(from) - 9],
  [lanes.caught, middle(from) - 9],
  [lanes.caught, bottom(to) + 26],
  [centre(to), bottom(to) + 26],
  [centre(to), bottom(to)],
];

/** From the first Choice into a sleep further down: a case that another execution goes on with. */
const down = (from: Box, to: Box): readonly Point[] => [
  [right(from), middle(from)],
  [centre(to) + 16, middle(from)],
  [centre(to) + 16, to.y],
];

const pointsOf = (from: Box, to: Box, reroute: string | undefined): readonly Point[] => {
  if (from.name === reroute && to.kind === 'act') return fromReroute(from, to);
  if (from.name === reroute && to.kind === 'sleep') return fromRerouteToSleep(from, to);
  if (to.name === reroute && from.kind === 'choice') return toReroute(from, to);
  if (from.kind === 'act' && to.kind === 'end') return caughtAtTheEnd(from, to);
  if (from.kind === 'act' && to.kind === 'act') return caught(from, to);
  if (from.kind === 'sleep' && to.kind === 'act') return back(from, to);
  if (from.kind === 'choice' && to.kind === 'act') return onward(from, to);
  if (from.kind === 'choice' && to.kind === 'sleep' && to.row > from.row) return down(from, to);
  return straight(from, to);
};

const radius = 8;

const towards = ([x, y]: Point, [toX, toY]: Point, by: number): Point => {
  const length = Math.hypot(toX - x, toY - y) || 1;
  return [x + ((toX - x) * by) / length, y + ((toY - y) * by) / length];
};

const written = ([x, y]: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

/** The points as an SVG path, its corners rounded. */
const rounded = (points: readonly Point[]): string => {
  const [start = [0, 0], ...rest] = points;
  const steps = rest.map((corner, index) => {
    const before = points[index] ?? corner;
    const after = rest[index + 1];
    if (after === undefined) return `L${written(corner)}`;
    const room = (other: Point): number => Math.hypot(other[0] - corner[0], other[1] - corner[1]) / 2;
    const by = Math.min(radius, room(before), room(after));
    return `L${written(towards(corner, before, by))}Q${written(corner)} ${written(towards(corner, after, by))}`;
  });
  return `M${written(start)}${steps.join('')}`;
};

/** An arrow as an SVG path. */
export const routeOf = (from: Box, to: Box, reroute: string | undefined): string =>
  rounded(pointsOf(from, to, reroute));
