/** Keys to the answer page as plain data. */
import { createHash } from 'node:crypto';
import type { AnswerKeys } from '../../functions/aws/answer-keys.ts';
import type { AnswerKey } from '../../functions/core/answer-key.ts';
import { LedgerUnavailable } from '../../functions/core/errors.ts';
import type { Invocation } from './invocation.ts';

/** All that there are. */
export class Keys {
  readonly #known = new Map<string, AnswerKey>();
  #made = 0;

  /** One that is nobody's yet. */
  next(): string {
    this.#made += 1;
    return createHash('sha256').update(`key ${this.#made}`).digest('base64url');
  }

  put(key: string, what: AnswerKey): void {
    this.#known.set(key, what);
  }

  get(key: string): AnswerKey | undefined {
    return this.#known.get(key);
  }
}

export class ModelKeys implements Pick<AnswerKeys, keyof AnswerKeys> {
  readonly #all: Keys;
  readonly #by: Invocation;

  constructor(all: Keys, by: Invocation) {
    this.#all = all;
    this.#by = by;
  }

  async create(what: AnswerKey): Promise<string> {
    const key = this.#all.next();
    await this.#call('PutItem', () => this.#all.put(key, what));
    return key;
  }

  async find(key: string, now: number): Promise<AnswerKey | null> {
    const found = await this.#call('GetItem', () => this.#all.get(key));
    return found === undefined || now >= found.expiresAt ? null : found;
  }

  async #call<Answer>(operation: string, serve: () => Answer): Promise<Answer> {
    try {
      return await this.#by.call({ service: 'DynamoDB', operation }, serve);
    } catch (error) {
      throw new LedgerUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}
