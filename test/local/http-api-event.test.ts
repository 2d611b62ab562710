/** What the HTTP API hands to a function, held to AWS's documentation; conformance/http-api.ts has more. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import documented from '../../conformance/http-api/documented.json' with { type: 'json' };
import { type Arrival, eventOf, type HttpApiEvent } from '../../local/http-api/event.ts';
import { decodedPath } from '../../local/http-api/path.ts';
import type { HttpRequest } from '../../local/http-api/request.ts';

const arrival: Arrival = {
  accountId: '123456789012',
  apiId: 'id',
  domainName: 'id.execute-api.us-west-2.amazonaws.com',
  routeKey: 'POST /answer',
  path: '/answer',
  pathParameters: {},
  requestId: 'ATfSmjLgPHcESJw=',
  traceId: 'Root=1-6a5145a9-1bae89e2512ec92d5d9438a0',
  sourceIp: '203.0.113.24',
  at: 1_783_711_145_766,
};
const form: HttpRequest = {
  method: 'POST',
  path: '/answer',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'a browser' },
  body: 'key=k&answer=acknowledge',
};
const get: HttpRequest = { method: 'GET', path: '/answer/k?a=1', headers: { 'User-Agent': 'a browser' } };
const arrivedGet: Arrival = {
  ...arrival,
  routeKey: 'GET /answer/{key}',
  path: '/answer/k',
  pathParameters: { key: 'k' },
};
const events: readonly (readonly [string, HttpApiEvent])[] = [
  ['a form', eventOf(form, arrival)],
  ['a GET', eventOf(get, arrivedGet)],
  ['cookies', eventOf({ ...get, headers: { Cookie: 'a=1; b=2' } }, arrivedGet)],
];

/** Each member with its type, as `a.b: string`; maps with names of their own are one member. */
const members = (value: unknown, at = ''): readonly string[] => {
  if (/^(headers|queryStringParameters|pathParameters)$/.test(at)) return [`${at}: map`];
  if (Array.isArray(value)) return [`${at}: list`];
  if (typeof value !== 'object' || value === null) return [`${at}: ${typeof value}`];
  return Object.entries(value).flatMap(([name, inner]) => members(inner, at === '' ? name : `${at}.${name}`));
};

describe.each(events)('%s', (_name, event) => {
  it("has AWS's own types", () => {
    // That it compiles is the point.
    const typed: APIGatewayProxyEventV2 = event;
    expect(typed.version).toBe('2.0');
  });
  it('has no member that the documented event has not, nor one of another type', () => {
    const known = members(documented.event);
    expect(members(event).filter((member) => !known.includes(member))).toEqual([]);
  });
});

describe('an event', () => {
  it('has neither cookies, query, parameters nor body where the request has none', () => {
    const { cookies, queryStringParameters, pathParameters, body } = eventOf(
      { method: 'GET', path: '/answer', headers: {} },
      arrival,
    );
    expect([cookies, queryStringParameters, pathParameters, body]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
  it('names headers in lower case, whatever their client wrote', () => {
    const { headers } = eventOf({ ...form, headers: { 'CONTENT-type': 'text/plain' } }, arrival);
    expect(headers).toMatchObject({ 'content-type': 'text/plain' });
  });
  it("knows the API's host, whatever its client wrote", () => {
    expect(eventOf({ ...get, headers: { Host: '127.0.0.1:4600' } }, arrivedGet).headers['host']).toBe(
      arrival.domainName,
    );
  });
  it('keeps what a client says of where it comes from before what the API knows', () => {
    const { headers } = eventOf({ ...get, headers: { 'X-Forwarded-For': '198.51.100.7' } }, arrivedGet);
    expect(headers['x-forwarded-for']).toBe('198.51.100.7, 203.0.113.24');
  });
});

// What was tried against AWS: https://github.com/ministackorg/ministack/pull/766
describe('a body', () => {
  const bodyOf = (contentType: string | undefined, body: string | Uint8Array) =>
    eventOf({ ...form, headers: { 'content-type': contentType }, body }, arrival);

  it.each([
    'text/plain',
    'text/html; charset=utf-8',
    'application/json',
    'application/xml',
    'application/javascript',
    'APPLICATION/JSON',
  ])('of %s is text', (contentType) => {
    expect(bodyOf(contentType, 'grüße')).toMatchObject({ body: 'grüße', isBase64Encoded: false });
  });
  it.each([
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'multipart/form-data; boundary=x',
    'image/png',
    'application/problem+json',
    undefined,
  ])('of %s is base64', (contentType) => {
    expect(bodyOf(contentType, 'grüße')).toMatchObject({
      body: Buffer.from('grüße').toString('base64'),
      isBase64Encoded: true,
    });
  });
  it('of any bytes arrives as those bytes', () => {
    const bytes = Uint8Array.from([0, 255, 128, 10]);
    const { body } = bodyOf('application/octet-stream', bytes);
    expect([...Buffer.from(String(body), 'base64')]).toEqual([...bytes]);
  });
  it('counts its length in bytes', () => {
    expect(bodyOf('text/plain', 'grüße').headers['content-length']).toBe('7');
  });
});

// What AWS did in July 2026: https://github.com/hotsock/voker/blob/main/vokerhttp/testdata/ingress-paths.json
describe('a path', () => {
  it.each([
    ['/capture/plain', '/capture/plain'],
    ['/capture/space%20value', '/capture/space value'],
    ['/capture/question%3Fvalue', '/capture/question'],
    ['/capture/percent%25done', undefined],
    ['/capture/hash%23value', '/capture/hash#value'],
    ['/capture/slash%2Fvalue', '/capture/slash/value'],
    ['/capture/unicode-%CE%BB-%E4%B8%96%E7%95%8C', '/capture/unicode-λ-世界'],
    ['/capture/literal%252Fvalue', '/capture/literal/value'],
    ['/capture/literal%253Fvalue', '/capture/literal?value'],
    ['/capture/literal%2525value', '/capture/literal%value'],
  ])('%s arrives as %s', (sent, arrives) => {
    expect(decodedPath(sent)).toBe(arrives);
  });
});
