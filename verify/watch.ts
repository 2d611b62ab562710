/** Looks at the notebook again and again, tries the calls that its status forbids, and waits for what is to come. */

import { CannotGoOn } from '../cli/refused.ts';
import type { Time } from './account.ts';
import type { Described, TestNotebook } from './notebook.ts';
import type { Observations } from './observations.ts';
import { probeId, probes } from './probes.ts';

const every = 5_000;
export const minute = 60_000;

export class Watch {
  readonly #notebook: TestNotebook;
  readonly #time: Time;
  readonly #signal: AbortSignal;
  readonly #observations: Observations;
  readonly #statuses: { readonly status: string; readonly at: number }[] = [];
  readonly #tried = new Set<string>();

  constructor(notebook: TestNotebook, time: Time, signal: AbortSignal, observations: Observations) {
    this.#notebook = notebook;
    this.#time = time;
    this.#signal = signal;
    this.#observations = observations;
  }

  /** Each status in its turn, with when it was first seen. */
  get statuses(): readonly { readonly status: string; readonly at: number }[] {
    return this.#statuses;
  }

  /** @throws CannotGoOn when the notebook is not there */
  async look(): Promise<Described> {
    const described = await this.#notebook.describe();
    if (described === null) {
      throw new CannotGoOn(`expected ${this.#notebook.name}, got none: somebody deleted it`);
    }
    const { NotebookInstanceStatus: status = 'absent', RootAccess } = described;
    if (this.#statuses.at(-1)?.status !== status) this.#statuses.push({ status, at: this.#time.now() });
    if (status === 'Updating') this.#observations.saw('root while updating', RootAccess ?? 'absent');
    await this.#tryForbiddenCalls(status);
    return described;
  }

  /**
   * @param what for the error
   * @param limit milliseconds
   * @param find null while it is not there yet
   * @throws CannotGoOn when it does not come; the signal's reason
   */
  async until<Found>(
    what: string,
    limit: number,
    find: (described: Described) => Promise<Found | null>,
  ): Promise<Found> {
    const end = this.#time.now() + limit;
    for (;;) {
      this.#signal.throwIfAborted();
      const found = await find(await this.look());
      if (found !== null) return found;
      if (this.#time.now() >= end) {
        const status = this.#statuses.at(-1)?.status;
        throw new CannotGoOn(
          `expected ${what} within ${Math.round(limit / minute)} min, got none; the notebook is ${status}`,
        );
      }
      await this.#time.sleep(every, this.#signal);
    }
  }

  async #tryForbiddenCalls(status: string): Promise<void> {
    if (this.#tried.has(status)) return;
    this.#tried.add(status);
    for (const call of probes[status] ?? []) {
      const answer = await this.#notebook.try(call);
      // An answer about another status says nothing about this one; it may come again.
      if (!answer.includes(`(${status})`) && (await this.#status()) !== status) {
        this.#tried.delete(status);
        return;
      }
      this.#observations.saw(probeId(call, status), answer);
    }
  }

  async #status(): Promise<string | undefined> {
    return (await this.#notebook.describe())?.NotebookInstanceStatus;
  }
}
