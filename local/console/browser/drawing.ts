/** The parts of the state machine's drawing, which the server drew from the definition. */

const svg = 'http://www.w3.org/2000/svg';

export interface StateShape {
  readonly group: SVGGElement;
  readonly here: SVGGElement;
  readonly passed: Element | null;
  /** The upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const shapeOf = (group: SVGGElement): StateShape => {
  const [x = 0, y = 0] = (group.getAttribute('transform') ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];
  const here = group.querySelector<SVGGElement>('.here');
  if (here === null) throw new Error(`expected a counter in ${group.dataset['state']}, got none`);
  const { width, height } = group.querySelector<SVGGraphicsElement>('.shape')?.getBBox() ?? {
    width: 0,
    height: 0,
  };
  return { group, here, passed: group.querySelector('.passed'), x, y, width, height };
};

export class Drawing {
  readonly svg: SVGSVGElement;
  readonly tokens: SVGGElement;
  readonly states: ReadonlyMap<string, StateShape>;
  readonly #edges: ReadonlyMap<string, SVGPathElement>;

  constructor(place: ParentNode) {
    const drawn = place.querySelector<SVGSVGElement>('svg.machine');
    const tokens = drawn?.querySelector<SVGGElement>('g.tokens');
    if (!drawn || !tokens) throw new Error('expected the drawing of the state machine, got none');
    this.svg = drawn;
    this.tokens = tokens;
    this.states = new Map(
      [...drawn.querySelectorAll<SVGGElement>('g.state')].map((group) => [
        group.dataset['state'] ?? '',
        shapeOf(group),
      ]),
    );
    this.#edges = new Map(
      [...drawn.querySelectorAll<SVGPathElement>('path.edge')].map((edge) => [
        `${edge.dataset['from']} ${edge.dataset['to']}`,
        edge,
      ]),
    );
  }

  edge(from: string, to: string): SVGPathElement | undefined {
    return this.#edges.get(`${from} ${to}`);
  }

  /** Lights a path, and puts out every other. */
  light(path: readonly string[], hue: number): void {
    this.svg.style.setProperty('--hue', String(hue));
    for (const lit of this.svg.querySelectorAll('.lit')) lit.classList.remove('lit', 'now');
    path.forEach((state, index) => {
      this.states.get(state)?.group.classList.add('lit');
      const before = path[index - 1];
      if (before !== undefined) this.edge(before, state)?.classList.add('lit');
    });
    const now = path.at(-1);
    if (now !== undefined) this.states.get(now)?.group.classList.add('now');
  }
}

/** A dot with two letters, and a name for those who point at it. */
export const dotOf = (letters: string, name: string, hue: number): SVGGElement => {
  const group = document.createElementNS(svg, 'g');
  group.classList.add('token');
  group.style.setProperty('--hue', String(hue));
  const circle = document.createElementNS(svg, 'circle');
  circle.setAttribute('r', '11');
  const text = document.createElementNS(svg, 'text');
  text.classList.add('letters');
  text.setAttribute('dy', '0.36em');
  text.textContent = letters;
  const title = document.createElementNS(svg, 'title');
  title.textContent = name;
  group.append(title, circle, text);
  return group;
};
