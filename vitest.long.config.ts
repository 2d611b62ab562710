import { defineConfig, mergeConfig } from 'vitest/config';
import usual, { long } from './vitest.config.ts';

/** What `npm test` leaves out for its length. */
export default mergeConfig(
  { ...usual, test: { ...usual.test, include: [], exclude: [] } },
  defineConfig({ test: { include: long } }),
);
