/**
 * Which moves of a played order happened before which, and where two that conflict could have come the other way
 * round. A move happens before another if it is the same actor's, if it brought the other about, or if it conflicts
 * with it and came first.
 */
import { conflict, type Footprint } from './footprint.ts';

export interface Event {
  readonly actor: string;
  readonly footprint: Footprint;
  /** The place of the move that brought this one about, or -1. */
  readonly broughtBy: number;
}

export interface Race {
  /** The place of the move before which another order begins. */
  readonly at: number;
  /** Actors with which that order may begin; one of them is enough. */
  readonly first: readonly string[];
}

/** For each move the places of those that happened before it, and the races in which it came second. */
const lookBack = (made: readonly Event[]) => {
  const before: Set<number>[] = [];
  const races: { readonly one: number; readonly other: number }[] = [];
  made.forEach((move, place) => {
    const mine = new Set<number>();
    const add = (earlier: number): void => {
      mine.add(earlier);
      for (const one of before[earlier] ?? []) mine.add(one);
    };
    for (let earlier = place - 1; earlier >= 0; earlier -= 1) {
      const other = made[earlier] as Event;
      if (mine.has(earlier)) continue;
      const isForced = other.actor === move.actor || move.broughtBy === earlier;
      if (isForced) add(earlier);
      else if (conflict(other.footprint, move.footprint)) {
        add(earlier);
        races.push({ one: earlier, other: place });
      }
    }
    before.push(mine);
  });
  return { before, races };
};

export function racesOf(made: readonly Event[]): readonly Race[] {
  const { before, races } = lookBack(made);
  return races.map(({ one, other }) => {
    // What is left to do without the first of the two, up to the second.
    const rest = [];
    for (let place = one + 1; place < other; place += 1) if (!before[place]?.has(one)) rest.push(place);
    rest.push(other);
    const first = new Set<string>();
    const later = new Set<string>();
    for (const place of rest) {
      const { actor } = made[place] as Event;
      const isFirst = !later.has(actor) && !rest.some((earlier) => before[place]?.has(earlier));
      if (isFirst) first.add(actor);
      later.add(actor);
    }
    return { at: one, first: [...first] };
  });
}
