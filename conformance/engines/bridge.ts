/** Lambda's Invoke over HTTP, so that an engine of somebody else's calls the bundles that the sandbox runs. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Outcome } from '../../local/lambda/functions.ts';

/** @param functionName as the request's path has it: a name or an ARN */
export type Invoke = (functionName: string, payload: unknown) => Promise<Outcome>;

const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/**
 * Lambda API Reference, Invoke: a function that failed answers 200 too, its error is the payload and
 * X-Amz-Function-Error says so.
 */
export class LambdaBridge {
  readonly #server: http.Server;

  private constructor(invoke: Invoke, onFailure: (error: unknown) => void) {
    this.#server = http.createServer((request, response) => {
      const name = path.exec(request.url ?? '')?.[1];
      if (request.method !== 'POST' || name === undefined) {
        response.writeHead(501, { 'content-type': 'text/plain' });
        response.end(
          `expected POST /2015-03-31/functions/NAME/invocations, got ${request.method} ${request.url}\n`,
        );
        return;
      }
      text(request)
        .then((body) => invoke(decodeURIComponent(name), JSON.parse(body === '' ? '{}' : body)))
        .then(({ ok, payload }) => {
          response.writeHead(200, {
            'content-type': 'application/json',
            'x-amz-executed-version': '$LATEST',
            ...(ok ? {} : { 'x-amz-function-error': 'Unhandled' }),
          });
          response.end(JSON.stringify(payload ?? null));
        })
        .catch((error: unknown) => {
          onFailure(error);
          response.destroy();
        });
    });
  }

  /** @param onFailure hears of what is no function's error; the engine then sees a broken connection */
  static async open(invoke: Invoke, onFailure: (error: unknown) => void): Promise<LambdaBridge> {
    const bridge = new LambdaBridge(invoke, onFailure);
    await new Promise<void>((resolve, reject) => {
      bridge.#server.once('error', reject);
      bridge.#server.listen(0, '127.0.0.1', resolve);
    });
    return bridge;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
