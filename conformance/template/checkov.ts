import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkov } from '../environment.ts';
import type { Finding } from './finding.ts';
import type { Synthesis } from './synthesis.ts';

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  /** Type and logical id. */
  readonly resource: string;
}

interface Report {
  readonly results: { readonly passed_checks: readonly Check[]; readonly failed_checks: readonly Check[] };
  readonly summary: { readonly parsing_errors: number };
}

export interface Checked {
  /** Each check that a resource passed. */
  readonly passed: readonly string[];
  readonly findings: readonly Finding[];
}

/** @throws Missing without Python */
export const runCheckov = async ({ templateFile, paths }: Synthesis): Promise<Checked> => {
  const program = (await checkov()).bin('checkov');
  const { stdout, stderr } = await promisify(execFile)(
    program,
    [
      '--file',
      templateFile,
      '--framework',
      'cloudformation',
      '--output',
      'json',
      '--compact',
      '--skip-download',
    ],
    { maxBuffer: 2 ** 26 },
  ).catch((error: { stdout: string; stderr: string }) => error);
  if (!stdout.trimStart().startsWith('{'))
    throw new Error(`expected a report from Checkov, got ${stdout}${stderr}`);
  const { results, summary } = JSON.parse(stdout) as Report;
  if (summary.parsing_errors > 0)
    throw new Error(`expected Checkov to read the template, got ${summary.parsing_errors} parsing errors`);
  const place = (resource: string): string => {
    const logicalId = resource.split('.').at(-1) ?? resource;
    return paths.get(logicalId) ?? resource;
  };
  return {
    passed: results.passed_checks.map(({ check_id, resource }) => `${check_id} ${place(resource)}`),
    findings: results.failed_checks.map(({ check_id, check_name, resource }) => ({
      rule: check_id,
      where: place(resource),
      message: check_name,
    })),
  };
};
