/** The intrinsic functions of the Amazon States Language (JSONPath), as AWS answered them where recorded. */
import { createHash } from 'node:crypto';
import { isFields, javaText, sameJson } from './json.ts';
import { seeded, uuid } from './random.ts';

export type Answer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly why: string };

interface Around {
  readonly random: () => number;
  /** The first argument as written when it is a quoted text. */
  readonly template: string | undefined;
}
export type Intrinsic = (values: readonly unknown[], around: Around) => Answer;

const ok = (value: unknown): Answer => ({ ok: true, value });
const no = (why: string): Answer => ({ ok: false, why });

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isInteger = (value: unknown): value is number => isNumber(value) && Number.isInteger(value);
const isString = (value: unknown): value is string => typeof value === 'string';
/** Halves go up, also below zero (recorded: -1.5 is -1). */
const rounded = (value: number): number => Math.floor(value + 0.5);

const takes = (count: number, run: (values: readonly unknown[], around: Around) => Answer): Intrinsic => {
  return (values, around) =>
    values.length === count ? run(values, around) : no(`expected ${count} arguments, got ${values.length}`);
};

const format: Intrinsic = (values, { template }) => {
  const [first, ...rest] = values;
  if (!isString(first)) return no('expected a string as the template');
  let used = 0;
  const text = (template ?? first).replace(/\\(.)|\{\}/gs, (_, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped;
    used += 1;
    return javaText(rest[used - 1]);
  });
  return used === rest.length
    ? ok(text)
    : no(`expected ${used} arguments for the template, got ${rest.length}`);
};

const stringToJson = takes(1, ([text]) => {
  if (!isString(text)) return no('expected a string');
  if (text === '') return ok(null);
  try {
    const value: unknown = JSON.parse(text);
    return ok(Object.is(value, -0) ? 0 : value);
  } catch {
    return no('the string is not JSON');
  }
});

const partition = takes(2, ([items, size]) => {
  if (!Array.isArray(items) || !isInteger(size) || size < 1)
    return no('expected an array and a positive integer');
  const chunks: unknown[] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return ok(chunks);
});

const range = takes(3, (values) => {
  if (!values.every(isNumber)) return no('expected three numbers');
  const [first, last, step] = values.map(rounded) as [number, number, number];
  if (step === 0) return no('the step must not be 0');
  const items: number[] = [];
  for (let at = first; step > 0 ? at <= last : at >= last; at += step) {
    if (items.length === 1000) return no('expected at most 1000 items');
    items.push(at);
  }
  return ok(items);
});

const getItem = takes(2, ([items, at]) => {
  if (!Array.isArray(items) || !isInteger(at)) return no('expected an array and an integer');
  return at >= 0 && at < items.length ? ok(items[at]) : no(`the index ${at} is out of bounds`);
});

const unique = takes(1, ([items]) => {
  if (!Array.isArray(items)) return no('expected an array');
  const kept: unknown[] = [];
  for (const item of items) if (!kept.some((other) => sameJson(other, item))) kept.push(item);
  return ok(kept);
});

const jsonMerge = takes(3, ([first, second, deep]) => {
  if (!isFields(first) || !isFields(second)) return no('expected two objects');
  // AWS itself supports the shallow mode only.
  return deep === false ? ok({ ...first, ...second }) : no('expected false as the third argument');
});

const split = takes(2, ([text, separators]) => {
  if (!isString(text) || !isString(separators)) return no('expected two strings');
  const parts: string[] = [''];
  for (const character of text) {
    if (separators.includes(character)) parts.push('');
    else parts.push(`${parts.pop()}${character}`);
  }
  return ok(parts.filter((part) => part !== ''));
});

/** From the start up to, not including, the end. With a seed AWS repeats itself; by which generator is not known. */
const mathRandom: Intrinsic = (values, { random }) => {
  const [start, end, seed] = values;
  if (!isNumber(start) || !isNumber(end) || values.length > 3)
    return no('expected two numbers and a seed at most');
  if (seed !== undefined && !isNumber(seed)) return no('expected a number as the seed');
  const [from, to] = [rounded(start), rounded(end)];
  if (to <= from) return no('the end must be greater than the start');
  const draw = seed === undefined ? random : seeded(rounded(seed));
  return ok(from + Math.floor(draw() * (to - from)));
};

const algorithms: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

const hash = takes(2, ([data, name]) => {
  const algorithm = isString(name) ? algorithms[name] : undefined;
  if (!isString(data) || algorithm === undefined) {
    return no(`expected a string and one of ${Object.keys(algorithms).join(', ')}`);
  }
  return ok(createHash(algorithm).update(data).digest('hex'));
});

const text = (run: (value: string) => string): Intrinsic =>
  takes(1, ([value]) => (isString(value) ? ok(run(value)) : no('expected a string')));

export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  'States.Array': (values) => ok(values),
  'States.ArrayContains': takes(2, ([items, item]) =>
    Array.isArray(items) ? ok(items.some((other) => sameJson(other, item))) : no('expected an array'),
  ),
  'States.ArrayGetItem': getItem,
  'States.ArrayLength': takes(1, ([items]) =>
    Array.isArray(items) ? ok(items.length) : no('expected an array'),
  ),
  'States.ArrayPartition': partition,
  'States.ArrayRange': range,
  'States.ArrayUnique': unique,
  'States.Base64Decode': text((value) => Buffer.from(value, 'base64').toString('utf8')),
  'States.Base64Encode': text((value) => Buffer.from(value, 'utf8').toString('base64')),
  'States.Format': format,
  'States.Hash': hash,
  'States.JsonMerge': jsonMerge,
  'States.JsonToString': takes(1, ([value]) => ok(JSON.stringify(value))),
  'States.MathAdd': takes(2, (values) =>
    values.every(isNumber) ? ok(values.map(rounded).reduce((a, b) => a + b)) : no('expected two numbers'),
  ),
  'States.MathRandom': mathRandom,
  'States.StringSplit': split,
  'States.StringToJson': stringToJson,
  'States.UUID': takes(0, (_, { random }) => ok(uuid(random))),
};
