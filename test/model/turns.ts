/** Whose turn it is: one invocation goes on at a time, from one call to the next, and chance says which. */
export class Turns {
  readonly #random: () => number;
  readonly #ready: (() => void)[] = [];
  #rested: () => void = () => undefined;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Somebody would go on with `go` when it is their turn. */
  offer(go: () => void): void {
    this.#ready.push(go);
  }

  /** Whoever has the turn has come as far as it can. */
  rest(): void {
    this.#rested();
  }

  /** Lets one go on until it rests. @returns false when nobody is ready */
  async take(): Promise<boolean> {
    if (this.#ready.length === 0) return false;
    const [go] = this.#ready.splice(Math.floor(this.#random() * this.#ready.length), 1);
    await new Promise<void>((resolve) => {
      this.#rested = resolve;
      go?.();
    });
    return true;
  }
}
