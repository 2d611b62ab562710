/** What becomes of a function's answer, and what API Gateway says by itself. */
import type { Outcome } from '../lambda/functions.ts';

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for HEAD. */
  readonly body: string;
  /** Whether `body` is base64 of what a client gets. */
  readonly isBase64Encoded: boolean;
}

/**
 * The words of 404 and 500 stand in the developer guide (http-api-develop-routes, http-api-troubleshooting-lambda),
 * 503 in github.com/cortexlabs/cortex/issues/1225. For what is too large or cannot be decoded the guide has quotas
 * (http-api-quotas) and no words: those are made like the others.
 */
const words = {
  400: 'Bad Request',
  404: 'Not Found',
  413: 'Request Entity Too Large',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

const json = (status: number, value: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: value,
  isBase64Encoded: false,
});

export const refusal = (status: keyof typeof words): HttpResponse =>
  json(status, JSON.stringify({ message: words[status] }));

interface Structured {
  readonly statusCode?: unknown;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly isBase64Encoded?: unknown;
  readonly cookies?: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const headersOf = (headers: unknown): Readonly<Record<string, string>> | undefined => {
  if (headers === undefined) return {};
  if (!isObject(headers) || !Object.values(headers).every(isScalar)) return undefined;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
};

const structured = (answer: Structured): HttpResponse => {
  if (answer.cookies !== undefined) throw new Error("the sandbox's HTTP API does not implement cookies");
  const { statusCode, body = '', isBase64Encoded = false } = answer;
  const headers = headersOf(answer.headers);
  const isStatus = Number.isInteger(statusCode) && Number(statusCode) >= 200 && Number(statusCode) < 600;
  if (
    !isStatus ||
    headers === undefined ||
    typeof body !== 'string' ||
    typeof isBase64Encoded !== 'boolean'
  ) {
    return refusal(500);
  }
  return { status: Number(statusCode), headers, body, isBase64Encoded };
};

/**
 * The answer as an HTTP response: an answer without a statusCode is the body of a 200 (payload format 2.0). A function
 * that failed or ran out of its own time is a 500, whatever it threw (github.com/aws/aws-sam-cli/issues/2590,
 * github.com/denoland/deno_registry2/issues/87), and so is a response in a form that API Gateway does not expect.
 */
export const responseOf = (outcome: Outcome): HttpResponse => {
  if (!outcome.ok) return refusal(500);
  const { payload } = outcome;
  if (isObject(payload) && 'statusCode' in payload) return structured(payload);
  return json(200, typeof payload === 'string' ? payload : JSON.stringify(payload));
};
