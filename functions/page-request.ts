/** What API Gateway hands over and takes back: an HTTP API's payload format 2.0. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { MalformedInput } from './core/errors.ts';
import type { Page } from './core/page/layout.ts';
import { style } from './core/page/style.ts';

export interface PageRequest {
  readonly method: string;
  /** When API Gateway got it, in milliseconds since the epoch. */
  readonly now: number;
  /** The key in the path, empty where the route has none. */
  readonly key: string;
  /** In lower case, without parameters; empty where none is said. */
  readonly contentType: string;
  readonly body: Buffer;
}

const event = z.object({
  version: z.literal('2.0'),
  requestContext: z.object({ http: z.object({ method: z.string() }), timeEpoch: z.number() }),
  headers: z.record(z.string(), z.string()),
  pathParameters: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean(),
});

/** @throws MalformedInput for what no HTTP API hands over; it quotes nothing, since a path and a body hold keys */
export function parsePageRequest(raw: unknown): PageRequest {
  const parsed = event.safeParse(raw);
  if (!parsed.success) {
    const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new MalformedInput(`expected an event of payload format 2.0, got one with another ${where}`);
  }
  const { requestContext, headers, pathParameters, body = '', isBase64Encoded } = parsed.data;
  const [, contentType = ''] =
    Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type') ?? [];
  return {
    method: requestContext.http.method,
    now: requestContext.timeEpoch,
    key: pathParameters?.['key'] ?? '',
    contentType: contentType.split(';', 1).join('').trim().toLowerCase(),
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

export interface PageResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: false;
}

const styleHash = createHash('sha256').update(style).digest('base64');

/** Nothing is loaded, framed, kept, indexed or told to another site, and no script runs. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
};

export const responseOf = ({ html, status }: Page, method: string): PageResponse => ({
  statusCode: status,
  headers: status === 429 ? { ...headers, 'retry-after': '60' } : headers,
  body: method === 'HEAD' ? '' : html,
  isBase64Encoded: false,
});
