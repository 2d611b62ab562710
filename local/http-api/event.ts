/**
 * What an HTTP API hands to a function: payload format version 2.0 (API Gateway developer guide,
 * http-api-develop-integrations-lambda). Which optional members are there when follows live captures: of
 * github.com/aws/aws-lambda-java-libs/pull/230, and of github.com/hotsock/voker, vokerhttp/testdata.
 */
import { bytesOf, type HttpRequest } from './request.ts';

export interface HttpApiEvent {
  readonly version: '2.0';
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: string[];
  readonly headers: Record<string, string>;
  readonly queryStringParameters?: Record<string, string>;
  readonly requestContext: {
    readonly accountId: string;
    readonly apiId: string;
    readonly domainName: string;
    readonly domainPrefix: string;
    readonly http: {
      readonly method: string;
      readonly path: string;
      readonly protocol: string;
      readonly sourceIp: string;
      readonly userAgent: string;
    };
    readonly requestId: string;
    readonly routeKey: string;
    readonly stage: string;
    readonly time: string;
    readonly timeEpoch: number;
  };
  readonly body?: string;
  readonly pathParameters?: Record<string, string>;
  readonly isBase64Encoded: boolean;
}

/** What is known of a request beside what its client sent. */
export interface Arrival {
  readonly accountId: string;
  readonly apiId: string;
  /** Of the endpoint, e.g. `id.execute-api.eu-west-1.amazonaws.com`. */
  readonly domainName: string;
  readonly routeKey: string;
  /** As the API decodes it. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly requestId: string;
  readonly traceId: string;
  readonly sourceIp: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/**
 * Everything else is binary to an HTTP API, a form too: which types are not stands in no document, but was tried
 * against AWS in June 2026 (github.com/ministackorg/ministack/pull/766).
 */
const isText = (contentType: string): boolean =>
  /^(text\/.+|application\/(json|xml|javascript))$/.test(
    contentType.split(';')[0]?.trim().toLowerCase() ?? '',
  );

/** Of one connection, not of the request. */
const hopByHop = ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** Names in lower case, values of one name joined with commas. */
const headersOf = ({ headers }: HttpRequest): Map<string, string> => {
  const joined = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (value === undefined || hopByHop.includes(lower)) continue;
    const values = [joined.get(lower) ?? [], value].flat();
    joined.set(lower, values.join(lower === 'cookie' ? '; ' : ','));
  }
  return joined;
};

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** E.g. `12/Mar/2020:19:03:58 +0000`. */
const logTime = (at: number): string => {
  const iso = new Date(at).toISOString();
  return `${iso.slice(8, 10)}/${months[Number(iso.slice(5, 7)) - 1]}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
};

const queryParameters = (query: string): Record<string, string> => {
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(query)) {
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return Object.fromEntries([...values].map(([name, all]) => [name, all.join(',')]));
};

const bodyOf = (
  request: HttpRequest,
  contentType: string,
): Pick<HttpApiEvent, 'body' | 'isBase64Encoded'> => {
  const bytes = bytesOf(request);
  if (bytes.length === 0) return { isBase64Encoded: false };
  return isText(contentType)
    ? { body: bytes.toString('utf8'), isBase64Encoded: false }
    : { body: bytes.toString('base64'), isBase64Encoded: true };
};

export const eventOf = (request: HttpRequest, arrival: Arrival): HttpApiEvent => {
  const headers = headersOf(request);
  const cookies = headers.get('cookie')?.split(/; */);
  headers.delete('cookie');
  headers.set('content-length', String(bytesOf(request).length));
  headers.set('host', arrival.domainName);
  headers.set('x-amzn-trace-id', arrival.traceId);
  headers.set('x-forwarded-for', [headers.get('x-forwarded-for') ?? [], arrival.sourceIp].flat().join(', '));
  headers.set('x-forwarded-port', '443');
  headers.set('x-forwarded-proto', 'https');
  const [, query = ''] = /\?(.*)$/s.exec(request.path) ?? [];
  const { routeKey, path, pathParameters } = arrival;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies === undefined ? {} : { cookies }),
    headers: Object.fromEntries([...headers].sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(query === '' ? {} : { queryStringParameters: queryParameters(query) }),
    requestContext: {
      accountId: arrival.accountId,
      apiId: arrival.apiId,
      domainName: arrival.domainName,
      domainPrefix: arrival.domainName.split('.')[0] ?? '',
      http: {
        method: request.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: arrival.sourceIp,
        userAgent: headers.get('user-agent') ?? '',
      },
      requestId: arrival.requestId,
      routeKey,
      stage: '$default',
      time: logTime(arrival.at),
      timeEpoch: arrival.at,
    },
    ...bodyOf(request, headers.get('content-type') ?? ''),
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters: { ...pathParameters } }),
  };
};
