import { defineConfig } from 'vitest/config';

/** Whole worlds, played at length: `npm run test:long`, which CI runs too. */
export const long = [
  'test/situations/trouble.test.ts',
  'test/situations/breaks.test.ts',
  'test/situations/odd-clicks.test.ts',
  'test/situations/first-day.test.ts',
  'test/verify/verify.test.ts',
  'test/cli/owners/owners.test.ts',
  'test/cli/guard/guard.test.ts',
  'test/local/play.test.ts',
  'test/local/console/console.test.ts',
  'test/infra/app.test.ts',
  'test/time-travel/time-travel.test.ts',
  'test/answers/fuzz-at-length.test.ts',
  'test/model/breaks.test.ts',
  'test/model/many-deadlines-at-length.test.ts',
  'test/faults/interleavings/broken.test.ts',
  'test/faults/soak.test.ts',
  'test/sweep.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those of conformance need Python, Java or recordings: vitest.conformance.config.ts; a browser those of
    // vitest.browser.config.ts.
    exclude: ['test/conformance/**', 'test/browser/**', ...long],
    // Files share what they import: nothing here changes a module, and most of the time went into loading.
    isolate: false,
    // On two cores vitest would leave one to itself.
    maxWorkers: '100%',
    // Time is virtual in what is tested; a real limit is only there to end what hangs, on however busy a machine.
    testTimeout: 60_000,
    hookTimeout: 240_000,
  },
});
