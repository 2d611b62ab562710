import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { shrunk } from '../../conformance/agreed.ts';
import { rowOf } from '../../conformance/row.ts';

const repository = join(import.meta.dirname, '../..');

const conformance = (...args: string[]): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    const all = ['--import', 'tsx', 'conformance/main.ts', ...args];
    execFile(process.execPath, all, { cwd: repository }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });

it('without recordings it says what was not judged', async () => {
  const { status, stdout } = await conformance('--only', 'recordings');
  expect(status).toBe(0);
  expect(stdout).toContain('!!! 1 NOT JUDGED');
  expect(stdout).toContain('for want of the recordings of AWS: --recordings FOLDER');
});

it('what was not judged is a failure where all is required', async () => {
  const { status } = await conformance('--only', 'recordings', '--require-all');
  expect(status).toBe(1);
});

it('a judge that there is not is refused with those that there are', async () => {
  const { status, stderr } = await conformance('--only', 'oracle');
  expect(status).toBe(2);
  expect(stderr).toMatch(/--only: expected one of recordings, .*, got oracle/);
});

const agreeing = (count: number) =>
  rowOf(
    'belief',
    'judge',
    Array.from({ length: count }, (_, at) => ({ id: String(at), verdict: { agreed: true } as const })),
  );

it('fewer agreed cases than before are a complaint', () => {
  expect(shrunk({ belief: 3 }, [agreeing(2)])).toEqual(['belief: expected at least 3 agreed cases, got 2']);
});

it('a belief that is judged no more is a complaint', () => {
  expect(shrunk({ gone: 3 }, [agreeing(2)])).toEqual(['gone: expected at least 3 agreed cases, got 0']);
});

it('more agreed cases than before are none', () => {
  expect(shrunk({ belief: 3 }, [agreeing(4)])).toEqual([]);
});

it('what could not be judged is no complaint', () => {
  expect(shrunk({ belief: 3 }, [{ belief: 'belief', judge: 'judge', missing: 'Java' }])).toEqual([]);
});
