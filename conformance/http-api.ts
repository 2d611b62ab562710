/** Holds what the sandbox's HTTP API hands to a function, payload format 2.0, to AWS's own schema and to what AWS sent. */
import { APIGatewayProxyEventV2Schema } from '@aws-lambda-powertools/parser/schemas';
import { type Arrival, eventOf } from '../local/http-api/event.ts';
import { decodedPath } from '../local/http-api/path.ts';
import { bytesOf, type HttpRequest } from '../local/http-api/request.ts';
import captured from './http-api/captured.json' with { type: 'json' };
import { type Difference, type Row, rowOf, verdictOf } from './row.ts';

const { requestContext } = captured.event;
const arrival: Arrival = {
  accountId: requestContext.accountId,
  apiId: requestContext.apiId,
  domainName: requestContext.domainName,
  routeKey: requestContext.routeKey,
  path: '/answer',
  pathParameters: {},
  requestId: requestContext.requestId,
  traceId: captured.event.headers['x-amzn-trace-id'],
  sourceIp: requestContext.http.sourceIp,
  at: requestContext.timeEpoch,
};

const post = (contentType: string, body: string | Uint8Array): HttpRequest => ({
  method: 'POST',
  path: '/answer',
  headers: { 'CONTENT-Type': contentType, 'User-Agent': 'a browser' },
  body,
});
const get: HttpRequest = { method: 'GET', path: '/answer/k?a=1&a=2', headers: { 'User-Agent': 'a browser' } };

const requests: Readonly<Record<string, HttpRequest>> = {
  'a form': post('application/x-www-form-urlencoded', 'key=k&answer=acknowledge'),
  'a form of several parts': post('multipart/form-data; boundary=x', '--x--'),
  text: post('text/plain; charset=utf-8', 'grüße'),
  bytes: post('application/octet-stream', Uint8Array.from([0, 255, 128, 10])),
  'no body': post('text/plain', ''),
  GET: get,
  HEAD: { ...get, method: 'HEAD' },
  cookies: { ...get, headers: { COOKIE: 'a=1; b=2' } },
  'one header twice': { ...get, headers: { Accept: ['text/html', '*/*'] } },
  'no headers': { ...get, headers: {} },
};

/** Each member whose value differs, by its path. */
function differences(expected: unknown, got: unknown, where = 'event'): readonly Difference[] {
  if (typeof expected !== 'object' || typeof got !== 'object' || expected === null || got === null) {
    return expected === got ? [] : [{ where, expected, got }];
  }
  const [those, ours] = [new Map(Object.entries(expected)), new Map(Object.entries(got))];
  return [...new Set([...those.keys(), ...ours.keys()])].flatMap((name) =>
    differences(those.get(name), ours.get(name), `${where}.${name}`),
  );
}

const toSchema = (event: unknown): readonly Difference[] =>
  (APIGatewayProxyEventV2Schema.safeParse(event).error?.issues ?? []).map(({ path, message }) => ({
    where: ['event', ...path].join('.'),
    expected: message,
    got: event,
  }));

/** A body arrives as the very bytes that were sent. */
const toBytes = (request: HttpRequest, { body = '', isBase64Encoded }: ReturnType<typeof eventOf>) =>
  differences(
    bytesOf(request).toString('hex'),
    Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('hex'),
    'event.body',
  );

/** @param make the event of a request: the sandbox's, but where it is broken on purpose */
export function judgeHttpApi(make: typeof eventOf = eventOf): readonly Row[] {
  const belief = 'the HTTP API hands functions events of payload format 2.0';
  const ours = Object.entries(requests).map(([id, request]) => {
    const event = make(request, { ...arrival, routeKey: `${request.method} /answer` });
    return { id, verdict: verdictOf(id, [...toSchema(event), ...toBytes(request, event)]) };
  });
  const path = decodedPath(captured.request.path.split('?')[0] ?? '') ?? '';
  const id = 'a request with headers, cookies and a query';
  const event = make(captured.request, { ...arrival, path });
  return [
    rowOf(belief, "Powertools for AWS Lambda's schema", ours),
    rowOf(belief, 'an event that AWS sent', [
      { id, verdict: verdictOf(id, differences(captured.event, event)) },
    ]),
  ];
}
