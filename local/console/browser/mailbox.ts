/** Everybody's mailbox: the mails as they came, in plain text, with links that work. */
import { moment } from '../../timeline/times.ts';
import type { Letter } from '../messages.ts';
import { piecesOf } from './links.ts';
import { button, make, part, write } from './make.ts';
import type { Model } from './model.ts';

/** What an address is for somebody who has not met it. */
const nameOf = (address: string, { platformEmail }: Model): string =>
  address === platformEmail ? 'platform team' : (address.split('@')[0] ?? address);

const lettersOf = (model: Model): readonly Letter[] =>
  [...model.letters, ...model.questions].filter(
    ({ notebook }) => model.picked === null || notebook === null || notebook === model.picked,
  );

const when = ({ at }: Letter): string => (at === null ? 'waiting for an answer' : moment(at));

export class MailboxView {
  readonly #confirm: (address: string) => void;
  readonly #read = new Set<number>();
  /** Whose mailbox; null: everybody's. */
  #address: string | null = null;
  /** The mail that a person opened; null: the newest. */
  #opened: number | null = null;
  #shown: Letter | undefined;
  #listed = '';

  /** @param confirm what the button of SNS's question does */
  constructor(confirm: (address: string) => void) {
    this.#confirm = confirm;
  }

  /** Begins anew. */
  reset(): void {
    this.#read.clear();
    this.#address = null;
    this.#opened = null;
    this.#shown = undefined;
    this.#listed = '';
  }

  /** Opens a mail, in a mailbox in which it lies. */
  open(id: number, model: Model): void {
    this.#address = null;
    this.#opened = id;
    this.show(model);
  }

  show(model: Model): void {
    const all = lettersOf(model);
    const own = all.filter(({ to }) => this.#address === null || to.includes(this.#address));
    const newestFirst = [...own].sort(
      (a, b) => (b.at ?? Number.NEGATIVE_INFINITY) - (a.at ?? Number.NEGATIVE_INFINITY) || b.id - a.id,
    );
    const opened = newestFirst.find(({ id }) => id === this.#opened) ?? newestFirst[0];
    if (opened !== undefined && !part('mailbox').hidden) this.#read.add(opened.id);
    write(part('mail-count'), all.length === 0 ? '' : String(all.length));
    const listed = JSON.stringify([this.#address, opened?.id, newestFirst.map(({ id }) => id), all.length]);
    if (listed !== this.#listed) {
      this.#listed = listed;
      this.#listAddresses(all, model);
      this.#list(newestFirst, opened, model);
    }
    if (opened !== this.#shown) this.#showLetter(opened);
  }

  #listAddresses(all: readonly Letter[], model: Model): void {
    const addresses = [...new Set(all.flatMap(({ to }) => to))].sort();
    const choice = (address: string | null, text: string): HTMLElement => {
      const count = all.filter(({ to }) => address === null || to.includes(address)).length;
      const chosen = button('address', text, () => {
        this.#address = address;
        this.#opened = null;
        this.show(model);
        part('addresses').querySelector<HTMLElement>('[aria-pressed="true"]')?.focus();
      });
      chosen.ariaPressed = String(this.#address === address);
      if (address !== null) chosen.title = address;
      chosen.append(make('span', 'count', String(count)));
      return chosen;
    };
    part('addresses').replaceChildren(
      choice(null, 'everybody'),
      ...addresses.map((address) => choice(address, nameOf(address, model))),
    );
  }

  #list(letters: readonly Letter[], opened: Letter | undefined, model: Model): void {
    const list = part('letters');
    const focused = list.contains(document.activeElement);
    list.replaceChildren(...letters.map((letter) => this.#row(letter, letter === opened, model)));
    if (focused) list.querySelector<HTMLElement>('[aria-current]')?.focus();
  }

  #row(letter: Letter, isOpen: boolean, model: Model): HTMLElement {
    const { id, subject, notice, to } = letter;
    const row = button('row', '', () => {
      this.#opened = id;
      this.show(model);
    });
    if (isOpen) row.ariaCurrent = 'true';
    if (!this.#read.has(id)) row.classList.add('unread');
    row.append(
      make('span', `notice ${notice ?? ''}`, notice ?? 'mail'),
      make('span', 'subject', subject),
      make('span', 'about', `${to.map((address) => nameOf(address, model)).join(', ')} · ${when(letter)}`),
    );
    return make('li', '', row);
  }

  #showLetter(letter: Letter | undefined): void {
    this.#shown = letter;
    const place = part('letter');
    if (letter === undefined) {
      place.replaceChildren(
        make(
          'p',
          'empty',
          'No mail yet. The first notice comes half a minute after a notebook with root access was created.',
        ),
      );
      return;
    }
    const { subject, to, body, confirms } = letter;
    place.replaceChildren(
      make('h3', '', subject),
      make('p', 'head', `to ${to.join(', ')} · ${when(letter)}`),
      this.#body(body),
      ...(confirms === null
        ? []
        : [button('primary', 'Confirm the subscription', () => this.#confirm(confirms))]),
    );
    place.scrollTop = 0;
  }

  #body(text: string): HTMLElement {
    const body = make('div', 'body');
    for (const piece of piecesOf(text)) {
      if (piece.href === null) {
        body.append(piece.text);
        continue;
      }
      const link = make('a', piece.href.startsWith(location.origin) ? 'page' : '', piece.text);
      link.href = piece.href;
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      body.append(link);
    }
    return body;
  }
}
