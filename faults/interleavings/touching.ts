/** What each move of one world touched: what is asked for, what was heard while it was made, and whose task a token is. */
import type { Move } from '../../local/lambda/moves.ts';
import type { Entry } from '../../local/timeline.ts';
import { everything, type Footprint, nothing, together, writing } from './footprint.ts';
import { executionPlace, ofCall, ofEntry } from './touched.ts';

/** What becomes of a call that the service heard although its function did not hear of it. */
const tookEffect: readonly (string | null)[] = ['response-lost', 'killed-after'];

const member = (of: unknown, key: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[key] : undefined;

/** The execution whose task an invocation is; an event's invocation is nobody's. */
export const executionOf = (payload: unknown): string | null => {
  const execution = member(payload, 'execution');
  return typeof execution === 'string' ? execution : null;
};

/**
 * A task's execution goes on when it ends; for what an event invokes nobody waits. Whoever waits for a page does
 * nothing but open the next one, which has a move of its own.
 */
const ofEnd = (payload: unknown): Footprint => {
  const execution = executionOf(payload);
  if (execution !== null) return writing(executionPlace(execution));
  const isForNobody = ['detail-type', 'requestContext'].some((key) => member(payload, key) !== undefined);
  return isForNobody ? nothing : everything;
};

export class Touching {
  /** By task token: the execution that waits for it. */
  readonly #sleepers = new Map<string, string>();

  /** An invocation begins. */
  begun(payload: unknown): void {
    const token = member(payload, 'token');
    const execution = executionOf(payload);
    if (typeof token === 'string' && execution !== null) this.#sleepers.set(token, execution);
  }

  /** @param heard what was told of while the move was made */
  of(move: Move, heard: readonly Entry[]): Footprint {
    const told = together(heard.map(ofEntry));
    switch (move.kind) {
      case 'call':
        return together([this.#ofCall(move, heard), told]);
      case 'end':
        return together([ofEnd(move.by.payload), told]);
      case 'due':
        return told;
      case 'begin':
      case 'sleep':
      case 'go-on':
        return nothing;
      default:
        return move satisfies never;
    }
  }

  #ofCall(move: Extract<Move, { kind: 'call' }>, heard: readonly Entry[]): Footprint {
    if (move.operation === 'SendTaskSuccess') {
      const execution = this.#sleepers.get(String(move.input['taskToken']));
      return writing(execution === undefined ? ['execution'] : executionPlace(execution));
    }
    const error = heard.find((entry) => entry.kind === 'call')?.error ?? null;
    return ofCall(move, tookEffect.includes(error) ? null : error);
  }
}
