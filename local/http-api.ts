/**
 * API Gateway's HTTP API as far as a page behind a link needs it: routes to functions, and what its clients get.
 * Nobody is throttled, and nothing is logged.
 */
import type { VirtualClock } from './clock.ts';
import { eventOf } from './http-api/event.ts';
import { decodedPath } from './http-api/path.ts';
import { bytesOf, type HttpRequest } from './http-api/request.ts';
import { type HttpResponse, refusal, responseOf } from './http-api/response.ts';
import { type Taken, take } from './http-api/routes.ts';
import type { Outcome } from './lambda/functions.ts';
import type { Random } from './random.ts';
import type { HttpApiDescription, HttpRoute } from './template/http-api.ts';
import { type InvokePermission, mayInvoke } from './template/invoke-permissions.ts';

export type { HttpRequest } from './http-api/request.ts';
export type { HttpResponse } from './http-api/response.ts';

/** A request, and what it was answered; null until then. */
export interface Exchange {
  /** When the request arrived, milliseconds since the epoch. */
  readonly at: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse | null;
}

/** Bytes (API Gateway developer guide, http-api-quotas). */
const mostBody = 10 * 1024 * 1024;
const mostHead = 10_240;

/** Somebody's, of the block for documentation. */
const sourceIp = '203.0.113.24';

const headSize = ({ method, path, headers }: HttpRequest): number =>
  Buffer.byteLength(`${method} ${path} HTTP/1.1`) +
  Object.values(headers)
    .flat()
    .reduce((sum, value) => sum + Buffer.byteLength(value ?? ''), 0);

/** What invokes functions; a rejection is a defect of the sandbox, never a function's error. */
interface Invoker {
  invoke(functionArn: string, payload: unknown): Promise<Outcome>;
}

export class HttpApi {
  /** Without a trailing slash. */
  readonly endpoint: string;
  readonly #description: HttpApiDescription;
  readonly #permissions: readonly InvokePermission[];
  readonly #accountId: string;
  readonly #clock: VirtualClock;
  readonly #random: Random;
  readonly #functions: Invoker;
  readonly #onExchange: (exchange: Exchange) => void;

  /** @param onExchange hears of each request twice: when it arrives, and when it is answered */
  constructor(options: {
    readonly description: HttpApiDescription;
    readonly permissions: readonly InvokePermission[];
    readonly accountId: string;
    readonly clock: VirtualClock;
    readonly random: Random;
    readonly functions: Invoker;
    readonly onExchange?: ((exchange: Exchange) => void) | undefined;
  }) {
    this.endpoint = options.description.endpoint;
    this.#description = options.description;
    this.#permissions = options.permissions;
    this.#accountId = options.accountId;
    this.#clock = options.clock;
    this.#random = options.random;
    this.#functions = options.functions;
    this.#onExchange = options.onExchange ?? (() => undefined);
  }

  /** Begins at once, at the present virtual time; whoever drives the world lets it end. */
  async request(request: HttpRequest): Promise<HttpResponse> {
    const at = this.#clock.now();
    const requestId = this.#id(16);
    this.#onExchange({ at, request, response: null });
    const answered = await this.#answer(request, at, requestId);
    const size = Buffer.byteLength(answered.body, answered.isBase64Encoded ? 'base64' : 'utf8');
    const response: HttpResponse = {
      ...answered,
      headers: {
        ...answered.headers,
        date: new Date(this.#clock.now()).toUTCString(),
        'content-length': String(size),
        'apigw-requestid': requestId,
      },
      body: request.method === 'HEAD' ? '' : answered.body,
    };
    this.#onExchange({ at, request, response });
    return response;
  }

  async #answer(request: HttpRequest, at: number, requestId: string): Promise<HttpResponse> {
    if (headSize(request) > mostHead) return refusal(431);
    if (bytesOf(request).length > mostBody) return refusal(413);
    const [sent = ''] = request.path.split('?');
    const path = decodedPath(sent);
    if (path === undefined) return refusal(400);
    const taken = take(this.#description.routes, request.method, sent);
    if (taken === undefined) return refusal(404);
    if (!this.#isAllowed(taken.route)) return refusal(500);
    const event = eventOf(request, { ...this.#arrival(taken), path, requestId, at });
    const outcome = await this.#inTime(taken.route, event);
    return outcome === undefined ? refusal(503) : responseOf(outcome);
  }

  #arrival({ route, pathParameters }: Taken) {
    const { id, endpoint } = this.#description;
    const seconds = Math.floor(this.#clock.now() / 1_000).toString(16);
    return {
      accountId: this.#accountId,
      apiId: id,
      domainName: new URL(endpoint).host,
      routeKey: route.key,
      pathParameters: Object.fromEntries(
        Object.entries(pathParameters).map(([name, value]) => [name, decodedPath(value) ?? value]),
      ),
      traceId: `Root=1-${seconds}-${this.#random.uuid().replaceAll('-', '').slice(0, 24)}`,
      sourceIp,
    };
  }

  /** Whether the function's own policy lets the API in for this route: its source is stage, method and path. */
  #isAllowed({ key, functionArn }: HttpRoute): boolean {
    const source = `${this.#description.arn}/$default/${key.replace(' ', '')}`;
    return mayInvoke(this.#permissions, functionArn, 'apigateway.amazonaws.com', source);
  }

  /** @returns undefined where the function takes longer than API Gateway waits; it goes on all the same */
  #inTime(route: HttpRoute, event: unknown): Promise<Outcome | undefined> {
    return new Promise((resolve, reject) => {
      const timeout = this.#clock.after(route.timeoutMilliseconds, 'timer', () => resolve(undefined));
      this.#functions.invoke(route.functionArn, event).then((outcome) => {
        timeout.cancel();
        resolve(outcome);
      }, reject);
    });
  }

  /** In the form of AWS's own, e.g. `ATfSmjLgPHcESJw=`. */
  #id(length: number): string {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const any = (): string => letters.charAt(Math.floor(this.#random() * letters.length));
    return `${Array.from({ length: length - 1 }, any).join('')}=`;
  }
}
