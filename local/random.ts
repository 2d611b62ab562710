/**
 * The sandbox's only source of chance: which concurrent call is answered first, ids, jitter. One seed, one run.
 * sfc32 of Chris Doty-Humphrey's PractRand (public domain), seeded as its author advises by discarding 12 rounds.
 */
export interface Random {
  /** A number in [0, 1). */
  (): number;
  /** A version 4 UUID. */
  uuid(): string;
}

/** @param seed any integer; only its lower 32 bits count */
export const seededRandom = (seed: number): Random => {
  let a = 0;
  let b = seed | 0;
  let c = 0;
  let counter = 1;
  const bits = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) bits();
  const number = (): number => bits() / 2 ** 32;
  const digit = (of: string): string => of.charAt(Math.floor(number() * of.length));
  const uuid = (): string =>
    'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
      digit(place === 'x' ? '0123456789abcdef' : '89ab'),
    );
  return Object.assign(number, { uuid });
};
