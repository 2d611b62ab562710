/** Hands events to whom they are for: once, not at all, or more often, as a story has it. */
import type { VirtualClock } from '../../local/clock.ts';
import { notebookIn } from '../../local/http/notebook-of.ts';
import type { WorldFault } from '../../local/story.ts';
import type { Entry } from '../../local/timeline.ts';
import { type BusEvent, type Target, targetOf } from './events.ts';
import type { Outcome } from './invocation.ts';

type Disturbance = Extract<WorldFault, { kind: 'lose' | 'duplicate' | 'refuse' }>;

export interface Receivers {
  start(event: BusEvent): void;
  invoke(name: string, event: BusEvent, end: (outcome: Outcome) => void): void;
  entry(entry: Entry): void;
}

/** How long Lambda waits before the second and the third try of an event. */
const pauses = [60_000, 120_000];

export class Bus {
  readonly #clock: VirtualClock;
  readonly #to: Receivers;
  readonly #detectors: readonly string[];
  readonly #disturbances: { readonly fault: Disturbance; readonly until: number; left: number }[] = [];

  /** @param detectors whose findings the policy wants */
  constructor(clock: VirtualClock, to: Receivers, detectors: readonly string[]) {
    this.#clock = clock;
    this.#to = to;
    this.#detectors = detectors;
  }

  disturb(fault: Disturbance): void {
    const until = this.#clock.now() + (fault.for ?? Number.POSITIVE_INFINITY);
    this.#disturbances.push({ fault, until, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  /** @param from what a story puts as it stands is neither lost nor doubled */
  put(event: BusEvent, from: 'aws' | 'story'): void {
    const target = targetOf(event, this.#detectors);
    const copies = from === 'story' ? 1 : this.#copiesOf(event);
    for (let copy = 0; target !== null && copy < copies; copy += 1) this.#deliver(target, event);
  }

  #deliver(target: Target, event: BusEvent): void {
    const at = this.#clock.now();
    const notebook = aboutOf(event);
    if (target === 'state machine') {
      if (this.#strike('refuse', notebook).length > 0) {
        this.#deadLetter('Violations', target, 'NO_PERMISSIONS');
        return;
      }
      this.#to.start(event);
    } else this.#try(target, event, 0);
    const { eventName = null } = event['detail'] as { readonly eventName?: string };
    const detailType = String(event['detail-type']);
    this.#to.entry({ at, kind: 'event-delivered', rule: target, target, detailType, eventName, notebook });
  }

  #try(target: string, event: BusEvent, before: number): void {
    this.#to.invoke(target, event, (outcome) => {
      if (outcome.ok) return;
      const pause = pauses[before];
      if (pause === undefined) this.#deadLetter('asynchronous invocation', target, outcome.error);
      else this.#clock.after(pause, 'world', () => this.#try(target, event, before + 1));
    });
  }

  #deadLetter(rule: string, target: string, errorCode: string): void {
    const at = this.#clock.now();
    this.#to.entry({ at, kind: 'dead-letter', rule, target, errorCode, errorMessage: '' });
  }

  #copiesOf(event: BusEvent): number {
    const notebook = aboutOf(event);
    const hit = [...this.#strike('lose', notebook), ...this.#strike('duplicate', notebook)];
    return hit.reduce((copies, fault) => copies * (fault.kind === 'duplicate' ? fault.copies : 0), 1);
  }

  #strike(kind: Disturbance['kind'], notebook: string | null): readonly Disturbance[] {
    const hit = this.#disturbances.filter(
      ({ fault, until, left }) =>
        fault.kind === kind &&
        left > 0 &&
        this.#clock.now() < until &&
        (fault.notebook === undefined || fault.notebook === notebook),
    );
    for (const disturbance of hit) disturbance.left -= 1;
    return hit.map(({ fault }) => fault);
  }
}

/** One of an execution's end is about what that was started with. */
function aboutOf(event: BusEvent): string | null {
  const { input } = (event['detail'] ?? {}) as { readonly input?: unknown };
  return notebookIn(typeof input === 'string' ? JSON.parse(input) : event) ?? null;
}
