/** Names made of a seeded source, so that a run can be repeated to the letter. */

/** Joined once: a text grown letter by letter stays a chain of pieces in memory, and executions keep theirs. */
const letters = (random: () => number, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)] ?? '').join('');

/** Lower-case hexadecimal digits. */
export const hexadecimal = (random: () => number, length: number): string =>
  letters(random, '0123456789abcdef', length);

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The form of a version 4 UUID. */
export const uuid = (random: () => number): string => {
  const part = (length: number) => hexadecimal(random, length);
  return [part(8), part(4), `4${part(3)}`, `${letters(random, '89ab', 1)}${part(3)}`, part(12)].join('-');
};

/** The look of a task token: base64 text; AWS allows up to 2048 characters. */
export const taskToken = (random: () => number): string => letters(random, base64, 120);

/** A repeatable source of numbers in [0, 1): mulberry32. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
