/** Who touched exception tags, and what CloudTrail has recorded, as plain data. */
import type { Touches } from '../../functions/aws/touches.ts';
import type { Found, Trail } from '../../functions/aws/trail.ts';
import { LedgerUnavailable } from '../../functions/core/errors.ts';
import type { NotebookRef } from '../../functions/core/notebook.ts';
import type { Span } from '../../functions/core/step.ts';
import type { Touch } from '../../functions/core/touch.ts';
import type { Warned } from '../../functions/core/warning.ts';
import type { BusEvent } from './events.ts';
import type { Invocation } from './invocation.ts';

type Identity = Pick<NotebookRef, 'arn' | 'createdAt'>;

export class Touched {
  readonly warned = new Map<string, Warned>();
  readonly #all = new Map<string, Touch[]>();

  of(arn: string): Touch[] {
    const known = this.#all.get(arn.toLowerCase()) ?? [];
    this.#all.set(arn.toLowerCase(), known);
    return known;
  }
}

export class ModelTouches implements Pick<Touches, keyof Touches> {
  readonly #all: Touched;
  readonly #by: Invocation;

  constructor(all: Touched, by: Invocation) {
    this.#all = all;
    this.#by = by;
  }

  record(arn: string, touch: Touch): Promise<void> {
    return this.#call('PutItem', () => {
      const known = this.#all.of(arn);
      if (!known.some(({ event }) => event === touch.event)) known.push(touch);
    });
  }

  latest(arn: string): Promise<readonly Touch[]> {
    return this.#call('Query', () => [...this.#all.of(arn)].sort((a, b) => b.at - a.at).slice(0, 10));
  }

  warned({ arn, createdAt }: Identity): Promise<Warned | null> {
    return this.#call('GetItem', () => this.#all.warned.get(`${arn} ${createdAt}`) ?? null);
  }

  markWarned({ arn, createdAt }: Identity, warned: Warned): Promise<void> {
    return this.#call('PutItem', () => void this.#all.warned.set(`${arn} ${createdAt}`, warned));
  }

  async #call<Answer>(operation: string, serve: () => Answer): Promise<Answer> {
    try {
      return await this.#by.call({ service: 'DynamoDB', operation }, serve);
    } catch (error) {
      throw new LedgerUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}

type Detail = Readonly<Record<string, unknown>>;

/** CloudTrail's event history: it has each record when the bus gets it, and keeps what the bus loses. */
export class Recorded {
  readonly #all: Detail[] = [];
  #made = 0;

  /** An event with what tells it apart. */
  number(event: BusEvent, now: number): BusEvent {
    this.#made += 1;
    const eventTime = `${new Date(now).toISOString().slice(0, 19)}Z`;
    return {
      ...event,
      detail: { ...(event['detail'] as Detail), eventID: `event-${this.#made}`, eventTime },
    };
  }

  add(event: BusEvent): void {
    this.#all.unshift(event['detail'] as Detail);
  }

  named(name: string, { from, to }: Span): readonly Detail[] {
    return this.#all.filter(({ eventName, eventTime }) => {
      const at = Date.parse(String(eventTime));
      return eventName === name && at >= from && (to === null || at <= to);
    });
  }
}

export class ModelTrail implements Pick<Trail, keyof Trail> {
  readonly #all: Recorded;
  readonly #by: Invocation;

  constructor(all: Recorded, by: Invocation) {
    this.#all = all;
    this.#by = by;
  }

  find(name: string, span: Span): Promise<Found> {
    return this.#by.call({ service: 'CloudTrail', operation: 'LookupEvents' }, () => ({
      records: this.#all.named(name, span),
      back: null,
    }));
  }
}
