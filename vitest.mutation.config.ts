import { defineConfig } from 'vitest/config';

/** The tests of core alone, which are pure and fast: mutation/stryker.config.mjs runs them for each mutant. */
export default defineConfig({
  test: {
    include: ['test/core/**/*.test.ts', 'test/decision-table.test.ts', 'test/letters.test.ts'],
    setupFiles: ['mutation/few-runs.ts'],
    // On however busy a machine.
    testTimeout: 60_000,
  },
});
