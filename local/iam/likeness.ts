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
  const asked = conditionsOf(statements);
  return (resource, context) =>
    JSON.stringify([
      resource.replace(/[^/:]*$/, ''),
      patterns.map((pattern) => pattern.test(resource)),
      Object.entries(context).flatMap(([key, value]) => {
        const about = asked.get(key.toLowerCase());
        return about === undefined ? [] : [[key, isAlike(about) ? likenessOf(value, about) : value]];
      }),
    ]);
};

interface Condition {
  readonly operator: string;
  readonly values: readonly string[];
}

/** By condition key in lower case. */
const conditionsOf = (statements: readonly Statement[]): ReadonlyMap<string, readonly Condition[]> => {
  const all = new Map<string, Condition[]>();
  for (const { Condition = {} } of statements) {
    for (const [operator, keys] of Object.entries(Condition)) {
      for (const [key, given] of Object.entries(keys)) {
        const known = all.get(key.toLowerCase()) ?? [];
        all.set(key.toLowerCase(), [...known, { operator, values: [given].flat().map(String) }]);
      }
    }
  }
  return all;
};

/** Whether all that is asked about a key is which patterns its values match. */
const isAlike = (conditions: readonly Condition[]): boolean =>
  conditions.every(({ operator }) => /^(ForAllValues:|ForAnyValue:)?StringLike$/.test(operator));

/** Whatever the values are, those that match the same patterns are judged the same. */
const likenessOf = (value: string | string[], conditions: readonly Condition[]): readonly string[] => {
  const patterns = conditions.flatMap(({ values }) => values.map(asRegExp));
  const matched = listOf(value).map((one) => patterns.map((pattern) => Number(pattern.test(one))).join(''));
  return [...new Set(matched)].sort();
};
