/** Who watches: each browser gets all there is, and then what changes, as server-sent events. */
import type { ServerResponse } from 'node:http';
import type { Message } from './messages.ts';

/** Bytes that wait for a browser that does not read; it comes back by itself and gets all there is anew. */
const patience = 8_000_000;

/** Milliseconds: the clock changes with everything that happens, and is shown as often as a person can see. */
const clockEvery = 40;

const written = (message: Message): string => `data: ${JSON.stringify(message)}\n\n`;

export class Watchers {
  readonly #watching = new Set<ServerResponse>();
  #clock: Message | undefined;

  /** @param first all there is */
  join(response: ServerResponse, first: Message): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(written(first));
    this.#watching.add(response);
    response.on('close', () => this.#watching.delete(response));
  }

  tell(message: Message): void {
    if (message.kind === 'clock') this.#tellSoon(message);
    else this.#send(message);
  }

  close(): void {
    for (const response of this.#watching) response.end();
  }

  #tellSoon(clock: Message): void {
    if (this.#clock === undefined) {
      setTimeout(() => {
        if (this.#clock !== undefined) this.#send(this.#clock);
        this.#clock = undefined;
      }, clockEvery).unref();
    }
    this.#clock = clock;
  }

  #send(message: Message): void {
    const text = written(message);
    for (const response of this.#watching) {
      if (response.writableLength > patience) response.destroy();
      else response.write(text);
    }
  }
}
