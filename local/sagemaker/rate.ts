/**
 * A rate that SageMaker allows of each operation: a bucket that fills by so many calls in a second, up to so many. AWS
 * publishes neither figure for these calls, so nothing is limited unless somebody asks for it.
 */
import { AwsError } from '../service.ts';

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export class RateLimit {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, { left: number; at: number }>();

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /** @throws AwsError ThrottlingException */
  take(operation: string): void {
    const { perSecond, burst } = this.#rate;
    const now = this.#now();
    const before = this.#buckets.get(operation) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + ((now - before.at) * perSecond) / 1_000);
    if (left < 1) throw new AwsError('ThrottlingException', 'Rate exceeded');
    this.#buckets.set(operation, { left: left - 1, at: now });
  }
}
