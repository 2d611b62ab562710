/** The members of a call, checked as AWS checks them before anything else. */
import { AwsError, type Input } from '../service.ts';

const refuse = (value: unknown, name: string, constraint: string): AwsError =>
  new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${String(value)}' at '${name}' failed to satisfy constraint: Member must ${constraint}`,
  );

export class Arguments {
  readonly #input: Input;

  constructor(input: Input) {
    this.#input = input;
  }

  /** Refuses members that the operation does not take here; nothing is ignored. */
  allow(...names: readonly string[]): void {
    for (const [name, value] of Object.entries(this.#input)) {
      if (names.includes(name) || value === undefined) continue;
      throw new AwsError(
        'ValidationException',
        `expected one of [${names.join(', ')}], got '${name}', which is not implemented in this sandbox`,
      );
    }
  }

  string(name: string, least = 0, most = Number.POSITIVE_INFINITY): string | undefined {
    const value = this.#input[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string')
      throw new AwsError('SerializationException', `expected a string at '${name}', got ${typeof value}`);
    if (value.length > most) throw refuse(value, name, `have length less than or equal to ${most}`);
    if (value.length < least) throw refuse(value, name, `have length greater than or equal to ${least}`);
    return value;
  }

  required(name: string, least = 1, most = Number.POSITIVE_INFINITY): string {
    const value = this.string(name, least, most);
    if (value === undefined) throw refuse('null', name, 'not be null');
    return value;
  }

  boolean(name: string): boolean | undefined {
    const value = this.#input[name];
    if (value === undefined || typeof value === 'boolean') return value;
    throw new AwsError('SerializationException', `expected a boolean at '${name}', got ${typeof value}`);
  }

  integer(name: string, least: number, most: number): number | undefined {
    const value = this.#input[name];
    if (value === undefined) return undefined;
    if (typeof value !== 'number')
      throw new AwsError('SerializationException', `expected a number at '${name}', got ${typeof value}`);
    if (value > most) throw refuse(value, name, `have value less than or equal to ${most}`);
    if (value < least) throw refuse(value, name, `have value greater than or equal to ${least}`);
    return value;
  }

  oneOf(name: string, values: readonly string[]): string | undefined {
    const value = this.string(name);
    if (value === undefined || values.includes(value)) return value;
    throw refuse(value, name, `satisfy enum value set: [${values.join(', ')}]`);
  }

  object(name: string): unknown {
    return this.#input[name];
  }
}

/** One page of a list. The token is this sandbox's own: where the next page starts. */
export const page = <T>(
  all: readonly T[],
  args: Arguments,
  longestToken: number,
  otherwise: number,
): { readonly items: readonly T[]; readonly nextToken?: string } => {
  const asked = args.integer('maxResults', 0, 1000) ?? 0;
  const size = asked === 0 ? otherwise : asked;
  const token = args.string('nextToken', 1, longestToken);
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(start) || start < 0)
    throw new AwsError('InvalidToken', `Invalid Token: 'Invalid token'`);
  const end = start + size;
  return { items: all.slice(start, end), ...(end < all.length ? { nextToken: String(end) } : {}) };
};
