/** The timeline for people: entries in the order of time become lines of text, as they happen. */

import { type Ending, endingLines } from './timeline/ending.ts';
import type { Entry } from './timeline/entry.ts';
import { type Look, paint, wrap } from './timeline/look.ts';
import { clockTime, dayOf, elapsed } from './timeline/times.ts';
import { sentence, type Tone } from './timeline/words.ts';

export type { Ending } from './timeline/ending.ts';
export type { Entry } from './timeline/entry.ts';
export type { Look } from './timeline/look.ts';

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
  readonly at: number;
  readonly execution: string;
  readonly states: string[];
}

const elapsedWidth = 13;
const indent = elapsedWidth + 10;

const styles: Readonly<Record<Tone, Parameters<typeof paint>[1]>> = {
  people: 'cyan',
  ours: 'bold',
  world: 'reset',
  mail: 'magenta',
  state: 'dim',
  trouble: 'red',
  good: 'green',
};

/**
 * Tells a story line by line. `tell` returns the lines that an entry makes certain: states that were entered at
 * one instant share a line, and a loop that goes round without anything else happening is told once.
 */
export class Timeline {
  readonly #look: Look;
  readonly #start: number;
  #day: string;
  #second: number | undefined;
  #path: Path | undefined;
  /** The last path that was told, if nothing else was since. */
  #told: string | undefined;
  #rounds = 0;
  #roundAt = 0;
  /** A status that a call may have caused: the call is recorded when it is answered, and told first. */
  #effect: Status | undefined;

  /** @param start milliseconds since the epoch */
  constructor(start: number, look: Look) {
    this.#start = start;
    this.#look = look;
    this.#day = dayOf(start);
  }

  /** The lines before anything happened. */
  heading(title: string): readonly string[] {
    return [
      ...wrap(title, this.#look.width).map((line) => paint(this.#look, 'bold', line)),
      paint(this.#look, 'dim', `${'elapsed'.padStart(elapsedWidth - 2)}  UTC, ${this.#day}`),
    ];
  }

  tell(entry: Entry): readonly string[] {
    const effect = this.#effect;
    this.#effect = undefined;
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

  /** What was still held back, and how it ended. */
  end(ending: Ending): readonly string[] {
    const effect = this.#effect === undefined ? [] : this.#tell(this.#effect);
    this.#effect = undefined;
    return [...effect, ...this.#flush(), ...endingLines(this.#look, ending)];
  }

  #tell(entry: Entry): readonly string[] {
    if (entry.kind === 'state-entered') return this.#enter(entry);
    const said = sentence(entry);
    if (said === undefined) return [];
    const lines = [...this.#flush(), ...this.#line(entry.at, said.tone, said.text)];
    if (entry.kind === 'mail' && this.#look.mails) lines.push(...this.#body(entry.body));
    return lines;
  }

  #enter(entry: StateEntered): readonly string[] {
    const path = this.#path;
    if (path !== undefined && path.at === entry.at && path.execution === entry.execution) {
      path.states.push(entry.state);
      return [];
    }
    const lines = this.#tellPath();
    this.#path = { at: entry.at, execution: entry.execution, states: [entry.state] };
    return lines;
  }

  #tellPath(): readonly string[] {
    const path = this.#path;
    this.#path = undefined;
    if (path === undefined) return [];
    const text = path.states.join(' > ');
    if (this.#told === `${path.execution} ${text}`) {
      this.#rounds += 1;
      this.#roundAt = path.at;
      return [];
    }
    const lines = [...this.#tellRounds(), ...this.#line(path.at, 'state', `-> ${text}`)];
    this.#told = `${path.execution} ${text}`;
    return lines;
  }

  #tellRounds(): readonly string[] {
    const rounds = this.#rounds;
    this.#rounds = 0;
    return rounds === 0
      ? []
      : this.#line(
          this.#roundAt,
          'state',
          `-> the same ${rounds === 1 ? 'once more' : `${rounds} times more`}`,
        );
  }

  #flush(): readonly string[] {
    const lines = [...this.#tellPath(), ...this.#tellRounds()];
    this.#told = undefined;
    return lines;
  }

  #line(at: number, tone: Tone, text: string): readonly string[] {
    const lines: string[] = [];
    const day = dayOf(at);
    if (day !== this.#day) {
      this.#day = day;
      lines.push('', paint(this.#look, 'dim', `${' '.repeat(elapsedWidth)}${day}`));
    }
    const second = Math.floor(at / 1_000);
    const times =
      second === this.#second
        ? ' '.repeat(indent)
        : `${elapsed(at - this.#start).padStart(elapsedWidth - 2)}  ${clockTime(at)}  `;
    this.#second = second;
    const [first = '', ...more] = wrap(text, Math.max(this.#look.width - indent - 2, 20));
    const style = styles[tone];
    lines.push(`${paint(this.#look, 'dim', times)}${paint(this.#look, style, first)}`);
    for (const line of more) lines.push(`${' '.repeat(indent + 2)}${paint(this.#look, style, line)}`);
    return lines;
  }

  #body(body: string): readonly string[] {
    const margin = `${' '.repeat(indent)}| `;
    return body
      .trimEnd()
      .split('\n')
      .flatMap((line) => wrap(line, Math.max(this.#look.width - margin.length, 20)))
      .map((line) => `${margin}${line}`.trimEnd());
  }
}
