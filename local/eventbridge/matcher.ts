/**
 * EventBridge event patterns. What is refused, with which reason, and what matches follows Event Ruler, the
 * open-source engine behind EventBridge, and AWS's recorded answers.
 */
import { type Field, type Fields, fieldsOf } from './fields.ts';
import { type Condition, parseCondition } from './operators.ts';
import { PatternError } from './pattern-error.ts';

/** One way to match: every path satisfies one of its conditions. `$or` makes several such ways. */
type Way = ReadonlyMap<string, readonly Condition[]>;

/** A pattern that EventBridge would accept. */
export interface Pattern {
  readonly ways: readonly Way[];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const or = (ways: readonly Way[], path: string, alternatives: unknown): readonly Way[] => {
  if (!Array.isArray(alternatives)) throw new PatternError('It must be an Array followed with $or.');
  if (alternatives.some((alternative) => !isObject(alternative))) {
    throw new PatternError('Only JSON object is allowed in array of $or relationship.');
  }
  if (alternatives.length < 2)
    throw new PatternError('There must have at least 2 Objects in $or relationship.');
  return alternatives.flatMap((alternative) => waysOf(ways, path, alternative as Record<string, unknown>));
};

const waysOf = (
  before: readonly Way[],
  path: string,
  pattern: Readonly<Record<string, unknown>>,
): readonly Way[] => {
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new PatternError('Empty objects are not allowed');
  let ways = before;
  for (const [key, value] of entries) {
    const name = path === '' ? key : `${path}.${key}`;
    if (key === '$or') {
      ways = or(ways, path, value);
    } else if (isObject(value)) {
      ways = waysOf(ways, name, value);
    } else if (Array.isArray(value)) {
      const conditions = value.map(parseCondition);
      if (conditions.length === 0) throw new PatternError('Empty arrays are not allowed');
      ways = ways.map((way) => new Map(way).set(name, conditions));
    } else {
      throw new PatternError(`"${key}" must be an object or an array`);
    }
  }
  return ways;
};

/**
 * @param pattern the pattern's JSON value
 * @throws PatternError where EventBridge would answer InvalidEventPatternException
 */
export const parsePattern = (pattern: unknown): Pattern => {
  if (!isObject(pattern)) throw new PatternError('Filter is not an object');
  return { ways: waysOf([new Map()], '', pattern) };
};

/** Two leaves agree if neither comes from another element of an array that both are in. */
const agree = (elements: ReadonlyMap<number, number>, field: Field): boolean =>
  [...field.elements].every(([array, index]) => (elements.get(array) ?? index) === index);

/** Fields of different elements of one array do not match together. */
const holds = (
  way: readonly (readonly [string, readonly Condition[]])[],
  fields: Fields,
  elements: ReadonlyMap<number, number>,
): boolean => {
  const [first, ...rest] = way;
  if (first === undefined) return true;
  const [path, conditions] = first;
  const found = fields.get(path) ?? [];
  if (found.length === 0 && conditions.some((condition) => condition.absent))
    return holds(rest, fields, elements);
  return found.some(
    (field) =>
      agree(elements, field) &&
      conditions.some((condition) => !condition.absent && condition.accepts(field.leaf)) &&
      holds(rest, fields, new Map([...elements, ...field.elements])),
  );
};

/** Whether an event (as its rule would see it) matches. */
export const matches = (pattern: Pattern, event: unknown): boolean => {
  const fields = fieldsOf(event);
  return pattern.ways.some((way) => holds([...way], fields, new Map()));
};
