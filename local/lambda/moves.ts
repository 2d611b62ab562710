/** What those who could go on would do: all that whoever chooses among them knows. */
import type { Input } from '../service.ts';

/** The invocation whose move it is; the same object at each of its moves. */
export interface Mover {
  readonly requestId: string;
  readonly function: { readonly name: string };
  readonly payload: unknown;
}

export type Move =
  /** It begins to compute, sleeps, goes on after a sleep, or has ended. */
  | { readonly kind: 'begin' | 'sleep' | 'go-on' | 'end'; readonly by: Mover }
  /** It calls AWS. */
  | {
      readonly kind: 'call';
      readonly by: Mover;
      readonly service: string;
      readonly operation: string;
      readonly input: Input;
    }
  /** Nobody's: an event arrives, a status changes, time is up, or what the story lets happen. */
  | { readonly kind: 'due' };

/** Somebody who could go on; `actor` is the same object until the move is made or is not possible any more. */
export interface Ready {
  readonly actor: object;
  readonly move: Move;
}

/**
 * Who goes on, as a place in the list; who is not chosen stays. The list is never empty, and comes in the same order
 * whenever the choices before it were the same.
 *
 * @param now the virtual time, milliseconds since the epoch
 */
export type Choose = (ready: readonly Ready[], now: number) => number;
