/** What goes wrong with calls of our functions, as a story asks for it. */
import type { VirtualClock } from './clock.ts';
import { awsErrorOf, type FaultyCall } from './faults/aws-errors.ts';
import type { AwsError } from './service.ts';
import type { CallFault } from './story.ts';

export type { FaultyCall } from './faults/aws-errors.ts';

/** What happens to a call instead of, or around, being answered. */
export type Effect =
  | { readonly kind: 'none' }
  /** The service refuses; nothing takes effect. */
  | { readonly kind: 'refuse'; readonly error: AwsError }
  /** The call takes effect; its answer never arrives. */
  | { readonly kind: 'lose-response' }
  /** No answer, and nothing takes effect. */
  | { readonly kind: 'timeout' }
  /** The Lambda dies before the call is made, or after it took effect. */
  | { readonly kind: 'kill'; readonly when: 'before' | 'after' };

interface Active {
  readonly fault: CallFault;
  readonly until: number;
  left: number;
}

const effectOf = (error: string, call: FaultyCall): Effect => {
  switch (error) {
    case 'timeout':
      return { kind: 'timeout' };
    case 'response-lost':
      return { kind: 'lose-response' };
    case 'killed-before':
      return { kind: 'kill', when: 'before' };
    case 'killed-after':
      return { kind: 'kill', when: 'after' };
    default:
      return { kind: 'refuse', error: awsErrorOf(error, call) };
  }
};

const hits = ({ fault }: Active, call: FaultyCall): boolean =>
  (fault.operation === undefined || fault.operation === call.operation) &&
  (fault.function === undefined || fault.function === call.function) &&
  (fault.notebook === undefined || fault.notebook === call.notebook);

export class Faults {
  readonly #clock: VirtualClock;
  readonly #active: Active[] = [];

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  /** The fault is in force from now on. */
  add(fault: CallFault): void {
    this.#active.push({
      fault,
      until: fault.for === undefined ? Number.POSITIVE_INFINITY : this.#clock.now() + fault.for,
      left: fault.times ?? Number.POSITIVE_INFINITY,
    });
  }

  /** What a call of ours meets; it uses up one of the fault's times. The fault that came first strikes first. */
  before(call: FaultyCall): Effect {
    const now = this.#clock.now();
    const active = this.#active.find(
      (candidate) => candidate.left > 0 && now < candidate.until && hits(candidate, call),
    );
    if (active === undefined) return { kind: 'none' };
    active.left -= 1;
    return effectOf(active.fault.error, call);
  }
}
