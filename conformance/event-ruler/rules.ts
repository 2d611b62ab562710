import { readTemplate, remediationOf } from '../../local/template.ts';
import { type EventCase, eventCases } from './events.ts';

/** A rule of the template: its construct's name, and its pattern's JSON text. */
export interface TemplateRule {
  readonly name: string;
  readonly pattern: string;
}

/** A rule's physical name holds its construct's path run together, and eight digits of a hash. */
const constructName = (name: string): string => /GuardDoors([A-Za-z]+?)[0-9A-F]{8}/.exec(name)?.[1] ?? name;

export interface Judgeable {
  /** The template's rules, with what they refer to in place. */
  readonly rules: readonly TemplateRule[];
  readonly cases: readonly EventCase[];
}

/** @param folder a cloud assembly */
export const templateRules = async (folder: string): Promise<Judgeable> => {
  const template = await readTemplate(folder);
  const { rules } = template;
  return {
    rules: rules.map(({ name, pattern }) => ({
      name: constructName(name),
      pattern: JSON.stringify(pattern),
    })),
    cases: eventCases(remediationOf(template).arn),
  };
};
