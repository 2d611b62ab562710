/** The loopback endpoint that AWS SDK clients talk to, whatever the service; what an answer is, others say. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { awsJson } from './http/aws-json.ts';
import { accessKeyOf } from './http/credential.ts';
import type { Parsed, Protocol, Response } from './http/protocol.ts';
import { snsQuery } from './http/query.ts';
import type { AwsError } from './service.ts';

const protocols: readonly Protocol[] = [...awsJson, snsQuery];

/** A call that waits for its answer. Exactly one of the last three ends it. */
export interface WireCall extends Parsed {
  readonly accessKeyId: string | undefined;
  readonly userAgent: string;
  /** @param now the virtual time, which clients set their clock by */
  answer(output: unknown, requestId: string, now: number): void;
  refuse(error: AwsError, requestId: string, now: number): void;
  /** Breaks the connection; the caller never learns what came of it. */
  drop(): void;
}

/** What went over the wire for one call, for those who hold it to AWS's published models. */
export interface Exchange {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string | string[] | undefined>>;
    readonly body: string;
  };
  /** Undefined until it is answered; a call that was broken off stays so. */
  response: Response | undefined;
}

export interface DoorOptions {
  /** Hears of every request as it arrives. */
  readonly onExchange?: (exchange: Exchange) => void;
}

const read = async (request: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

export class HttpDoor {
  readonly #server: http.Server;
  readonly #onCall: (call: WireCall) => void;
  readonly #onExchange: ((exchange: Exchange) => void) | undefined;

  private constructor(onCall: (call: WireCall) => void, { onExchange }: DoorOptions) {
    this.#onCall = onCall;
    this.#onExchange = onExchange;
    this.#server = http.createServer((request, response) => void this.#serve(request, response));
    // A server that gives up idle connections breaks the call that is just being sent on one.
    this.#server.keepAliveTimeout = 0;
    this.#server.requestTimeout = 0;
    this.#server.headersTimeout = 0;
  }

  static async open(onCall: (call: WireCall) => void, options: DoorOptions = {}): Promise<HttpDoor> {
    const door = new HttpDoor(onCall, options);
    await new Promise<void>((resolve, reject) => {
      door.#server.once('error', reject);
      door.#server.listen(0, '127.0.0.1', resolve);
    });
    door.#server.unref();
    return door;
  }

  /** What AWS_ENDPOINT_URL is to be. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Takes a connection that came another way than by its port. */
  connect(connection: Duplex): void {
    this.#server.emit('connection', connection);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const { headers, method = '', url = '' } = request;
    const body = await read(request);
    const exchange: Exchange = { request: { method, path: url, headers, body }, response: undefined };
    this.#onExchange?.(exchange);
    for (const protocol of protocols) {
      const parsed = protocol.parse({ headers, body });
      if (parsed === undefined) continue;
      const send = (wire: Response, now: number): void => {
        exchange.response = wire;
        const date = new Date(now).toUTCString();
        response.sendDate = false;
        response.writeHead(wire.status, {
          ...wire.headers,
          date,
          'content-length': Buffer.byteLength(wire.body),
        });
        response.end(wire.body);
      };
      this.#onCall({
        ...parsed,
        accessKeyId: accessKeyOf(headers.authorization),
        userAgent: headers['user-agent'] ?? '',
        answer: (output, requestId, now) => send(protocol.answer(parsed.operation, output, requestId), now),
        refuse: (error, requestId, now) => send(protocol.refuse(error, requestId), now),
        drop: () => void response.destroy(),
      });
      return;
    }
    response.writeHead(404, { 'content-type': 'text/plain' });
    response.end(
      `expected a call of SageMaker, Step Functions, DynamoDB, CloudTrail or SNS, got ${request.method} ${request.url} with x-amz-target ${headers['x-amz-target'] ?? '(none)'}\n`,
    );
  }
}
