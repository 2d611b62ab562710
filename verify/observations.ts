/** What was seen in the account, held to what was believed. */
import type { Belief } from './beliefs.ts';

export interface Row {
  readonly id: string;
  readonly belief: string;
  readonly expected: string;
  /** Null where the occasion did not come. */
  readonly seen: string | null;
  readonly verdict: 'as believed' | 'differs' | 'not seen';
}

export class Observations {
  readonly #beliefs: readonly Belief[];
  readonly #name: string;
  readonly #seen = new Map<string, string>();
  readonly #measured = new Map<string, string>();

  /** @param name the notebook's name, which stands as `<Name>` in what was seen */
  constructor(beliefs: readonly Belief[], name: string) {
    this.#beliefs = beliefs;
    this.#name = name;
  }

  /** Keeps what was seen first. */
  saw(id: string, what: string): void {
    if (!this.#beliefs.some((belief) => belief.id === id)) {
      throw new Error(`expected the id of a belief, got ${id}`);
    }
    if (!this.#seen.has(id)) this.#seen.set(id, anonymous(what, this.#name));
  }

  /** Something worth knowing that nothing depends on. */
  measured(what: string, value: string): void {
    this.#measured.set(what, value);
  }

  get measurements(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#measured);
  }

  rows(): readonly Row[] {
    return this.#beliefs.map(({ id, belief, expected }) => {
      const seen = this.#seen.get(id) ?? null;
      const text = typeof expected === 'string' ? expected : `/${expected.source}/`;
      return { id, belief, expected: text, seen, verdict: verdictOf(expected, seen) };
    });
  }
}

const verdictOf = (expected: string | RegExp, seen: string | null): Row['verdict'] => {
  if (seen === null) return 'not seen';
  const agrees = typeof expected === 'string' ? seen === expected : expected.test(seen);
  return agrees ? 'as believed' : 'differs';
};

/** Names that differ from run to run; the ARN shows in which case the name stands in it. */
const anonymous = (text: string, name: string): string =>
  text
    .replaceAll(name, '<Name>')
    .replaceAll(name.toLowerCase(), '<name>')
    .replaceAll(/arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\d{12}:notebook-instance\/(<[Nn]ame>)/g, 'arn of $1');
