/** The fleet: a card for each notebook, with where its case stands. */
import { span } from '../../timeline/times.ts';
import type { Card, CardCase } from '../messages.ts';
import { button, make, part, write } from './make.ts';
import { hueOf, initialsOf, type Model, presentOf, runOf } from './model.ts';

/** A stand in words for somebody who sees it for the first time. */
const stands: Readonly<Record<string, string>> = {
  opened: 'opened, nobody told yet',
  grace: 'grace',
  stopping: 'stopping it',
  updating: 'turning root off',
  starting: 'giving it back',
};

const good = new Set([
  'remediated',
  'remediated-left-stopped',
  'already-compliant',
  'fixed-meanwhile',
  'exempt',
  'gone',
]);

const toneOf = ({ outcome, stand }: CardCase): string => {
  if (outcome === null) return stand === 'grace' || stand === 'opened' ? 'waiting' : 'acting';
  if (good.has(outcome)) return 'good';
  return outcome === 'failed' ? 'bad' : 'waiting';
};

const countdown = ({ deadline, stand }: CardCase, now: number): string => {
  if (deadline === null || stand === 'closed') return '';
  const seconds = Math.round((deadline - now) / 1_000);
  if (seconds <= 0) return 'deadline passed';
  return `${span(seconds >= 3_600 ? seconds - (seconds % 60) : seconds)} left`;
};

/** How much of the grace window is over, from 0 to 1. */
const passed = ({ openedAt, deadline }: CardCase, now: number): number =>
  deadline === null ? 0 : Math.min(1, Math.max(0, (now - openedAt) / (deadline - openedAt)));

const chip = (className: string, text: string): HTMLElement => make('span', `chip ${className}`, text);

const rootChip = ({ rootAccess }: Card): HTMLElement => {
  if (rootAccess === 'Disabled') return chip('good', 'root off');
  return chip('waiting', rootAccess === null ? 'root not told: on' : 'root on');
};

const plural = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const historyOf = ({ notices, answers }: CardCase, cases: number): string =>
  [
    notices.length === 0 ? '' : `told: ${notices.map(({ kind }) => kind).join(', ')}`,
    answers.length === 0 ? '' : `answered: ${answers.map(({ kind }) => kind).join(', ')}`,
    cases > 1 ? plural(cases, 'case') : '',
  ]
    .filter((text) => text !== '')
    .join(' · ');

class CardView {
  readonly element = make('li', 'card');
  readonly #pick: HTMLButtonElement;
  readonly #facts = make('p', 'facts');
  readonly #stand = make('p', 'stand');
  readonly #progress = make('progress', '');
  readonly #reason = make('p', 'reason');
  readonly #history = make('p', 'history');
  readonly #tags = make('ul', 'tags');
  readonly #dot = make('span', 'dot');
  readonly #platform = make('span', 'platform');
  #shown = '';

  constructor(name: string, onPick: () => void) {
    this.#pick = button('pick', '', onPick);
    this.#dot.textContent = initialsOf(name);
    this.#dot.ariaHidden = 'true';
    this.#pick.append(this.#dot, make('span', 'name', name), this.#platform);
    this.#progress.ariaLabel = `How much of the grace window of ${name} is over`;
    this.element.append(
      this.#pick,
      this.#facts,
      this.#stand,
      this.#progress,
      this.#reason,
      this.#history,
      this.#tags,
    );
  }

  show(card: Card, model: Model): void {
    const state = runOf(model, card.name);
    const at = state?.status === 'RUNNING' ? (state.path.at(-1) ?? '') : '';
    this.element.style.setProperty('--hue', String(hueOf(model, card.name)));
    this.#pick.ariaPressed = String(model.picked === card.name);
    this.element.classList.toggle('gone', card.status === null);
    const told = JSON.stringify([card, at]);
    if (told !== this.#shown) this.#draw(card, at);
    this.#shown = told;
    this.tick(card, presentOf(model));
  }

  tick(card: Card, now: number): void {
    const held = card.case;
    const left = this.#stand.querySelector('.left');
    if (held === null || left === null) return;
    write(left, countdown(held, now));
    this.#progress.value = passed(held, now);
  }

  #draw(card: Card, at: string): void {
    const { status, platform, tags, awaySeconds, case: held } = card;
    this.#facts.replaceChildren(
      chip(status === 'InService' ? 'good' : status === 'Failed' ? 'bad' : 'plain', status ?? 'gone'),
      ...(status === null ? [] : [rootChip(card)]),
      ...(held === null ? [] : [chip(toneOf(held), held.outcome ?? stands[held.stand] ?? held.stand)]),
    );
    write(this.#platform, (platform ?? 'platform not told').replace(/^notebook-/, ''));
    this.#drawCase(card, at);
    write(this.#history, card.case === null ? '' : historyOf(card.case, card.cases));
    if (awaySeconds !== null) this.#history.append(` · away for ${span(Math.round(awaySeconds))}`);
    this.#tags.replaceChildren(
      ...Object.entries(tags).map(([key, value]) =>
        make('li', '', make('span', 'key', key), make('span', 'value', value)),
      ),
    );
  }

  #drawCase({ case: held }: Card, at: string): void {
    this.#progress.hidden = held === null || held.deadline === null || held.outcome !== null;
    if (held === null) {
      this.#stand.replaceChildren(make('span', 'none', 'no case'));
      write(this.#reason, '');
      return;
    }
    this.#stand.replaceChildren(make('span', 'at', at), make('span', 'left', ''));
    write(this.#reason, held.reason ?? '');
  }
}

export class FleetView {
  readonly #list = part('fleet');
  readonly #cards = new Map<string, CardView>();
  readonly #onPick: (name: string) => void;

  constructor(onPick: (name: string) => void) {
    this.#onPick = onPick;
  }

  show(model: Model): void {
    const names = new Set(model.cards.map(({ name }) => name));
    for (const [name, view] of this.#cards) {
      if (names.has(name)) continue;
      view.element.remove();
      this.#cards.delete(name);
    }
    for (const card of model.cards) this.#cardOf(card.name).show(card, model);
    const open = model.cards.filter((card) => card.case !== null && card.case.outcome === null).length;
    write(part('fleet-count'), `${plural(model.cards.length, 'notebook')}, ${plural(open, 'open case')}`);
  }

  tick(model: Model): void {
    const now = presentOf(model);
    for (const card of model.cards) this.#cards.get(card.name)?.tick(card, now);
  }

  #cardOf(name: string): CardView {
    const known = this.#cards.get(name);
    if (known !== undefined) return known;
    const view = new CardView(name, () => this.#onPick(name));
    this.#cards.set(name, view);
    this.#list.append(view.element);
    return view;
  }
}
