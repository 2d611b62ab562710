/** Choice rules, read and checked: every operator of the States Language, nothing else. */
import { type Kind, type Relation, type Rule, type Type, wildcard } from './choice.ts';
import { FieldReader, wholeInput } from './fields.ts';
import { parseTimestamp } from './timestamp.ts';

const isTypes: readonly Type[] = ['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'];
const relations: readonly Relation[] = [
  'Equals',
  'LessThan',
  'GreaterThan',
  'LessThanEquals',
  'GreaterThanEquals',
];

interface Comparison {
  readonly of: Kind;
  readonly relation: Relation;
}
const comparisons = new Map<string, Comparison>(
  (['String', 'Numeric', 'Timestamp'] as const)
    .flatMap((of) => relations.map((relation) => ({ of, relation })))
    .concat([{ of: 'Boolean', relation: 'Equals' }] as never)
    .map((comparison) => [`${comparison.of}${comparison.relation}`, comparison]),
);

const literals: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  Numeric: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  Timestamp: (value) => typeof value === 'string' && parseTimestamp(value) !== undefined,
};

const never: Rule = { kind: 'or', rules: [] };

const operators = [
  'And',
  'Or',
  'Not',
  'StringMatches',
  ...isTypes,
  ...[...comparisons.keys()].flatMap((name) => [name, `${name}Path`]),
];

/** @param more the fields that may stand beside the condition: `Next` at the top, nothing below */
export const readRule = (reader: FieldReader, more: readonly string[] = []): Rule => {
  const present = operators.filter((name) => reader.has(name));
  const operator = present[0];
  if (operator === undefined || present.length > 1) {
    reader.allow(...operators, 'Variable', 'Comment', ...more);
    reader.refusals.invalid(`Exactly one operator is required, got [${present.join(', ')}]`, reader.at);
    return never;
  }
  const inner = (value: unknown, place: string) => readRule(new FieldReader(value, place, reader.refusals));
  if (operator === 'And' || operator === 'Or') {
    reader.allow(operator, 'Comment', ...more);
    const parts = reader.array(operator);
    if (parts.length === 0) reader.refusals.invalid('Value cannot be empty', reader.place(operator));
    const rules = parts.map((part, at) => inner(part, `${reader.place(operator)}[${at}]`));
    return { kind: operator === 'And' ? 'and' : 'or', rules };
  }
  if (operator === 'Not') {
    reader.allow(operator, 'Comment', ...more);
    return { kind: 'not', rule: inner(reader.fields['Not'], reader.place('Not')) };
  }
  reader.allow(operator, 'Variable', 'Comment', ...more);
  reader.require('Variable');
  return readTest(reader, operator);
};

const readTest = (reader: FieldReader, operator: string): Rule => {
  const variable = reader.path('Variable') ?? wholeInput;
  const value = reader.fields[operator];
  const type = isTypes.find((name) => name === operator);
  if (type !== undefined) {
    if (typeof value !== 'boolean') reader.wrong('Boolean', operator);
    return { kind: 'type', type, variable, expected: value === true };
  }
  if (operator === 'StringMatches') {
    return { kind: 'matches', variable, pattern: wildcard(reader.string(operator) ?? '') };
  }
  const byPath = operator.endsWith('Path');
  const comparison = comparisons.get(byPath ? operator.slice(0, -4) : operator);
  if (comparison === undefined) return never;
  if (byPath)
    return {
      kind: 'compare',
      ...comparison,
      variable,
      operand: { path: reader.path(operator) ?? wholeInput },
    };
  if (!literals[comparison.of](value)) reader.wrong(comparison.of, operator);
  return { kind: 'compare', ...comparison, variable, operand: { literal: value } };
};
