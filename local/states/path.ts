/**
 * JSONPath as Step Functions reads it: `$` is the data, `$$` the context object. A definite path that leads
 * nowhere is an error; a path with a wildcard, slice, union or descent that leads nowhere is `[]` (recorded).
 * Filter expressions (`[?(...)]`) are not implemented and refused by name.
 */
import { isFields } from './json.ts';

type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'wildcard' }
  | {
      readonly kind: 'slice';
      readonly from: number | undefined;
      readonly to: number | undefined;
      readonly by: number;
    }
  | { readonly kind: 'union'; readonly of: readonly (string | number)[] }
  | { readonly kind: 'descent' };

export interface Path {
  readonly text: string;
  readonly root: 'data' | 'context';
  readonly steps: readonly Step[];
  /** Leads to one place at most. */
  readonly definite: boolean;
  /** Only names and single indexes that are not negative: what ResultPath may be. */
  readonly reference: boolean;
}

/** What a path is read from. */
export interface Scope {
  readonly data: unknown;
  readonly context: unknown;
}

export type Found =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false; readonly why: string };

/** A path that is legal for AWS but not implemented here. */
export class UnsupportedPath extends Error {
  override readonly name = 'UnsupportedPath';
}

const quoted = /^\s*'((?:[^'\\]|\\.)*)'\s*$|^\s*"((?:[^"\\]|\\.)*)"\s*$/;
const unquote = (text: string): string | undefined => {
  const match = quoted.exec(text);
  return match === null ? undefined : (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1');
};

const bracket = (inside: string, whole: string): Step | undefined => {
  if (inside.trim() === '*') return { kind: 'wildcard' };
  if (inside.trimStart().startsWith('?')) throw new UnsupportedPath(`filter expression in path '${whole}'`);
  const name = unquote(inside);
  if (name !== undefined) return { kind: 'name', name };
  if (/^\s*-?\d+\s*$/.test(inside)) return { kind: 'index', index: Number(inside) };
  const slice = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(\d+)?\s*)?$/.exec(inside);
  if (slice !== null) {
    const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
    return { kind: 'slice', from: number(slice[1]), to: number(slice[2]), by: number(slice[3]) ?? 1 };
  }
  const of = inside
    .split(',')
    .map((part) => unquote(part) ?? (/^\s*-?\d+\s*$/.test(part) ? Number(part) : undefined));
  return of.length > 1 && of.every((part) => part !== undefined) ? { kind: 'union', of } : undefined;
};

/** Where the bracket opened at `open` closes, quotes heeded; -1 when it does not. */
const closing = (text: string, open: number): number => {
  let quote: string | undefined;
  for (let at = open + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (character === "'" || character === '"') quote = character;
    else if (character === ']') return at;
  }
  return -1;
};

/**
 * Reads a path from its text; undefined when it is no JSONPath.
 * @throws UnsupportedPath
 */
export const parsePath = (text: string): Path | undefined => {
  const root = text.startsWith('$$') ? 'context' : 'data';
  let at = root === 'context' ? 2 : 1;
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  while (at < text.length) {
    if (text[at] === '[') {
      const end = closing(text, at);
      const step = end < 0 ? undefined : bracket(text.slice(at + 1, end), text);
      if (step === undefined) return undefined;
      steps.push(step);
      at = end + 1;
      continue;
    }
    if (text[at] !== '.') return undefined;
    at += 1;
    if (text[at] === '.') {
      steps.push({ kind: 'descent' });
      at += 1;
      if (text[at] === '[') continue;
    }
    const name = /^[^.[\]()'",\s]+/.exec(text.slice(at))?.[0];
    if (name === undefined) return undefined;
    steps.push(name === '*' ? { kind: 'wildcard' } : { kind: 'name', name });
    at += name.length;
  }
  const definite = steps.every((step) => step.kind === 'name' || step.kind === 'index');
  const reference = definite && steps.every((step) => step.kind !== 'index' || step.index >= 0);
  return { text, root, steps, definite, reference };
};

/** A path's steps as AWS's messages print them: `$['a'][0]`. */
const printed = (steps: readonly Step[]): string =>
  `$${steps.map((step) => (step.kind === 'name' ? `['${step.name}']` : step.kind === 'index' ? `[${step.index}]` : '')).join('')}`;

const child = (value: unknown, key: string | number): Found => {
  if (typeof key === 'number' && Array.isArray(value)) {
    const at = key < 0 ? value.length + key : key;
    if (at >= 0 && at < value.length) return { found: true, value: value[at] };
  } else if (typeof key === 'string' && isFields(value) && Object.hasOwn(value, key)) {
    return { found: true, value: value[key] };
  }
  return { found: false, why: '' };
};

const readDefinite = (path: Path, start: unknown): Found => {
  let value = start;
  for (const [at, step] of path.steps.entries()) {
    const next = child(value, step.kind === 'name' ? step.name : step.kind === 'index' ? step.index : '');
    if (!next.found) {
      const last = at === path.steps.length - 1;
      const where = printed(path.steps.slice(0, at + 1));
      return {
        found: false,
        why: last ? `No results for path: ${where}` : `Missing property in path ${where}`,
      };
    }
    value = next.value;
  }
  return { found: true, value };
};

const children = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isFields(value) ? Object.values(value) : [];

const within = (value: unknown): unknown[] => [value, ...children(value).flatMap(within)];

const sliced = (value: unknown, step: Extract<Step, { kind: 'slice' }>): unknown[] =>
  Array.isArray(value) ? value.slice(step.from, step.to).filter((_, at) => at % step.by === 0) : [];

const follow = (values: readonly unknown[], step: Step): unknown[] => {
  const pick = (keys: readonly (string | number)[]) =>
    values.flatMap((value) =>
      keys.flatMap((key) => {
        const next = child(value, key);
        return next.found ? [next.value] : [];
      }),
    );
  switch (step.kind) {
    case 'name':
      return pick([step.name]);
    case 'index':
      return pick([step.index]);
    case 'union':
      return pick(step.of);
    case 'wildcard':
      return values.flatMap(children);
    case 'slice':
      return values.flatMap((value) => sliced(value, step));
    case 'descent':
      return values.flatMap(within);
  }
};

export const readPath = (path: Path, scope: Scope): Found => {
  const start = path.root === 'context' ? scope.context : scope.data;
  if (path.definite) return readDefinite(path, start);
  return { found: true, value: path.steps.reduce<unknown[]>(follow, [start]) };
};

/** Puts `value` where a reference path points, in a copy that shares all else; undefined where it cannot go. */
export const writePath = (path: Path, into: unknown, value: unknown, at = 0): unknown => {
  const step = path.steps[at];
  if (step === undefined) return value;
  if (step.kind === 'name') {
    if (!isFields(into) && into !== undefined) return undefined;
    const member = into !== undefined && Object.hasOwn(into, step.name) ? into[step.name] : undefined;
    const written = writePath(path, member, value, at + 1);
    return written === undefined ? undefined : { ...into, [step.name]: written };
  }
  if (step.kind !== 'index' || !Array.isArray(into) || step.index >= into.length) return undefined;
  const written = writePath(path, into[step.index], value, at + 1);
  return written === undefined ? undefined : into.with(step.index, written);
};
