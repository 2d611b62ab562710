/**
 * Readers of single fields. Recorded texts: required fields, RFC3339, the value of a `.$` field, unknown resource;
 * the other refusals are this sandbox's words for what the States Language specification forbids.
 */
import type { Seconds } from './definition.ts';
import { type Expression, parseExpression, UnknownIntrinsic } from './expression.ts';
import { type Fields, isFields } from './json.ts';
import { type Path, parsePath, UnsupportedPath } from './path.ts';
import type { Member, Template } from './payload.ts';
import type { Refusals } from './refusals.ts';

export const wholeInput: Path = { text: '$', root: 'data', steps: [], definite: true, reference: true };

/** Legal for AWS in one place or another, not implemented here. */
const unsupportedFields = new Set([
  'Arguments',
  'Assign',
  'Branches',
  'Condition',
  'Credentials',
  'ItemBatcher',
  'ItemReader',
  'Items',
  'Label',
  'Output',
  'ResultWriter',
  'ToleratedFailureCount',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentage',
  'ToleratedFailurePercentagePath',
]);

/** One object of the definition, read field by field. */
export class FieldReader {
  readonly fields: Fields;
  readonly at: string;
  readonly refusals: Refusals;

  constructor(value: unknown, at: string, refusals: Refusals) {
    this.at = at;
    this.refusals = refusals;
    this.fields = isFields(value) ? value : {};
    if (!isFields(value)) refusals.invalid('Expected value of type Object', at === '' ? '/' : at);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.fields, name);
  }

  place(name: string): string {
    return `${this.at}/${name}`;
  }

  /** Refuses every field that is not in the list: nothing is ever ignored. */
  allow(...names: readonly string[]): void {
    for (const name of Object.keys(this.fields)) {
      if (names.includes(name)) continue;
      if (unsupportedFields.has(name)) this.refusals.unsupported(`field '${name}'`, this.place(name));
      else this.refusals.invalid(`Field '${name}' is not supported`, this.place(name));
    }
    if (this.has('Comment') && typeof this.fields['Comment'] !== 'string') this.wrong('String', 'Comment');
  }

  require(...names: readonly string[]): boolean {
    const missing = names.filter((name) => !this.has(name));
    if (missing.length === 0) return true;
    this.refusals.invalid(
      `These fields are required: [${missing.join(', ')}]`,
      this.at === '' ? '/' : this.at,
    );
    return false;
  }

  atMostOne(...names: readonly string[]): void {
    const present = names.filter((name) => this.has(name));
    if (present.length > 1) this.refusals.invalid(`Only one of [${present.join(', ')}] is allowed`, this.at);
  }

  wrong(type: string, name: string): void {
    this.refusals.invalid(`Expected value of type ${type}`, this.place(name));
  }

  string(name: string): string | undefined {
    const value = this.fields[name];
    if (typeof value === 'string') return value;
    if (this.has(name)) this.wrong('String', name);
    return undefined;
  }

  array(name: string): readonly unknown[] {
    const value = this.fields[name];
    if (Array.isArray(value)) return value;
    if (this.has(name)) this.wrong('Array', name);
    return [];
  }

  integer(name: string, least: number, most = 99_999_999): number | undefined {
    const value = this.fields[name];
    if (!this.has(name)) return undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.wrong(`Integer from ${least} to ${most}`, name);
    return undefined;
  }

  number(name: string, least: number): number | undefined {
    const value = this.fields[name];
    if (!this.has(name)) return undefined;
    if (typeof value === 'number' && value >= least) return value;
    this.wrong(`Number of at least ${least}`, name);
    return undefined;
  }

  /** A JSONPath; undefined when absent or refused. */
  path(name: string): Path | undefined {
    const text = this.string(name);
    if (text === undefined) return undefined;
    try {
      const path = parsePath(text);
      if (path === undefined) this.refusals.invalid('Value is not a valid JSONPath', this.place(name));
      return path;
    } catch (error) {
      if (!(error instanceof UnsupportedPath)) throw error;
      this.refusals.unsupported(error.message, this.place(name));
      return undefined;
    }
  }

  /** InputPath, OutputPath: a path, `$` when absent, null as it stands. */
  filter(name: string): Path | null {
    return this.fields[name] === null ? null : (this.path(name) ?? wholeInput);
  }

  /** ResultPath: a reference path into the state's input. */
  resultPath(): Path | null {
    const path = this.filter('ResultPath');
    if (path === null || (path.reference && path.root === 'data')) return path;
    this.refusals.invalid('Value is not a Reference Path', this.place('ResultPath'));
    return wholeInput;
  }

  /** A field and its Path twin, e.g. TimeoutSeconds and TimeoutSecondsPath. */
  seconds(name: string): Seconds | undefined {
    this.atMostOne(name, `${name}Path`);
    const path = this.path(`${name}Path`);
    if (path !== undefined) return { field: `${name}Path`, path };
    const seconds = this.integer(name, 1);
    return seconds === undefined ? undefined : { seconds };
  }

  /** A payload template, which must be an object. */
  template(name: string): Template | undefined {
    if (!this.has(name)) return undefined;
    const value = this.fields[name];
    if (isFields(value)) return this.#template(value, this.place(name));
    this.wrong('Object', name);
    return undefined;
  }

  #template(value: unknown, at: string): Template {
    if (Array.isArray(value)) {
      const items = value.map((item, index) => this.#template(item, `${at}[${index}]`));
      return items.every((item) => item.kind === 'literal')
        ? { kind: 'literal', value }
        : { kind: 'array', items };
    }
    if (!isFields(value)) return { kind: 'literal', value };
    const members = Object.entries(value).flatMap(([name, member]) => this.#member(name, member, at));
    const names = new Set(members.map((member) => member.name));
    if (names.size < members.length) this.refusals.invalid('A field and its .$ form exclude each other', at);
    return members.every((member) => member.kind === 'value' && member.value.kind === 'literal')
      ? { kind: 'literal', value }
      : { kind: 'object', members };
  }

  #member(name: string, value: unknown, at: string): Member[] {
    if (!name.endsWith('.$')) return [{ kind: 'value', name, value: this.#template(value, `${at}/${name}`) }];
    const expression = this.expression(value, name, at);
    return expression === undefined ? [] : [{ kind: 'expression', name: name.slice(0, -2), expression }];
  }

  expression(value: unknown, name: string, at: string): Expression | undefined {
    try {
      const expression = typeof value === 'string' ? parseExpression(value) : undefined;
      if (expression !== undefined) return expression;
    } catch (error) {
      if (error instanceof UnsupportedPath) {
        this.refusals.unsupported(error.message, `${at}/${name}`);
        return undefined;
      }
      if (!(error instanceof UnknownIntrinsic)) throw error;
    }
    this.refusals.invalid(
      `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
      at,
    );
    return undefined;
  }
}
