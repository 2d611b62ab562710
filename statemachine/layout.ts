/** Where each state of the picture stands: the spine from top to bottom, acts, Choices and sleeps in columns. */
import { isReroute, type Machine, spine } from './picture.ts';

/** What a state is to a reader: an act, a judgement, a sleep, or an end. */
export type Kind = 'act' | 'choice' | 'sleep' | 'end';

/** A state's box; x and y are its upper left corner. */
export interface Box {
  readonly name: string;
  readonly kind: Kind;
  readonly row: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const columns = {
  act: { x: 50, width: 162 },
  choice: { x: 246, width: 114 },
  sleep: { x: 410, width: 126 },
} as const;
const top = 26;
const pitch = 96;
const height = 48;
const endHeight = 34;

const box = (name: string, kind: 'act' | 'choice' | 'sleep', row: number): Box => ({
  name,
  kind,
  row,
  ...columns[kind],
  y: top + row * pitch,
  height,
});

/** The machine's ends share the last row's third column. */
const endBoxes = (names: readonly string[], row: number): readonly Box[] =>
  names.map((name, index) => ({
    name,
    kind: 'end',
    row,
    ...columns.sleep,
    y: top + row * pitch + height / 2 - (names.length * (endHeight + 10) - 10) / 2 + index * (endHeight + 10),
    height: endHeight,
  }));

/** Every state's box, by its name. */
export const layout = (machine: Machine): ReadonlyMap<string, Box> => {
  const lines = spine(machine);
  const last = lines.length - 1;
  const reroute = Object.keys(machine.States).find((name) => isReroute(machine, name));
  const ends = Object.keys(machine.States).filter((name) =>
    ['Succeed', 'Fail'].includes(machine.States[name]?.Type ?? ''),
  );
  const boxes = [
    ...lines.flatMap(({ act, choice, sleep }, row) => [
      box(act, 'act', row),
      ...(row === last ? [] : [box(choice, 'choice', row)]),
      ...(sleep === null ? [] : [box(sleep, 'sleep', row)]),
    ]),
    ...(reroute === undefined ? [] : [box(reroute, 'choice', last)]),
    ...endBoxes(ends, last),
  ];
  return new Map(boxes.map((one) => [one.name, one]));
};

/** The picture's size. */
export const sizeOf = (boxes: ReadonlyMap<string, Box>) => ({
  width: columns.sleep.x + columns.sleep.width + 26,
  height: Math.max(...[...boxes.values()].map(({ y }) => y)) + 88,
});
