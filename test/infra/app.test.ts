import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const repository = join(import.meta.dirname, '../..');
const slow = 60_000;

const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true, force: true });
});

/** Runs the app with nothing in its environment but these variables: no credentials, no Region, no account. */
const synth = async (env: Readonly<Record<string, string>>) => {
  const outdir = mkdtempSync(join(tmpdir(), 'notebook-root-guard-infra-'));
  outdirs.push(outdir);
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [join(repository, 'node_modules/tsx/dist/cli.mjs'), 'infra/app.ts'],
    { cwd: repository, env: { ...env, CDK_OUTDIR: outdir, CDK_VALIDATION: 'false' } },
  );
  const template = readFileSync(join(outdir, 'NotebookRootGuard.template.json'), 'utf8');
  return { template, printed: stdout + stderr };
};

test('synth needs nothing but its context, prints nothing, and takes the policy from there', {
  timeout: slow,
}, async () => {
  const policy = { platformEmail: 'security@example.org' };
  const { template, printed } = await synth({ CDK_CONTEXT_JSON: JSON.stringify({ policy }) });
  expect(printed).toBe('');
  expect(template).not.toMatch(/\d{12}:/);
  expect(template).toContain('"Endpoint": "security@example.org"');
});

test('a policy that cannot be used is refused in one line', { timeout: slow }, async () => {
  const policy = { platformEmail: 'platform@example.com', graceWindow: 'soon' };
  const refusal = await synth({ CDK_CONTEXT_JSON: JSON.stringify({ policy }) }).catch(({ stderr }) => stderr);
  expect(refusal).toBe(
    'policy.graceWindow: expected an ISO 8601 duration of days, hours, minutes or seconds, got "soon"\n',
  );
});
