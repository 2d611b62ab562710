/** Stryker's: what is changed, and by which tests it is to be noticed. mutation/main.ts judges the report. */
export default {
  mutate: ['functions/core/**/*.ts'],
  testRunner: 'core',
  plugins: ['./mutation/runner.ts'],
  coverageAnalysis: 'perTest',
  // What runs only while a module is loaded (a schema, a table, a constant) would need a new process for each
  // mutant. docs/mutation.md says what holds them.
  ignoreStatic: true,
  concurrency: 2,
  // An endless loop is found by counting, not by this: on a busy machine a slow test must not pass for a killed mutant.
  timeoutMS: 30_000,
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  tempDirName: '.stryker-tmp',
  ignorePatterns: [
    '.build',
    '.venv',
    'bench',
    'cdk.out',
    'conformance/*',
    '!conformance/findings',
    'faults',
    'infra',
    'local',
    'statemachine',
    'verify',
  ],
};
