import { PatternError } from './pattern-error.ts';

type Test = (value: number) => boolean;

const comparisons: Readonly<Record<string, (limit: number) => Test>> = {
  '=': (limit) => (value) => value === limit,
  '<': (limit) => (value) => value < limit,
  '<=': (limit) => (value) => value <= limit,
  '>': (limit) => (value) => value > limit,
  '>=': (limit) => (value) => value >= limit,
};

const comparison = (operator: string, limit: unknown): { test: Test; limit: number } => {
  const compare = comparisons[operator];
  if (compare === undefined) throw new PatternError(`Unrecognized numeric range operator: ${operator}`);
  if (typeof limit !== 'number') {
    throw new PatternError(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
  }
  return { test: compare(limit), limit };
};

/** What the parser of AWS quotes of a member that it did not expect; the end of the array reads `]`. */
const quote = (member: unknown): string => (member === undefined ? ']' : String(member));

/**
 * The `numeric` operator: `["=", 5]`, `["<", 10]` or a range `[">", 0, "<=", 5]`.
 *
 * @throws PatternError in AWS's own words
 */
export const parseNumeric = (terms: unknown): Test => {
  if (!Array.isArray(terms)) throw new PatternError('Value of numeric must be an array.');
  const [operator, limit, second, top] = terms as unknown[];
  if (typeof operator !== 'string') {
    throw new PatternError(`Invalid member in numeric match: ${quote(operator)}`);
  }
  const bottom = comparison(operator, limit);
  if (terms.length === 2) return bottom.test;
  if (operator !== '>' && operator !== '>=')
    throw new PatternError('Too many elements in numeric expression');
  if (typeof second !== 'string') throw new PatternError(`Bad value in numeric range: ${quote(second)}`);
  if (second !== '<' && second !== '<=') throw new PatternError(`Bad numeric range operator: ${second}`);
  const upper = comparison(second, top);
  if (terms.length > 4) throw new PatternError('Too many terms in numeric range expression');
  if (bottom.limit >= upper.limit) throw new PatternError('Bottom must be less than top');
  return (value) => bottom.test(value) && upper.test(value);
};
