import { defineConfig } from 'vitest/config';

/** What people see, in a real browser: `npm run test:browser`. Skipped, and said so, where there is none. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: 'test/browser/find-browser.ts',
    // Each file has a sandbox and a browser of its own, which would wait for one another's processors.
    fileParallelism: false,
    // A real limit is only there to end what hangs, on however busy a machine.
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
});
