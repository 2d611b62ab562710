import { defineConfig, mergeConfig } from 'vitest/config';
import usual, { long } from './vitest.config.ts';

/** What `npm test` leaves out for its length. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  // A world at length takes a while, and each test has a core of several files.
  defineConfig({ test: { include: long, testTimeout: 300_000 } }),
);
