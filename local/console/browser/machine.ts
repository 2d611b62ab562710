/** The state machine's picture as executions pass through it. */
import type { Message, Run } from '../messages.ts';
import { Drawing } from './drawing.ts';
import { part, write } from './make.ts';
import { hueOf, initialsOf, type Model, runOf } from './model.ts';
import { Token } from './token.ts';

/** As many dots as have room under one state; the counter tells of all. */
const room = 5;

export class MachineView {
  #drawing = new Drawing(document);
  readonly #tokens = new Map<string, Token>();
  readonly #passed = new Map<string, number>();
  /** Whose path is lit while nobody is picked: who moved last. */
  #moved: Token | undefined;
  #model: Model | undefined;

  /** Begins anew. */
  show(model: Model): void {
    this.#model = model;
    this.#moved = undefined;
    this.#tokens.clear();
    this.#passed.clear();
    this.#drawing.tokens.replaceChildren();
    for (const run of model.runs.values()) {
      for (const state of run.path) this.#count(state);
      if (run.status === 'RUNNING') this.#tokenOf(run);
    }
    for (const state of this.#drawing.states.keys()) this.#arrange(state);
    this.light();
  }

  hear(message: Message): void {
    const { kind } = message;
    if (kind === 'entered') this.#tokenOf({ ...message, status: 'RUNNING', path: [] }).enter(message.state);
    if (kind === 'ended') this.#tokens.get(message.execution)?.end(message.status);
  }

  /** Lights the path of who is picked, or else of who moved last. */
  light(): void {
    const model = this.#model;
    if (model === undefined) return;
    const { picked } = model;
    const run = picked === null ? undefined : runOf(model, picked);
    const token = picked === null ? this.#moved : this.#tokens.get(run?.execution ?? '');
    const path = token?.path ?? run?.path ?? [];
    this.#drawing.light(path, hueOf(model, picked ?? token?.notebook ?? null));
    const whose = picked ?? token?.notebook;
    const where = path.at(-1);
    if (whose === undefined || whose === null) write(part('following'), 'Pick a notebook to see its path');
    else write(part('following'), where === undefined ? `${whose} has no execution` : `path of ${whose}`);
    part('follow-all').hidden = picked === null;
  }

  #tokenOf({ execution, notebook, path }: Run): Token {
    const known = this.#tokens.get(execution);
    if (known !== undefined) return known;
    const token = new Token(path, {
      drawing: this.#drawing,
      notebook,
      initials: initialsOf(notebook),
      hue: this.#model === undefined ? 0 : hueOf(this.#model, notebook),
      onArrival: (moved, left) => this.#arrived(moved, left),
      onGone: (gone) => {
        if (this.#tokens.get(execution) === gone) this.#tokens.delete(execution);
        if (gone.at !== undefined) this.#arrange(gone.at);
      },
    });
    this.#tokens.set(execution, token);
    return token;
  }

  #arrived(token: Token, left: string | undefined): void {
    const { at } = token;
    if (at === undefined) return;
    this.#count(at);
    this.#moved = token;
    if (left !== undefined) this.#arrange(left);
    this.#arrange(at);
    this.light();
  }

  #count(state: string): void {
    const count = (this.#passed.get(state) ?? 0) + 1;
    this.#passed.set(state, count);
  }

  /** Lines the dots up under a state, and counts them. */
  #arrange(state: string): void {
    const shape = this.#drawing.states.get(state);
    if (shape === undefined) return;
    const here = [...this.#tokens.values()].filter(({ at }) => at === state);
    here.forEach((token, index) => {
      token.place(shape.x + 20 + index * 24, shape.y + shape.height + 3);
      token.dot.classList.toggle('crowded', index >= room);
    });
    shape.here.classList.toggle('some', here.length > 0);
    const text = shape.here.querySelector('text');
    if (text !== null) write(text, String(here.length));
    const passed = this.#passed.get(state) ?? 0;
    if (shape.passed !== null) write(shape.passed, passed === 0 ? '' : `passed ${passed}`);
  }
}
