/**
 * Changes core in one place after another and runs its tests each time: a change that none notices is a survivor,
 * and stands in docs/mutation.md with the reason why it may live, or gets a test.
 *
 *     npm run mutation [-- [--read] [--write]]
 *
 *     --read    judges the report of the run before
 *     --write   writes the survivors into the list; what was said of one stays
 *
 * Exits 1 when fewer than 90 % are killed, or the list is not that of the survivors.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { listed, withRows } from './list.ts';
import { type Report, scoreOf, survivors } from './report.ts';
import { complaints } from './verdict.ts';

const root = path.join(import.meta.dirname, '..');
const list = path.join(root, 'docs', 'mutation.md');

const { values } = parseArgs({
  options: { read: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});

if (!values.read) {
  const { status, error } = spawnSync(
    process.execPath,
    [
      path.join(root, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
      'run',
      'mutation/stryker.config.mjs',
    ],
    // Each of its processes loads the runner, which is TypeScript.
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: '--import tsx' } },
  );
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`Stryker: expected exit status 0, got ${status}`);
}

const report = JSON.parse(readFileSync(path.join(root, 'reports', 'mutation.json'), 'utf8')) as Report;
const alive = survivors(report);
if (values.write) writeFileSync(list, withRows(readFileSync(list, 'utf8'), alive));

const { killed, tried } = scoreOf(report);
const wrong = complaints(report, listed(readFileSync(list, 'utf8')));
for (const complaint of wrong) console.log(complaint);
console.log(`\n${killed} of ${tried} mutants of core killed (${((100 * killed) / tried).toFixed(1)} %)`);
process.exitCode = wrong.length === 0 ? 0 : 1;
