/** ISO 8601 durations of days, hours, minutes and seconds: what always has the same length. */
import { Temporal } from 'temporal-polyfill';

/** @returns its length, or `undefined` for text that is no such duration */
export const milliseconds = (text: string): number | undefined => {
  try {
    // Refuses years, months and weeks, which have no length without a date.
    return Temporal.Duration.from(text).total('milliseconds');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

/** E.g. `PT8H`, `P1DT12H`. */
export const iso = (length: number): string =>
  Temporal.Duration.from({ milliseconds: length }).round({ largestUnit: 'days' }).toString();
