/** JSON as Step Functions reads, measures and prints it. Values are shared between events and never changed. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The largest state input or output, in bytes of UTF-8 (docs: service quotas). */
export const maxBytes = 262_144;

/** Of values that came as texts; whatever else is asked for is written anew, since a history holds values for long. */
const sent = new WeakMap<object, string>();

/** The JSON text of a value; an execution's input keeps the very text it was sent as. */
export const textOf = (value: unknown): string =>
  (typeof value === 'object' && value !== null ? sent.get(value) : undefined) ?? JSON.stringify(value);

/** Parses a text that was sent to the API. */
export const parseSent = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  if (typeof value === 'object' && value !== null) sent.set(value, text);
  return value;
};

const measured = new WeakMap<object, boolean>();

/** A value passes through state after state, and is measured once. */
export const tooLarge = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return isTooLong(JSON.stringify(value) ?? '');
  const known = measured.get(value) ?? isTooLong(textOf(value));
  measured.set(value, known);
  return known;
};

// No UTF-16 unit takes more than three bytes, so most texts need no counting.
const isTooLong = (text: string): boolean => text.length * 3 > maxBytes && Buffer.byteLength(text) > maxBytes;

/** A value as Java's `toString` prints it, which is what `States.Format` shows: `{Arg1=1, Arg2=[]}`. */
export const javaText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return `[${value.map(javaText).join(', ')}]`;
  if (isFields(value)) {
    const members = Object.entries(value).map(([name, member]) => `${name}=${javaText(member)}`);
    return `{${members.join(', ')}}`;
  }
  return String(value);
};

/** Whether two values are the same JSON; the order of members does not count. */
export const sameJson = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, at) => sameJson(item, b[at]));
  }
  if (!isFields(a) || !isFields(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  );
};

/**
 * Why a text is not JSON, in the words of the parser that AWS uses. Two refusals are recorded (an unknown
 * word, a single quote where a name must start); other broken texts get the parser's own words for the place.
 */
export const jsonProblem = (text: string): string => {
  const start = text.trimStart();
  const word = /^[A-Za-z_$][\w$]*/.exec(start)?.[0];
  if (word !== undefined && !['null', 'true', 'false'].includes(word)) {
    return `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  }
  const name = /^\{\s*([^"}\s])/.exec(start)?.[1];
  if (name !== undefined) {
    return `Unexpected character ('${name}' (code ${name.codePointAt(0)})): was expecting double-quote to start field name`;
  }
  try {
    JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'Unexpected end-of-input';
};
