/**
 * What a move touches. Two moves of different actors commute, so that their order cannot matter to anybody, when
 * neither writes what the other touches. A place is a path: it contains all that begins with it.
 */
export type Place = readonly string[];

export interface Footprint {
  readonly reads: readonly Place[];
  readonly writes: readonly Place[];
}

export const nothing: Footprint = { reads: [], writes: [] };

/** For whatever is not known: it conflicts with every move that touches anything. */
export const everything: Footprint = { reads: [], writes: [[]] };

export const reading = (...reads: readonly Place[]): Footprint => ({ reads, writes: [] });
export const writing = (...writes: readonly Place[]): Footprint => ({ reads: [], writes });

export const together = (footprints: readonly Footprint[]): Footprint => ({
  reads: footprints.flatMap(({ reads }) => reads),
  writes: footprints.flatMap(({ writes }) => writes),
});

const overlap = (one: Place, other: Place): boolean => {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((name, at) => name === other[at]);
};

const spoils = (one: Footprint, other: Footprint): boolean =>
  one.writes.some((written) => [...other.reads, ...other.writes].some((place) => overlap(written, place)));

export const conflict = (one: Footprint, other: Footprint): boolean =>
  spoils(one, other) || spoils(other, one);
