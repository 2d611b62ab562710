/**
 * A connection that stays within the process: HTTP as anywhere, but its bytes go from thread to thread instead of
 * through the kernel, whose sockets cost more than all that a double does for a call.
 */
import { Duplex } from 'node:stream';

type Done = (error?: Error | null) => void;

/** Where an end's bytes go, and the news that it is closed. */
export interface Far {
  /** @param bytes a copy that nobody else holds */
  send(bytes: Uint8Array): void;
  close(): void;
}

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
};

export class Wire extends Duplex {
  readonly #far: Far;

  constructor(far: Far) {
    super();
    this.#far = far;
  }

  /** What the other end sent. */
  arrived(bytes: Uint8Array): void {
    if (!this.destroyed) this.push(bytes);
  }

  override _read(): void {
    // Bytes come when they come.
  }

  override _write(chunk: Uint8Array, _encoding: string, done: Done): void {
    this.#far.send(joined([chunk]));
    done();
  }

  override _writev(chunks: { readonly chunk: Uint8Array }[], done: Done): void {
    this.#far.send(joined(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#far.close();
    done(error);
  }

  // What node:http asks of a socket beyond a stream has no meaning here.
  setKeepAlive(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
