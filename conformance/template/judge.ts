/** Holds the synthesized template to the tools that judge templates. */
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { unlessMissing } from '../environment.ts';
import type { Judged, Row } from '../row.ts';
import { type Accepted, accepted as everyAccepted } from './accepted.ts';
import { cfnLint } from './cfn-lint.ts';
import { runCheckov } from './checkov.ts';
import { held, without } from './held.ts';
import { type Synthesis, synthesize } from './synthesis.ts';

const nag = 'AwsSolutions';

const resourcesOf = async ({ templateFile, paths }: Synthesis): Promise<readonly string[]> => {
  const { Resources } = JSON.parse(await readFile(templateFile, 'utf8')) as { Resources: object };
  return Object.keys(Resources).map((logicalId) => paths.get(logicalId) ?? logicalId);
};

const beliefs = {
  valid: 'CloudFormation takes the template',
  lint: 'cfn-lint finds nothing wrong with the template',
  secure: 'Checkov finds nothing insecure in the template',
  solutions: "the template keeps cdk-nag's AwsSolutions rules",
};

/**
 * @param app a CDK app's file; by default the product's own, under all checks
 * @returns a row for CDK's validation, cdk-nag, cfn-lint and Checkov; the last two need Python
 */
export const judgeTemplate = async (
  app: string = path.join(import.meta.dirname, 'app.ts'),
  accepted: readonly Accepted[] = everyAccepted,
): Promise<readonly Judged[]> => {
  const synthesis = await synthesize(app);
  try {
    const resources = await resourcesOf(synthesis);
    const ofTool = (tool: string) => accepted.filter((one) => one.tool === tool);
    const { findings } = synthesis;
    const others = [...findings].filter(([plugin]) => plugin !== nag).flatMap(([, found]) => found);
    const solutions = findings.get(nag) ?? [];
    return [
      held(beliefs.valid, "CDK's own validation", without(resources, others), others, []),
      held(beliefs.solutions, 'cdk-nag', without(resources, solutions), solutions, ofTool(nag)),
      ...(await unlessMissing(beliefs.lint, 'cfn-lint', async (): Promise<readonly Row[]> => {
        const found = await cfnLint(synthesis);
        return [held(beliefs.lint, 'cfn-lint', without(resources, found), found, ofTool('cfn-lint'))];
      })),
      ...(await unlessMissing(beliefs.secure, 'Checkov', async (): Promise<readonly Row[]> => {
        const { passed, findings: found } = await runCheckov(synthesis);
        return [held(beliefs.secure, 'Checkov', passed, found, ofTool('Checkov'))];
      })),
    ];
  } finally {
    await rm(synthesis.folder, { recursive: true, force: true });
  }
};
