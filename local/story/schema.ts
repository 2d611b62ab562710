import type { ErrorObject } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import schema from '../story.schema.json' with { type: 'json' };
import { MalformedStory, quote } from './malformed-story.ts';

const ajv = new Ajv2020({ strictTypes: false, verbose: true, allowUnionTypes: true });
// ajv-formats is CommonJS, and its default export is not what a TypeScript of today takes it for.
(formats as unknown as (instance: Ajv2020) => void)(ajv);
const validate = ajv.compile(schema);

const whereOf = (pointer: string, file: unknown): string => {
  let at: unknown = file;
  let where = '';
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    where += Array.isArray(at) ? `[${key}]` : where === '' ? key : `.${key}`;
    at = (at as Record<string, unknown> | undefined)?.[key];
  }
  return where;
};

const titleOf = (error: ErrorObject): string | undefined =>
  (error.parentSchema as { readonly title?: string } | undefined)?.title;

const within = (where: string, key: string): string => (where === '' ? key : `${where}.${key}`);

/** A schema's own complaint in the words of a person; its titles say what was expected. */
const complaintOf = (error: ErrorObject, story: unknown): readonly [string, string] | undefined => {
  const where = whereOf(error.instancePath, story);
  const params = error.params as Readonly<Record<string, string>>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {});
      const field = params['additionalProperty'] ?? '';
      const fields = known.filter((name) => name !== '$schema').join(', ');
      return [within(where, field), `expected one of the fields ${fields}, got an unknown one`];
    }
    case 'required':
      // Inside "either at or after" the missing field is not the complaint.
      if (titleOf(error) === undefined) return undefined;
      return [within(where, params['missingProperty'] ?? ''), 'expected it to be there, got nothing'];
    case 'dependentRequired':
      return [
        within(where, params['missingProperty'] ?? ''),
        `expected it beside ${quote(params['property'])}, got nothing`,
      ];
    default: {
      const title = titleOf(error);
      return title === undefined ? undefined : [where, `expected ${title}, got ${quote(error.data)}`];
    }
  }
};

/**
 * Holds a story to the published schema.
 *
 * @throws MalformedStory the first complaint
 */
export const checkSchema = (story: unknown, file: string): void => {
  if (validate(story)) return;
  for (const error of validate.errors ?? []) {
    const complaint = complaintOf(error, story);
    if (complaint !== undefined) throw new MalformedStory(file, ...complaint);
  }
  throw new MalformedStory(file, '', ajv.errorsText(validate.errors));
};
