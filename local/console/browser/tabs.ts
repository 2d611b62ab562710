/** Tabs as the ARIA Authoring Practices have them: arrows move, and what is moved to is shown. */
import { part } from './make.ts';

export class Tabs {
  readonly #tabs: readonly HTMLElement[];
  readonly #onShow: () => void;

  constructor(list: Element, onShow: () => void) {
    this.#tabs = [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
    this.#onShow = onShow;
    for (const [index, tab] of this.#tabs.entries()) {
      tab.addEventListener('click', () => this.#select(index));
      tab.addEventListener('keydown', (event) => {
        const to = this.#target(event.key, index);
        if (to === undefined) return;
        event.preventDefault();
        this.#select(to);
        this.#tabs[to]?.focus();
      });
    }
  }

  show(id: string): void {
    this.#select(this.#tabs.findIndex((tab) => tab.id === id));
  }

  #target(key: string, from: number): number | undefined {
    const last = this.#tabs.length - 1;
    if (key === 'ArrowRight') return from === last ? 0 : from + 1;
    if (key === 'ArrowLeft') return from === 0 ? last : from - 1;
    if (key === 'Home') return 0;
    return key === 'End' ? last : undefined;
  }

  #select(chosen: number): void {
    for (const [index, tab] of this.#tabs.entries()) {
      tab.ariaSelected = String(index === chosen);
      tab.tabIndex = index === chosen ? 0 : -1;
      part(tab.getAttribute('aria-controls') ?? '').hidden = index !== chosen;
    }
    this.#onShow();
  }
}
