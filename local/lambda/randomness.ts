/**
 * Ids and jitter that a handler draws must come out the same when a run is repeated, so every source of chance
 * that Node offers it draws from the seed. Imports see it too, because the built-in's exports are synchronized.
 */
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { type Random, seededRandom } from '../random.ts';

// The ES module namespace of a built-in is read-only; its CommonJS exports are what can be replaced.
const crypto = createRequire(import.meta.url)('node:crypto') as typeof import('node:crypto');

let random: Random = seededRandom(0);

const fill = <T extends NodeJS.ArrayBufferView>(view: T): T => {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.floor(random() * 256);
  return view;
};

const between = (min: number, max: number): number => min + Math.floor(random() * (max - min));

/** With a callback Node's functions answer later, without one at once. */
const answer = <T>(value: T, callback: unknown): T | undefined => {
  if (typeof callback !== 'function') return value;
  queueMicrotask(() => callback(null, value));
  return undefined;
};

const replaced = {
  randomUUID: (): string => random.uuid(),
  randomBytes: (size: number, callback?: unknown) => answer(fill(Buffer.alloc(size)), callback),
  randomFillSync: fill,
  randomInt: (first: number, second?: unknown, third?: unknown) =>
    typeof second === 'number' ? answer(between(first, second), third) : answer(between(0, first), second),
};

Object.assign(crypto, replaced);
// node:crypto's own getRandomValues looks it up here.
Object.defineProperty(globalThis.crypto, 'randomUUID', { value: replaced.randomUUID });
Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: fill });
Math.random = () => random();
syncBuiltinESMExports();

export const seedRandomness = (seed: number): void => {
  random = seededRandom(seed);
};
