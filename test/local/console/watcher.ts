/** Somebody who watches the console as a browser does: reads what the server sends, and asks it for things. */
import type { Message, WorldMessage } from '../../../local/console/messages.ts';

export class Watcher {
  readonly messages: Message[] = [];
  readonly #address: string;
  readonly #leave = new AbortController();
  #heard: () => void = () => undefined;

  constructor(address: string) {
    this.#address = address;
    void this.#listen();
  }

  /** The first message for which this holds, as soon as there is one; those before `from` do not count. */
  async until<Found extends Message>(
    is: (message: Message) => message is Found,
    from?: number,
  ): Promise<Found>;
  async until(is: (message: Message) => boolean, from?: number): Promise<Message>;
  async until(is: (message: Message) => boolean, from = 0): Promise<Message> {
    for (;;) {
      const found = this.messages.slice(from).find(is);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }

  world(from = 0): Promise<WorldMessage> {
    return this.until((message): message is WorldMessage => message.kind === 'world', from);
  }

  /** @returns the answer's status and its JSON */
  async tell(path: string, body: unknown): Promise<{ readonly status: number; readonly answer: unknown }> {
    const response = await fetch(`${this.#address}${path}`, {
      method: 'POST',
      headers: { origin: this.#address, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: await response.json() };
  }

  leave(): void {
    this.#leave.abort();
  }

  async #listen(): Promise<void> {
    const { body } = await fetch(`${this.#address}/watch`, { signal: this.#leave.signal });
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body ?? []) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) this.messages.push(JSON.parse(part.slice('data: '.length)) as Message);
        this.#heard();
      }
    } catch (error) {
      if (!this.#leave.signal.aborted) throw error;
    }
  }
}
