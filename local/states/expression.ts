/** The value of a field whose name ends in `.$`, and of ErrorPath and CausePath: a path or an intrinsic call. */
import { EvaluationError } from './errors.ts';
import { type Intrinsic, intrinsics } from './intrinsics.ts';
import { textOf } from './json.ts';
import { type Path, parsePath, readPath, type Scope } from './path.ts';

export type Expression =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'literal'; readonly value: unknown }
  /** A quoted text as written, its escapes still in it: Format tells `{}` from `\{\}`. */
  | { readonly kind: 'string'; readonly raw: string }
  | {
      readonly kind: 'call';
      readonly text: string;
      readonly name: string;
      readonly arguments: readonly Expression[];
    };

/** An intrinsic function that AWS does not know either. */
export class UnknownIntrinsic extends Error {
  override readonly name = 'UnknownIntrinsic';
}

const unescaped = (raw: string): string => raw.replace(/\\(.)/gs, '$1');

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The whole text as a call; undefined where it is none. */
  whole(): Expression | undefined {
    const call = this.#call();
    this.#blanks();
    return this.#at === this.#text.length ? call : undefined;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #blanks(): void {
    this.#match(/\s*/y);
  }

  #call(): Expression | undefined {
    this.#blanks();
    const start = this.#at;
    const name = this.#match(/States\.[A-Za-z0-9]+/y);
    if (name === undefined || this.#match(/\s*\(/y) === undefined) return undefined;
    if (!Object.hasOwn(intrinsics, name)) throw new UnknownIntrinsic(name);
    const args: Expression[] = [];
    this.#blanks();
    if (this.#match(/\)/y) === undefined) {
      for (;;) {
        const argument = this.#argument();
        if (argument === undefined) return undefined;
        args.push(argument);
        this.#blanks();
        if (this.#match(/\)/y) !== undefined) break;
        if (this.#match(/,/y) === undefined) return undefined;
      }
    }
    return { kind: 'call', text: this.#text.slice(start, this.#at), name, arguments: args };
  }

  #argument(): Expression | undefined {
    this.#blanks();
    // The only escapes that AWS accepts in a quoted text (recorded: a double quote may not be escaped).
    const string = this.#match(/'(?:[^'\\]|\\['\\{}])*'/y);
    if (string !== undefined) return { kind: 'string', raw: string.slice(1, -1) };
    const number = this.#match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    if (number !== undefined) return { kind: 'literal', value: Number(number) };
    const word = this.#match(/(?:true|false|null)\b/y);
    if (word !== undefined) return { kind: 'literal', value: JSON.parse(word) };
    if (this.#text[this.#at] !== '$') return this.#call();
    const text = this.#match(/\$(?:\[(?:'[^']*'|"[^"]*"|[^\]])*\]|[^,()\s[])*/y) ?? '';
    const path = parsePath(text);
    return path === undefined ? undefined : { kind: 'path', path };
  }
}

/**
 * Undefined when the text is neither a path nor an intrinsic call.
 * @throws UnsupportedPath, UnknownIntrinsic
 */
export const parseExpression = (text: string): Expression | undefined => {
  if (!text.startsWith('$')) return new Reader(text).whole();
  const path = parsePath(text);
  return path === undefined ? undefined : { kind: 'path', path };
};

/** @throws EvaluationError, naming `field` as it is written in the definition */
export const evaluate = (
  expression: Expression,
  field: string,
  scope: Scope,
  random: () => number,
): unknown => {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'string':
      return unescaped(expression.raw);
    case 'path': {
      const found = readPath(expression.path, scope);
      if (found.found) return found.value;
      throw new EvaluationError(
        `The JSONPath '${expression.path.text}' specified for the field '${field}' could not be found in the input '${textOf(scope.data)}'`,
      );
    }
    case 'call': {
      const intrinsic: Intrinsic | undefined = intrinsics[expression.name];
      if (intrinsic === undefined) throw new UnknownIntrinsic(expression.name);
      const first = expression.arguments[0];
      const template = first?.kind === 'string' ? first.raw : undefined;
      const values = expression.arguments.map((argument) => evaluate(argument, field, scope, random));
      const answer = intrinsic(values, { random, template });
      if (answer.ok) return answer.value;
      // The name is documented; no recording shows the text.
      throw new EvaluationError(
        `The function '${expression.text}' had the following error: ${answer.why}`,
        'States.IntrinsicFailure',
      );
    }
  }
};
