/** Who is in play, by names that are the same whenever the choices before were the same. */
import type { Ready } from '../../local/lambda/moves.ts';

export interface Actor {
  /** E.g. `wake-case 1`; `due 3` for what nobody does. */
  readonly name: string;
  /** How many invocations led to it at this instant, itself included; what was due anyway comes after none. */
  readonly depth: number;
}

export class Actors {
  readonly #actors = new Map<object, Actor>();
  readonly #counts = new Map<string, number>();

  /** @param after who moved last at this instant, and so brought it about if it is new */
  of({ actor, move }: Ready, after: Actor | undefined): Actor {
    const key = move.kind === 'due' ? actor : move.by;
    const known = this.#actors.get(key);
    if (known !== undefined) return known;
    const kind = move.kind === 'due' ? 'due' : move.by.function.name;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const depth = (after?.depth ?? 0) + (move.kind === 'due' ? 0 : 1);
    const found = { name: `${kind} ${count}`, depth };
    this.#actors.set(key, found);
    return found;
  }
}
