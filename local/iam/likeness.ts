/**
 * What of a request a role's verdict depends on. A judgement takes real milliseconds; so a thousand notebooks that
 * are alike to a role need one.
 */
import type { Statement } from './statement.ts';

type Context = Readonly<Record<string, string | string[]>>;

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

const matches = (pattern: string, resource: string): boolean => {
  const source = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${source.join('')}$`, 's').test(resource);
};

/**
 * Requests of one action with equal values get one verdict: the same kind of ARN, taken in by the same patterns of
 * the role, with the same values of the condition keys that it asks for.
 */
export const likeness = (statements: readonly Statement[], resource: string, context: Context): unknown => {
  // A policy variable may bring anything of the request into a pattern or a condition.
  if (JSON.stringify(statements).includes('${')) return [resource, context];
  const patterns = statements.flatMap(({ Resource, NotResource }) => [
    ...listOf(Resource),
    ...listOf(NotResource),
  ]);
  const asked = new Set(
    statements.flatMap(({ Condition = {} }) =>
      Object.values(Condition).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase())),
    ),
  );
  return [
    resource.replace(/[^/:]*$/, ''),
    patterns.map((pattern) => matches(pattern, resource)),
    Object.entries(context).filter(([key]) => asked.has(key.toLowerCase())),
  ];
};
