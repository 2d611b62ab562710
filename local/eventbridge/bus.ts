import type { VirtualClock } from '../clock.ts';
import { AwsError } from '../service.ts';
import { backoff, judge, type RetryPolicy } from './delivery.ts';
import { type BusEvent, notebookOf } from './event.ts';
import { matches, type Pattern, parsePattern } from './matcher.ts';

export interface Target {
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string;
  readonly retryPolicy?: RetryPolicy;
  /** The dead-letter queue; without one an event that cannot be delivered is dropped. */
  readonly deadLetterArn?: string;
}

export interface Rule {
  readonly name: string;
  /** @default the ARN of a rule of this name on the default bus of the sandbox's account */
  readonly arn?: string;
  /** The pattern's JSON value. */
  readonly pattern: unknown;
  readonly enabled: boolean;
  readonly targets: readonly Target[];
}

/** An event that could not be delivered, with the attributes that EventBridge gives the queue's message. */
export interface DeadLetter {
  readonly at: number;
  readonly rule: string;
  readonly target: string;
  /** The queue, or null where the target has none and the event is lost. */
  readonly queueArn: string | null;
  readonly event: BusEvent;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Which events a fault hits: the next `times`, until a time, about one notebook; all, where left out. */
export interface Limits {
  readonly times?: number;
  /** Milliseconds since the epoch. */
  readonly until?: number;
  readonly notebook?: string;
}

interface Disturbance {
  readonly copies: number;
  readonly limits: Limits;
  left: number;
}

interface Delivery {
  readonly rule: Rule;
  readonly target: Target;
  readonly event: BusEvent;
  readonly since: number;
  readonly retries: number;
}

/**
 * The default event bus: rules in the order given, their targets in order, retries on the clock, dead letters.
 */
export class EventBus {
  readonly #clock: VirtualClock;
  readonly #rules: readonly (Rule & { readonly parsed: Pattern })[];
  readonly #deliver: (target: Target, event: BusEvent, rule: Rule) => Promise<void>;
  readonly #onDeadLetter: (letter: DeadLetter) => void;
  readonly #deadLetters: DeadLetter[] = [];
  readonly #disturbances: Disturbance[] = [];

  /**
   * @param deliver hands an event to a target; rejects with an AwsError where the target refuses it
   * @throws PatternError where EventBridge would refuse a rule's pattern
   */
  constructor(options: {
    readonly clock: VirtualClock;
    readonly rules: readonly Rule[];
    readonly deliver: (target: Target, event: BusEvent, rule: Rule) => Promise<void>;
    readonly onDeadLetter?: (letter: DeadLetter) => void;
  }) {
    this.#clock = options.clock;
    this.#rules = options.rules.map((rule) => ({ ...rule, parsed: parsePattern(rule.pattern) }));
    this.#deliver = options.deliver;
    this.#onDeadLetter = options.onDeadLetter ?? (() => undefined);
  }

  /**
   * Puts an event on the bus and resolves when each matching target was tried once.
   *
   * @param from `aws` for what CloudTrail and SageMaker emit, which is what can be lost or come twice; `story`
   * for an event that a story puts as it stands
   */
  async put(event: BusEvent, from: 'aws' | 'story' = 'aws'): Promise<void> {
    const copies = from === 'aws' ? this.#copiesOf(event) : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      for (const rule of this.#rules) {
        if (!rule.enabled || !matches(rule.parsed, event)) continue;
        for (const target of rule.targets) {
          await this.#attempt({ rule, target, event, since: this.#clock.now(), retries: 0 });
        }
      }
    }
  }

  /** Drops CloudTrail's and SageMaker's own events. */
  lose(limits: Limits = {}): void {
    this.#disturb(0, limits);
  }

  /** Delivers each of CloudTrail's and SageMaker's own events `copies` times. */
  duplicate(copies: number, limits: Limits = {}): void {
    this.#disturb(copies, limits);
  }

  /** What landed in dead-letter queues, and what was dropped for want of one. */
  deadLetters(): readonly DeadLetter[] {
    return this.#deadLetters;
  }

  #disturb(copies: number, limits: Limits): void {
    this.#disturbances.push({ copies, limits, left: limits.times ?? Number.POSITIVE_INFINITY });
  }

  #copiesOf(event: BusEvent): number {
    const hit = this.#disturbances.filter(
      ({ limits, left }) =>
        left > 0 &&
        this.#clock.now() < (limits.until ?? Number.POSITIVE_INFINITY) &&
        (limits.notebook === undefined || limits.notebook === notebookOf(event)),
    );
    for (const disturbance of hit) disturbance.left -= 1;
    return hit.reduce((copies, disturbance) => copies * disturbance.copies, 1);
  }

  async #attempt(delivery: Delivery): Promise<void> {
    try {
      await this.#deliver(delivery.target, delivery.event, delivery.rule);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      this.#refused(delivery, error);
    }
  }

  #refused(delivery: Delivery, error: AwsError): void {
    const { errorCode, retry } = judge(error);
    const { maximumRetryAttempts = 185, maximumEventAgeInSeconds = 86_400 } =
      delivery.target.retryPolicy ?? {};
    const wait = backoff(delivery.retries + 1);
    if (!retry) {
      this.#bury(delivery, error, { ERROR_CODE: errorCode });
    } else if (delivery.retries >= maximumRetryAttempts) {
      this.#exhaust(delivery, error, errorCode, 'MaximumRetryAttempts');
    } else if (this.#clock.now() + wait - delivery.since > maximumEventAgeInSeconds * 1_000) {
      this.#exhaust(delivery, error, errorCode, 'MaximumEventAgeInSeconds');
    } else {
      const next = { ...delivery, retries: delivery.retries + 1 };
      this.#clock.after(wait, 'world', () => this.#attempt(next));
    }
  }

  #exhaust(delivery: Delivery, error: AwsError, errorCode: string, condition: string): void {
    this.#bury(delivery, error, {
      ERROR_CODE: errorCode,
      EXHAUSTED_RETRY_CONDITION: condition,
      RETRY_ATTEMPTS: String(delivery.retries),
    });
  }

  #bury({ rule, target, event }: Delivery, error: AwsError, attributes: Record<string, string>): void {
    const letter: DeadLetter = {
      at: this.#clock.now(),
      rule: rule.name,
      target: target.arn,
      queueArn: target.deadLetterArn ?? null,
      event,
      attributes: {
        RULE_ARN: rule.arn ?? `arn:aws:events:eu-west-1:111122223333:rule/${rule.name}`,
        TARGET_ARN: target.arn,
        ERROR_MESSAGE: error.message,
        ...attributes,
      },
    };
    this.#deadLetters.push(letter);
    this.#onDeadLetter(letter);
  }
}
