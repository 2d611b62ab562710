/** The mails that wait for each address, as plain data. */
import type { Outbox } from '../../functions/aws/outbox.ts';
import { LedgerUnavailable } from '../../functions/core/errors.ts';
import { type Entry, type Pace, unpaced } from '../../functions/core/outbox.ts';
import type { Invocation } from './invocation.ts';

export class Waiting {
  readonly paces = new Map<string, Pace>();
  /** By address and notice. */
  readonly entries = new Map<string, Map<string, Entry>>();
  /** By address and mail. */
  readonly sent = new Map<string, number>();

  of(address: string): Map<string, Entry> {
    const known = this.entries.get(address) ?? new Map<string, Entry>();
    this.entries.set(address, known);
    return known;
  }
}

export class ModelOutbox implements Pick<Outbox, keyof Outbox> {
  readonly #waiting: Waiting;
  readonly #by: Invocation;

  constructor(waiting: Waiting, by: Invocation) {
    this.#waiting = waiting;
    this.#by = by;
  }

  pace(address: string): Promise<Pace> {
    return this.#call('GetItem', () => this.#waiting.paces.get(address) ?? unpaced);
  }

  takeTurn(address: string, seen: Pace, next: Pace): Promise<boolean> {
    return this.#call('UpdateItem', () => {
      if ((this.#waiting.paces.get(address) ?? unpaced).turn !== seen.turn) return false;
      this.#waiting.paces.set(address, next);
      return true;
    });
  }

  queue(address: string, entry: Entry): Promise<void> {
    return this.#call('UpdateItem', () => {
      const entries = this.#waiting.of(address);
      if (!entries.has(entry.notice)) entries.set(entry.notice, entry);
    });
  }

  find(address: string, notice: string): Promise<Entry | null> {
    return this.#call('GetItem', () => this.#waiting.of(address).get(notice) ?? null);
  }

  entries(address: string): Promise<readonly Entry[]> {
    return this.#call('Query', () => [...this.#waiting.of(address).values()]);
  }

  take(address: string, entry: Entry, taken: NonNullable<Entry['taken']>): Promise<boolean> {
    return this.#change(address, entry.notice, (present) =>
      present.taken?.into === entry.taken?.into ? { ...present, taken } : null,
    );
  }

  async release(address: string, { notice }: Entry, mail: string): Promise<void> {
    await this.#change(address, notice, ({ taken, ...waits }) => (taken?.into === mail ? waits : null));
  }

  markSent(address: string, mail: string, sentAt: number): Promise<void> {
    return this.#call('UpdateItem', () => void this.#waiting.sent.set(`${address} ${mail}`, sentAt));
  }

  sentAt(address: string, mail: string): Promise<number | null> {
    return this.#call('GetItem', () => this.#waiting.sent.get(`${address} ${mail}`) ?? null);
  }

  /** @returns whether its condition held */
  #change(address: string, notice: string, change: (present: Entry) => Entry | null): Promise<boolean> {
    return this.#call('UpdateItem', () => {
      const entries = this.#waiting.of(address);
      const present = entries.get(notice);
      const changed = present === undefined ? null : change(present);
      if (changed !== null) entries.set(notice, changed);
      return changed !== null;
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
