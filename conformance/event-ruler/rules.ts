import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** A rule of the template: its construct's name, and its pattern's JSON text. */
export interface TemplateRule {
  readonly name: string;
  readonly pattern: string;
}

interface Template {
  readonly Resources: Readonly<
    Record<string, { readonly Type: string; readonly Properties: { readonly EventPattern?: unknown } }>
  >;
}

/** A logical id is the construct's path run together and eight digits of a hash. */
const constructName = (logicalId: string): string =>
  logicalId.replace(/^GuardDoors/, '').replace(/[0-9A-F]{8}$/, '');

/**
 * @param folder a cloud assembly
 * @returns its rules that match events; a schedule has no pattern
 */
export const templateRules = async (folder: string): Promise<readonly TemplateRule[]> => {
  const text = await readFile(path.join(folder, 'NotebookRootGuard.template.json'), 'utf8');
  const { Resources } = JSON.parse(text) as Template;
  return Object.entries(Resources)
    .filter(
      ([, { Type, Properties }]) => Type === 'AWS::Events::Rule' && Properties.EventPattern !== undefined,
    )
    .map(([logicalId, { Properties }]) => ({
      name: constructName(logicalId),
      pattern: JSON.stringify(Properties.EventPattern),
    }));
};
