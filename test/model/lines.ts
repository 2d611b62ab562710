/** Who has a slot and who waits for one, as plain data. */
import type { Lines } from '../../functions/aws/lines.ts';
import { LedgerUnavailable } from '../../functions/core/errors.ts';
import { type Line, nobody } from '../../functions/core/line.ts';
import type { Invocation } from './invocation.ts';

export class ModelLines implements Pick<Lines, keyof Lines> {
  readonly #lines: Map<string, Line>;
  readonly #by: Invocation;

  constructor(lines: Map<string, Line>, by: Invocation) {
    this.#lines = lines;
    this.#by = by;
  }

  read(name: string): Promise<Line> {
    return this.#call('GetItem', () => this.#lines.get(name) ?? nobody);
  }

  write(name: string, next: Line): Promise<boolean> {
    return this.#call('UpdateItem', () => {
      if ((this.#lines.get(name) ?? nobody).version !== next.version - 1) return false;
      this.#lines.set(name, next);
      return true;
    });
  }

  async #call<Answer>(operation: string, serve: () => Answer): Promise<Answer> {
    try {
      return await this.#by.call({ service: 'DynamoDB', operation }, serve);
    } catch (error) {
      throw new LedgerUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}
