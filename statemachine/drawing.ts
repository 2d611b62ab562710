/** The state machine as an SVG drawing, drawn from its definition; whoever shows it lights it up by its classes. */
import { type Box, layout, sizeOf } from './layout.ts';
import { isReroute, type Machine } from './picture.ts';
import { edgesOf, routeOf } from './routes.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Acts are boxes, Choices are pointed at both ends, sleeps and ends are round. */
const outline = ({ kind, width, height }: Box): string => {
  if (kind !== 'choice') {
    return `<rect class="shape" width="${width}" height="${height}" rx="${kind === 'act' ? 9 : height / 2}"/>`;
  }
  const tip = 14;
  const [right, middle] = [width - tip, height / 2];
  return `<path class="shape" d="M${tip} 0H${right}L${width} ${middle}L${right} ${height}H${tip}L0 ${middle}Z"/>`;
};

/** Where the name and the count of passages stand: one below the other, or side by side where there is less room. */
const placesOf = ({ kind, width, height }: Box) =>
  kind === 'end'
    ? { name: [width * 0.3, height / 2], passed: [width * 0.68, height / 2] }
    : { name: [width / 2, height / 2 - 7], passed: [width / 2, height / 2 + 11] };

const textOf = (className: string, [x = 0, y = 0]: readonly number[], text: string): string =>
  `<text class="${className}" x="${x}" y="${y}" dy="0.35em">${escaped(text)}</text>`;

const stateOf = (box: Box, comment: string): string => {
  const { name, kind, x, y, width } = box;
  const places = placesOf(box);
  return [
    `<g class="state ${kind}" data-state="${escaped(name)}" transform="translate(${x} ${y})">`,
    `<title>${escaped(`${name}: ${comment}`)}</title>`,
    outline(box),
    textOf('name', places.name, name),
    textOf('passed', places.passed, ''),
    `<g class="here" transform="translate(${width - 10} 0)"><rect x="-13" y="-11" width="26" height="20" rx="10"/><text dy="0.3em"></text></g>`,
    '</g>',
  ].join('');
};

const arrowhead = (id: string): string =>
  `<marker id="${id}" class="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.5L7.5 4L0 7.5Z"/></marker>`;

/**
 * Each state is a `g.state` with `data-state`, each arrow a `path.edge` with `data-from` and `data-to`; `g.tokens` is
 * empty and lies above all.
 */
export const drawing = (machine: Machine): string => {
  const boxes = layout(machine);
  const reroute = Object.keys(machine.States).find((name) => isReroute(machine, name));
  const { width, height } = sizeOf(boxes);
  const edges = edgesOf(machine, reroute).flatMap(({ from, to, odd }) => {
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (start === undefined || end === undefined) return [];
    const path = routeOf(start, end, reroute);
    return `<path class="edge${odd ? ' odd' : ''}" data-from="${escaped(from)}" data-to="${escaped(to)}" d="${path}"/>`;
  });
  const states = [...boxes.values()].map((box) => stateOf(box, machine.States[box.name]?.Comment ?? ''));
  return [
    `<svg class="machine" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="machine-title">`,
    '<title id="machine-title">The state machine, drawn from its definition, and the executions in it</title>',
    `<defs>${['arrow', 'arrow-odd', 'arrow-lit'].map(arrowhead).join('')}</defs>`,
    `<g class="edges">${edges.join('')}</g>`,
    `<g class="states">${states.join('')}</g>`,
    '<g class="tokens"></g>',
    '</svg>',
  ].join('\n');
};
