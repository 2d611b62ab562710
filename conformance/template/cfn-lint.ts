import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { python } from '../environment.ts';
import type { Finding } from './finding.ts';
import type { Synthesis } from './synthesis.ts';

interface Match {
  readonly Message: string;
  readonly Location: { readonly Path: readonly (string | number)[] };
  readonly Rule: { readonly Id: string };
}

/**
 * cfn-lint reads a state machine's definition but makes no substitutions, and what it knows of a Task's resource is
 * an ARN of the partition `aws`: so the partition is put in first, as CloudFormation would do.
 */
const withPartition = (template: string): string => template.replaceAll('${Partition}', 'aws');

/** @throws Missing without Python */
export const cfnLint = async ({ folder, templateFile, paths }: Synthesis): Promise<readonly Finding[]> => {
  const program = (await python()).bin('cfn-lint');
  const file = path.join(folder, 'cfn-lint.template.json');
  await writeFile(file, withPartition(await readFile(templateFile, 'utf8')));
  // Findings are an exit status other than 0; no JSON on stdout is a fault.
  const { stdout, stderr } = await promisify(execFile)(program, [
    '--format',
    'json',
    '--regions',
    'eu-west-1',
    '--template',
    file,
  ]).catch((error: { stdout: string; stderr: string }) => error);
  if (!stdout.startsWith('[')) throw new Error(`expected findings from cfn-lint, got ${stdout}${stderr}`);
  return (JSON.parse(stdout) as readonly Match[]).map(({ Message, Location, Rule }) => {
    const [section, logicalId] = Location.Path.map(String);
    const place = section === 'Resources' ? paths.get(String(logicalId)) : undefined;
    return { rule: Rule.Id, where: place ?? Location.Path.join('/'), message: Message };
  });
};
