import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { serialisePolicy } from '../../functions/core/policy.ts';
import type { VariableName } from '../../functions/environment.ts';
import { bundleHandlers } from '../../infra/bundles.ts';

const handlers = readdirSync(join(import.meta.dirname, '../../functions/handlers')).map((file) =>
  file.replace('.ts', ''),
);
const bundles = bundleHandlers(handlers);

const env: Record<VariableName | 'AWS_REGION', string> = {
  AWS_REGION: 'eu-west-1',
  POLICY: serialisePolicy({ platformEmail: 'platform@example.com' }),
  LEDGER_TABLE: 'cases',
  PLATFORM_TOPIC_ARN: 'arn:aws:sns:eu-west-1:111122223333:platform',
  OWNER_TOPIC_PREFIX: 'owner-',
  OWN_ROLE_ARNS: 'arn:aws:iam::111122223333:role/stop-notebook',
  STATE_MACHINE_ARN: 'arn:aws:states:eu-west-1:111122223333:stateMachine:guard',
  VERSION: '0.0.0',
  ANSWER_URL: 'https://answer.execute-api.eu-west-1.amazonaws.com',
};

const bundleOf = (handler: string): string => join(String(bundles[handler]), `${handler}.mjs`);

test.each(handlers)('the bundle of %s loads and exports a handler', async (handler) => {
  const script = `import(${JSON.stringify(bundleOf(handler))}).then((loaded) => console.log(typeof loaded.handler))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', script], { env });
  expect(stdout).toBe('function\n');
});

test('bundling again gives the same bytes', () => {
  const before = readFileSync(bundleOf('await-news'), 'utf8');
  bundleHandlers(handlers);
  expect(readFileSync(bundleOf('await-news'), 'utf8')).toBe(before);
});

test('a handler without a file is refused by its name', () => {
  expect(() => bundleHandlers(['no-such-handler'])).toThrow(/no-such-handler/);
});
