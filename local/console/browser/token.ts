/** An execution on the drawing: a dot that walks along the arrows, state by state. */
import { type Drawing, dotOf } from './drawing.ts';

/** Milliseconds from one state to the next; less where much has to be caught up with. */
const stride = 260;
const hurried = 70;

const isStill = (): boolean => document.hidden || matchMedia('(prefers-reduced-motion: reduce)').matches;

export interface TokenOptions {
  readonly drawing: Drawing;
  readonly notebook: string | null;
  readonly initials: string;
  readonly hue: number;
  /** It has got to a state, and perhaps left another. */
  readonly onArrival: (token: Token, left: string | undefined) => void;
  /** It has ended and is seen no more. */
  readonly onGone: (token: Token) => void;
}

export class Token {
  readonly notebook: string | null;
  readonly dot: SVGGElement;
  /** Every state that it has got to. */
  readonly path: string[];
  readonly #options: TokenOptions;
  readonly #ahead: string[] = [];
  #isWalking = false;
  #ended: string | undefined;

  /** @param path where it has been before anybody watched */
  constructor(path: readonly string[], options: TokenOptions) {
    this.#options = options;
    this.notebook = options.notebook;
    this.path = [...path];
    this.dot = dotOf(options.initials, options.notebook ?? 'an execution', options.hue);
    options.drawing.tokens.append(this.dot);
  }

  get at(): string | undefined {
    return this.path.at(-1);
  }

  enter(state: string): void {
    this.#ahead.push(state);
    if (!this.#isWalking) void this.#walk();
  }

  end(status: string): void {
    this.#ended = status;
    if (!this.#isWalking) this.#leave();
  }

  place(x: number, y: number): void {
    this.dot.setAttribute('transform', `translate(${x} ${y})`);
  }

  async #walk(): Promise<void> {
    this.#isWalking = true;
    for (let to = this.#ahead.shift(); to !== undefined; to = this.#ahead.shift()) {
      const from = this.at;
      if (from !== undefined && !isStill()) await this.#along(from, to);
      this.path.push(to);
      this.#options.onArrival(this, from);
    }
    this.#isWalking = false;
    if (this.#ended !== undefined) this.#leave();
  }

  #along(from: string, to: string): Promise<void> {
    const edge = this.#options.drawing.edge(from, to);
    if (edge === undefined) return Promise.resolve();
    const length = edge.getTotalLength();
    const lasts = this.#ahead.length > 5 ? hurried : stride;
    const began = performance.now();
    return new Promise((resolve) => {
      const step = (): void => {
        const share = Math.min(1, (performance.now() - began) / lasts);
        const { x, y } = edge.getPointAtLength(length * share);
        this.place(x, y);
        if (share >= 1) resolve();
        else if (isStill()) resolve();
        else requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });
  }

  #leave(): void {
    this.dot.classList.add(this.#ended === 'SUCCEEDED' ? 'done' : 'died');
    const { onGone } = this.#options;
    setTimeout(
      () => {
        this.dot.remove();
        onGone(this);
      },
      isStill() ? 0 : 2_500,
    );
  }
}
