/**
 * What of a request a role's verdict depends on. A judgement takes real milliseconds; so a thousand notebooks that
 * are alike to a role need one.
 */
import type { Statement } from './statement.ts';

type Context = Readonly<Record<string, string | string[]>>;

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

const asRegExp = (pattern: string): RegExp => {
  const source = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[.+^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${source.join('')}$`, 's');
};

/**
 * Requests of one action with equal values get one verdict: the same kind of ARN, taken in by the same patterns of
 * the role, with the same values of the condition keys that it asks for.
 *
 * @param statements the role's, all of them
 * @returns equal texts for requests that are alike
 */
export const likeness = (
  statements: readonly Statement[],
): ((resource: string, context: Context) => string) => {
  // A policy variable may bring anything of the request into a pattern or a condition.
  if (JSON.stringify(statements).includes('${')) {
    return (resource, context) => JSON.stringify([resource, context]);
  }
  const patterns = statements
    .flatMap(({ Resource, NotResource }) => [...listOf(Resource), ...listOf(NotResource)])
    .map(asRegExp);
  const asked = new Set(
    statements.flatMap(({ Condition = {} }) =>
      Object.values(Condition).flatMap((keys) => Object.keys(keys).map((key) => key.toLowerCase())),
    ),
  );
  return (resource, context) =>
    JSON.stringify([
      resource.replace(/[^/:]*$/, ''),
      patterns.map((pattern) => pattern.test(resource)),
      Object.entries(context).filter(([key]) => asked.has(key.toLowerCase())),
    ]);
};
