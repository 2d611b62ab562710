/** What a write says and on what it insists, in DynamoDB's words. */

/** `#name` is the field of that name, as many names are reserved words; `:name` is one of `values`. */
export interface Expression {
  readonly text: string;
  readonly values: Readonly<Record<string, unknown>>;
}

const joined = (separator: string, parts: readonly Expression[]): Expression => ({
  text: parts
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(separator),
  values: Object.assign({}, ...parts.map(({ values }) => values)),
});

export const isNew: Expression = { text: 'attribute_not_exists(pk)', values: {} };

/** That all of them hold; `null` asks nothing. One alone stands without parentheses: DynamoDB refuses them twice. */
export function all(...conditions: readonly (Expression | null)[]): Expression {
  const asked = conditions.filter((condition) => condition !== null);
  const [only, ...more] = asked;
  if (only !== undefined && more.length === 0) return only;
  return joined(
    ' AND ',
    asked.map(({ text, values }) => ({ text: `(${text})`, values })),
  );
}

/** That each field gets its value, but for what is undefined. @param within the map of the fields, with a dot */
export function assigned(fields: object, within = ''): Expression {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    text: given.map(([name]) => `${within}#${name} = :${name}`).join(', '),
    values: Object.fromEntries(given.map(([name, value]) => [`:${name}`, value])),
  };
}

/** The change that does all of this. */
export function set(...assignments: readonly Expression[]): Expression {
  const { text, values } = joined(', ', assignments);
  return { text: `SET ${text}`, values };
}

/** What stands for names and values; DynamoDB refuses what is empty or not used. */
export function placeholders(...expressions: readonly (Expression | null)[]) {
  const { text, values } = all(...expressions);
  const names = Object.fromEntries(text.matchAll(/#(\w+)/g));
  return {
    ...(Object.keys(names).length === 0 ? {} : { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
}
