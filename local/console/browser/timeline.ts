/** What happened, line by line. */
import { clockTime, dayOf } from '../../timeline/times.ts';
import type { Line } from '../messages.ts';
import { button, make, part } from './make.ts';
import type { Model } from './model.ts';

/** As many lines as a browser shows with ease. */
const atMost = 600;

const textOf = ({ tone, text }: Line): string =>
  tone === 'state' ? text.replace(/^-> /, '').replaceAll(' > ', ' → ') : text;

export class TimelineView {
  readonly #list = part('lines');
  readonly #openMail: (letter: number) => void;
  #day = '';
  #isAtEnd = true;
  #picked: string | null = null;

  /** @param openMail what a line about a mail leads to */
  constructor(openMail: (letter: number) => void) {
    this.#openMail = openMail;
    this.#list.addEventListener('scroll', () => {
      const { scrollTop, clientHeight, scrollHeight } = this.#list;
      this.#isAtEnd = scrollTop + clientHeight > scrollHeight - 40;
    });
  }

  /** Begins anew. */
  show(model: Model): void {
    this.#day = '';
    this.#picked = model.picked;
    this.#list.replaceChildren();
    for (const line of model.lines) this.add(line);
  }

  add(line: Line): void {
    const day = dayOf(line.at);
    if (day !== this.#day) this.#list.append(make('li', 'day', day));
    this.#day = day;
    const { letter } = line;
    const time = make('time', '', clockTime(line.at));
    time.dateTime = new Date(line.at).toISOString();
    const said =
      letter === null
        ? make('span', 'text', textOf(line))
        : button('text', textOf(line), () => this.#openMail(letter));
    const item = make('li', `line ${line.tone}`, time, said);
    item.dataset['notebook'] = line.notebook ?? '';
    item.hidden = this.#isAside(item);
    this.#list.append(item);
    while (this.#list.childElementCount > atMost) this.#list.firstElementChild?.remove();
    this.toEnd();
  }

  /** Only lines about one notebook, or about none. */
  pick(notebook: string | null): void {
    this.#picked = notebook;
    for (const item of this.#list.querySelectorAll<HTMLElement>('.line')) item.hidden = this.#isAside(item);
    this.toEnd();
  }

  /** Follows what happens, unless a person has scrolled back. */
  toEnd(): void {
    if (this.#isAtEnd) this.#list.scrollTop = this.#list.scrollHeight;
  }

  /** Whether a line is about another notebook than the one that is picked. */
  #isAside(item: HTMLElement): boolean {
    const about = item.dataset['notebook'];
    return this.#picked !== null && about !== '' && about !== this.#picked;
  }
}
