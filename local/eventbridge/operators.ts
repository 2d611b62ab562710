import { isInBlock, parseCidr } from './cidr.ts';
import { parseNumeric } from './numeric.ts';
import { PatternError } from './pattern-error.ts';
import { parseWildcard } from './wildcard.ts';

/** What stands at the end of a path of an event. */
export type Leaf = string | number | boolean | null;

/** One entry of a pattern's array: it accepts a leaf, or it demands that there be none. */
export type Condition = { readonly absent: true } | { readonly absent: false; accepts(leaf: Leaf): boolean };

const accepting = (accepts: (leaf: Leaf) => boolean): Condition => ({ absent: false, accepts });
const acceptingText = (accepts: (text: string) => boolean): Condition =>
  accepting((leaf) => typeof leaf === 'string' && accepts(leaf));

/** Reasons of the parts that AWS reports plainly, as errors of the pattern. */
const inPattern = <T>(parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    if (error instanceof PatternError || !(error instanceof Error)) throw error;
    throw new PatternError(error.message);
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The one key and value of a match expression; a second key is refused once the first was understood. */
const only = (expression: Readonly<Record<string, unknown>>, complaint: string): [string, unknown] => {
  const [entry] = Object.entries(expression);
  if (entry === undefined) throw new PatternError(complaint);
  return entry;
};

const text = (value: unknown, complaint: string): string => {
  if (typeof value !== 'string') throw new PatternError(complaint);
  return value;
};

/** `prefix` and `suffix` take a text, or a text in any letter case: `{"equals-ignore-case": "x"}`. */
const edge = (operator: 'prefix' | 'suffix', value: unknown): Condition => {
  const complaint = `${operator} match pattern must be a string`;
  const ignoresCase = isObject(value) && Object.keys(value).join() === 'equals-ignore-case';
  const wanted = text(ignoresCase ? value['equals-ignore-case'] : value, complaint);
  const ends = (found: string, end: string) =>
    operator === 'prefix' ? found.startsWith(end) : found.endsWith(end);
  return ignoresCase
    ? acceptingText((found) => ends(found.toLowerCase(), wanted.toLowerCase()))
    : acceptingText((found) => ends(found, wanted));
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The forms of `anything-but` that name another operator: each takes one text or a list of texts. */
const anythingButOperator = (operator: string, value: unknown): ((found: string) => boolean) => {
  if (isObject(value)) {
    throw new PatternError('Value of anything-but must be an array or single string/number value.');
  }
  switch (operator) {
    case 'prefix':
    case 'suffix': {
      const ends = listOf(value).map((end) => text(end, 'prefix/suffix match pattern must be a string'));
      if (ends.includes('')) throw new PatternError('Null prefix/suffix not allowed');
      return (found) =>
        ends.some((end) => (operator === 'prefix' ? found.startsWith(end) : found.endsWith(end)));
    }
    case 'equals-ignore-case': {
      const complaint =
        'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.';
      const texts = listOf(value).map((entry) => text(entry, complaint).toLowerCase());
      return (found) => texts.includes(found.toLowerCase());
    }
    case 'wildcard': {
      const wildcards = listOf(value).map((entry) =>
        parseWildcard(text(entry, 'wildcard match pattern must be a string')),
      );
      return (found) => wildcards.some((matches) => matches(found));
    }
    default:
      throw new PatternError(`Unsupported anything-but pattern: ${operator}`);
  }
};

/** Null and values of another type are "anything but"; a missing field never is. */
const anythingBut = (value: unknown): Condition => {
  if (isObject(value)) {
    const [operator, operand] = only(value, 'Anything-But expression name not found');
    const excluded = inPattern(() => anythingButOperator(operator, operand));
    if (Object.keys(value).length > 1) throw new PatternError('Only one key allowed in match expression');
    return accepting((leaf) => typeof leaf !== 'string' || !excluded(leaf));
  }
  if (!Array.isArray(value) && typeof value !== 'string' && typeof value !== 'number') {
    throw new PatternError('Value of anything-but must be an array or single string/number value.');
  }
  const excluded = listOf(value);
  if (excluded.some((entry) => typeof entry !== 'string' && typeof entry !== 'number')) {
    throw new PatternError('Inside anything but list, start|null|boolean is not supported.');
  }
  if (new Set(excluded.map((entry) => typeof entry)).size !== 1) {
    throw new PatternError(
      'Inside anything but list, either all values are number or string, mixed type is not supported',
    );
  }
  return accepting((leaf) => !excluded.includes(leaf));
};

const operatorCondition = (operator: string, value: unknown): Condition => {
  switch (operator) {
    case 'prefix':
    case 'suffix':
      return edge(operator, value);
    case 'equals-ignore-case': {
      const wanted = text(value, 'equals-ignore-case match pattern must be a string').toLowerCase();
      return acceptingText((found) => found.toLowerCase() === wanted);
    }
    case 'wildcard': {
      const pattern = text(value, 'wildcard match pattern must be a string');
      return acceptingText(inPattern(() => parseWildcard(pattern)));
    }
    case 'numeric': {
      const fits = parseNumeric(value);
      return accepting((leaf) => typeof leaf === 'number' && fits(leaf));
    }
    case 'cidr': {
      // AWS does say "prefix" here.
      const cidr = text(value, 'prefix match pattern must be a string');
      const block = inPattern(() => parseCidr(cidr));
      return acceptingText((found) => isInBlock(found, block));
    }
    case 'exists':
      if (typeof value !== 'boolean') {
        throw new PatternError('exists match pattern must be either true or false.');
      }
      return value ? accepting(() => true) : { absent: true };
    case 'anything-but':
      return anythingBut(value);
    default:
      throw new PatternError(`Unrecognized match type ${operator}`);
  }
};

/**
 * Reads one entry of a pattern's array: a value to equal, or `{operator: operand}`.
 *
 * @throws PatternError in AWS's own words, also for an operator that EventBridge does not have
 */
export const parseCondition = (entry: unknown): Condition => {
  if (Array.isArray(entry)) {
    throw new PatternError('Match value must be String, number, true, false, or null');
  }
  if (!isObject(entry)) return accepting((leaf) => leaf === entry);
  const [operator, value] = only(entry, 'Match expression name not found');
  const condition = operatorCondition(operator, value);
  if (Object.keys(entry).length > 1) {
    throw new PatternError(
      operator === 'numeric' || operator === 'anything-but'
        ? 'Too many elements in numeric expression'
        : 'Only one key allowed in match expression',
    );
  }
  return condition;
};
