/** The timeline for people: entries in the order of time become lines of text, as they happen. */

import { type Ending, endingLines } from './timeline/ending.ts';
import type { Entry } from './timeline/entry.ts';
import { type Look, paint, wrap } from './timeline/look.ts';
import { Telling, type Told } from './timeline/telling.ts';
import { clockTime, dayOf, elapsed } from './timeline/times.ts';
import type { Tone } from './timeline/words.ts';

export type { Ending } from './timeline/ending.ts';
export type { Entry } from './timeline/entry.ts';
export type { Look } from './timeline/look.ts';

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

/** Tells a story line by line. `tell` returns the lines that an entry makes certain. */
export class Timeline {
  readonly #look: Look;
  readonly #start: number;
  readonly #telling = new Telling();
  #day: string;
  #second: number | undefined;

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
    return this.#lines(this.#telling.tell(entry));
  }

  /** What was still held back, and how it ended. */
  end(ending: Ending): readonly string[] {
    return [...this.#lines(this.#telling.end()), ...endingLines(this.#look, ending)];
  }

  #lines(told: readonly Told[]): readonly string[] {
    return told.flatMap(({ at, tone, text, entry }) => [
      ...this.#line(at, tone, text),
      ...(entry.kind === 'mail' && this.#look.mails ? this.#body(entry.body) : []),
    ]);
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
