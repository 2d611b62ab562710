/** The console's HTTP server: the page and what it loads, what happens as it happens, and what a person may do. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Asset } from './assets.ts';
import { isOurHost, isOurOrigin } from './same-site.ts';

/** Bytes; a story's longest happening is far shorter. */
const mostBody = 64 * 1024;

const security = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** What a person asks for cannot be done; `status` says whose mistake it is. */
export class Unable extends Error {
  override readonly name = 'Unable';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Handlers {
  /** What a browser loads, by its path. */
  asset(path: string): Asset | undefined;
  /** A browser begins to watch. */
  watch(response: http.ServerResponse): Promise<void>;
  /** What is asked for by GET, by its path; each answer is JSON. */
  readonly asked: Readonly<Record<string, () => Promise<unknown>>>;
  /** What is done by POST, by its path. @throws Unable */
  readonly done: Readonly<Record<string, (body: unknown) => Promise<unknown>>>;
  /** The page behind a mail's link. */
  page(request: http.IncomingMessage, body: Buffer, response: http.ServerResponse): Promise<void>;
}

const read = async (request: http.IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > mostBody) throw new Unable(413, `expected at most ${mostBody} bytes, got more`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
};

const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new Unable(400, 'expected JSON, got a text that is not');
  }
};

export class Server {
  readonly #server: http.Server;
  readonly #handlers: Handlers;

  private constructor(handlers: Handlers) {
    this.#handlers = handlers;
    this.#server = http.createServer((request, response) => void this.#serve(request, response));
  }

  /**
   * @param wanted the port; where it is taken and `orAny`, another
   * @throws Error when the port is taken
   */
  static async open(wanted: number, orAny: boolean, handlers: Handlers): Promise<Server> {
    const server = new Server(handlers);
    try {
      await server.#listen(wanted);
    } catch (error) {
      if (!orAny || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      await server.#listen(0);
    }
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', () => {
        this.#server.removeListener('error', reject);
        resolve();
      });
    });
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const send = (status: number, type: string, body: string): void => {
      response.writeHead(status, { ...security, 'content-type': type });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    try {
      if (!isOurHost(request, this.port))
        throw new Unable(403, 'expected 127.0.0.1 or localhost as the host');
      await this.#route(request, response, send);
    } catch (error) {
      const status = error instanceof Unable ? error.status : 500;
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else send(status, 'application/json', JSON.stringify({ error: message }));
    }
  }

  async #route(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    send: (status: number, type: string, body: string) => void,
  ): Promise<void> {
    const { method = '', url = '' } = request;
    const [pathname = ''] = url.split('?');
    // The page has rules of its own, and a browser that sends no referrer calls its form's origin "null".
    if (pathname === '/answer' || pathname.startsWith('/answer/')) {
      await this.#handlers.page(request, await read(request), response);
      return;
    }
    if (method === 'POST') {
      if (!isOurOrigin(request, this.port)) throw new Unable(403, "expected the console's own origin");
      const act = Object.hasOwn(this.#handlers.done, pathname) ? this.#handlers.done[pathname] : undefined;
      if (act === undefined) throw new Unable(404, `expected something that can be done, got ${pathname}`);
      send(200, 'application/json', JSON.stringify(await act(jsonOf(await read(request)))));
      return;
    }
    if (method !== 'GET' && method !== 'HEAD')
      throw new Unable(405, `expected GET, HEAD or POST, got ${method}`);
    if (pathname === '/watch' && method === 'GET') {
      await this.#handlers.watch(response);
      return;
    }
    const ask = Object.hasOwn(this.#handlers.asked, pathname) ? this.#handlers.asked[pathname] : undefined;
    const asset = this.#handlers.asset(pathname);
    if (asset !== undefined) send(200, asset.type, asset.body);
    else if (ask !== undefined) send(200, 'application/json', JSON.stringify(await ask()));
    else throw new Unable(404, `expected something of the console, got ${pathname}`);
  }
}
