import { expect, test } from 'vitest';
import { LEDGER_TABLE, POLICY, readEnvironment } from '../../functions/environment.ts';

test('the variables asked for are returned by name', () => {
  expect(readEnvironment({ POLICY: '{}', LEDGER_TABLE: 'cases', OTHER: 'x' }, POLICY, LEDGER_TABLE)).toEqual({
    POLICY: '{}',
    LEDGER_TABLE: 'cases',
  });
});

test.each([
  [{}, 'LEDGER_TABLE: expected a value, got nothing'],
  [{ LEDGER_TABLE: '' }, 'LEDGER_TABLE: expected a value, got ""'],
])('a missing variable dies by name: %j', (env, message) => {
  expect(() => readEnvironment(env, LEDGER_TABLE)).toThrow(
    expect.objectContaining({ name: 'MissingEnvironmentVariable', message }),
  );
});
