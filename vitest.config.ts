import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // These need Python, Java or recordings: vitest.conformance.config.ts.
    exclude: ['test/conformance/**'],
    // Time is virtual in what is tested; a real limit is only there to end what hangs, on however busy a machine.
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
