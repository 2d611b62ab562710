import type { Caller } from '../service.ts';

/** A status that keeps whoever gets there. */
export interface Hold {
  readonly status: string;
  /** Milliseconds from arrival; `undefined`: for ever. */
  readonly forMs: number | undefined;
  readonly notebook: string | undefined;
  /** Whom it has kept: it keeps each notebook once. */
  readonly kept: Set<string>;
}

/** How often, until when (milliseconds since the epoch) and about which notebook a fault hits. */
export interface Lasting {
  readonly times: number;
  readonly until?: number | undefined;
  readonly notebook?: string | undefined;
}

type Counted<Fault> = Fault & Lasting & { left: number };

/** What a story does to this service. Calls that people make are never hit. */
export class Faults {
  readonly #holds: Hold[] = [];
  readonly #now: () => number;
  readonly #failingStarts: Counted<{ readonly reason: string }>[] = [];
  readonly #ignored: Counted<{ readonly operation: string }>[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  hold(status: string, forMs: number | undefined, notebook: string | undefined): Hold {
    const hold: Hold = { status, forMs, notebook, kept: new Set() };
    this.#holds.push(hold);
    return hold;
  }

  failStarts(fault: { readonly reason: string } & Lasting): void {
    this.#failingStarts.push({ ...fault, left: fault.times });
  }

  ignore(fault: { readonly operation: string } & Lasting): void {
    this.#ignored.push({ ...fault, left: fault.times });
  }

  /** The hold that keeps `notebook`, which just got to `status`, if one does. */
  takeHold(status: string, notebook: string): Hold | undefined {
    const hold = this.#holds.find((each) => each.status === status && keeps(each, notebook));
    hold?.kept.add(notebook);
    return hold;
  }

  /** Why this start will fail, if it will. */
  takeFailure(caller: Caller, notebook: string): string | undefined {
    return this.#take(this.#failingStarts, caller, notebook)?.reason;
  }

  /** Whether this call is answered and forgotten. */
  takeIgnored(operation: string, caller: Caller, notebook: string | undefined): boolean {
    const fitting = this.#ignored.filter((each) => each.operation === operation);
    return this.#take(fitting, caller, notebook) !== undefined;
  }

  #take<F extends Counted<object>>(
    faults: readonly F[],
    caller: Caller,
    notebook: string | undefined,
  ): F | undefined {
    if (caller.function === undefined) return undefined;
    const hit = faults.find(
      (each) =>
        each.left > 0 &&
        this.#now() < (each.until ?? Number.POSITIVE_INFINITY) &&
        (each.notebook === undefined || each.notebook === notebook),
    );
    if (hit) hit.left -= 1;
    return hit;
  }
}

/** Whether `hold` is about `notebook` and has not kept it yet. */
export const keeps = (hold: Hold, notebook: string): boolean =>
  !hold.kept.has(notebook) && (hold.notebook ?? notebook) === notebook;
