import type { Entry } from './entry.ts';
import { sentence, type Tone } from './words.ts';

/** One thing that happened, in the order in which a person is told. */
export interface Told {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly tone: Tone;
  readonly text: string;
  /** What is told; of states that were entered at one instant the first. */
  readonly entry: Entry;
}

type StateEntered = Extract<Entry, { kind: 'state-entered' }>;
type Status = Extract<Entry, { kind: 'status' }>;

/** Statuses that begin with a call. */
const begun = new Set<string | null>(['Pending', 'Stopping', 'Updating', 'Deleting']);

const isCause = (entry: Entry, effect: Status): boolean =>
  (entry.kind === 'call' || entry.kind === 'person-call') &&
  entry.at === effect.at &&
  entry.notebook === effect.notebook &&
  sentence(entry) !== undefined;

/** The states that one execution ran through at one instant. */
interface Path {
  readonly first: StateEntered;
  readonly states: string[];
}

/**
 * What people are told of what happens: causes before their effects, the states of one instant together, and a loop
 * that goes round without anything else happening once.
 */
export class Telling {
  #path: Path | undefined;
  /** The last path that was told, if nothing else was since. */
  #told: string | undefined;
  #rounds = 0;
  #lastRound: StateEntered | undefined;
  /** A status that a call may have caused: the call is recorded when it is answered, and told first. */
  #effect: Status | undefined;

  /** What an entry makes certain. */
  tell(entry: Entry): readonly Told[] {
    const effect = this.#takeEffect();
    if (effect !== undefined) {
      const [first, second] = isCause(entry, effect) ? [entry, effect] : [effect, entry];
      return [...this.#tell(first), ...this.#tell(second)];
    }
    if (entry.kind === 'status' && begun.has(entry.status)) {
      this.#effect = entry;
      return [];
    }
    return this.#tell(entry);
  }

  /** What was held back for what might follow at the same instant; only a loop's rounds are counted on. */
  rest(): readonly Told[] {
    const effect = this.#takeEffect();
    return [...(effect === undefined ? [] : this.#tell(effect)), ...this.#tellPath()];
  }

  /** All that was held back. */
  end(): readonly Told[] {
    return [...this.rest(), ...this.#flush()];
  }

  #takeEffect(): Status | undefined {
    const effect = this.#effect;
    this.#effect = undefined;
    return effect;
  }

  #tell(entry: Entry): readonly Told[] {
    if (entry.kind === 'state-entered') return this.#enter(entry);
    const said = sentence(entry);
    return said === undefined ? [] : [...this.#flush(), { at: entry.at, ...said, entry }];
  }

  #enter(entry: StateEntered): readonly Told[] {
    const path = this.#path;
    if (path !== undefined && path.first.at === entry.at && path.first.execution === entry.execution) {
      path.states.push(entry.state);
      return [];
    }
    const told = this.#tellPath();
    this.#path = { first: entry, states: [entry.state] };
    return told;
  }

  #tellPath(): readonly Told[] {
    const path = this.#path;
    this.#path = undefined;
    if (path === undefined) return [];
    const { first } = path;
    const text = path.states.join(' > ');
    if (this.#told === `${first.execution} ${text}`) {
      this.#rounds += 1;
      this.#lastRound = first;
      return [];
    }
    const rounds = this.#tellRounds();
    this.#told = `${first.execution} ${text}`;
    return [...rounds, { at: first.at, tone: 'state', text: `-> ${text}`, entry: first }];
  }

  #tellRounds(): readonly Told[] {
    const rounds = this.#rounds;
    const last = this.#lastRound;
    this.#rounds = 0;
    if (rounds === 0 || last === undefined) return [];
    const text = `-> the same ${rounds === 1 ? 'once more' : `${rounds} times more`}`;
    return [{ at: last.at, tone: 'state', text, entry: last }];
  }

  #flush(): readonly Told[] {
    const told = [...this.#tellPath(), ...this.#tellRounds()];
    this.#told = undefined;
    return told;
  }
}
