import { defineConfig } from 'vitest/config';

/** Each judge is shown to catch a deliberate break. Slow, and some need Python or Java: not part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/conformance/**/*.test.ts'],
    // Each starts engines of its own, which would wait for one another's processors.
    fileParallelism: false,
    // The first to need Python or Java installs what judges.
    testTimeout: 120_000,
    hookTimeout: 900_000,
  },
});
