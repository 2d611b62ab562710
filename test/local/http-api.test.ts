import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { type Exchange, HttpApi } from '../../local/http-api.ts';
import type { Outcome } from '../../local/lambda/functions.ts';
import { seededRandom } from '../../local/random.ts';
import type { HttpRoute } from '../../local/template/http-api.ts';
import type { InvokePermission } from '../../local/template/invoke-permissions.ts';

const functionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:page';
const arn = 'arn:aws:execute-api:eu-west-1:111122223333:answer';
const route = (key: string): HttpRoute => ({ key, functionArn, timeoutMilliseconds: 30_000 });
const permission = (sourceArn: string | null): InvokePermission => ({
  functionArn,
  principal: 'apigateway.amazonaws.com',
  sourceArn,
});

interface Given {
  readonly keys?: readonly string[];
  readonly permissions?: readonly InvokePermission[];
  /** What the function answers, after how many milliseconds. */
  readonly answer?: Outcome;
  readonly after?: number;
}

const page: Outcome = { ok: true, payload: { statusCode: 200, headers: {}, body: 'page' } };

const apiOf = (given: Given = {}) => {
  const { keys = ['GET /answer/{key}', 'HEAD /answer/{key}', 'POST /answer'] } = given;
  const { permissions = [permission(`${arn}/*/*`)], answer = page, after = 0 } = given;
  const clock = new VirtualClock(Date.parse('2026-11-23T09:00:00Z'));
  const events: unknown[] = [];
  const exchanges: Exchange[] = [];
  const api = new HttpApi({
    description: {
      id: 'answer',
      arn,
      endpoint: 'https://answer.execute-api.eu-west-1.amazonaws.com',
      routes: keys.map(route),
    },
    permissions,
    accountId: '111122223333',
    clock,
    random: seededRandom(1),
    functions: {
      invoke: (_arn, event) => {
        events.push(event);
        return new Promise((resolve) => clock.after(after, 'world', () => resolve(answer)));
      },
    },
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const request = async (method: string, path: string, body = '', headers: Record<string, string> = {}) => {
    const answered = api.request({ method, path, headers, body });
    while (await clock.step()) await new Promise((resolve) => setImmediate(resolve));
    return answered;
  };
  return { request, events, exchanges, clock };
};

const message = (text: string): string => JSON.stringify({ message: text });

describe('a request', () => {
  it('is answered with what the function answers', async () => {
    const answer: Outcome = {
      ok: true,
      payload: { statusCode: 422, headers: { 'Cache-Control': 'no-store' }, body: 'no' },
    };
    const { status, headers, body } = await apiOf({ answer }).request('POST', '/answer', 'a=1');
    expect({ status, headers, body }).toMatchObject({
      status: 422,
      headers: { 'cache-control': 'no-store', 'content-length': '2' },
      body: 'no',
    });
  });
  it('that no route matches is not found, and calls nobody', async () => {
    const { request, events } = apiOf();
    const { status, body } = await request('DELETE', '/answer/k');
    expect({ status, body, events }).toEqual({ status: 404, body: message('Not Found'), events: [] });
  });
  it('bears the id that its function was told', async () => {
    const { request, events } = apiOf();
    const { headers } = await request('GET', '/answer/k');
    expect(events).toMatchObject([{ requestContext: { requestId: headers['apigw-requestid'] } }]);
  });
  it('arrives with the time that it is', async () => {
    const { request, events } = apiOf();
    await request('GET', '/answer/k');
    expect(events).toMatchObject([
      { requestContext: { time: '23/Nov/2026:09:00:00 +0000', timeEpoch: 1_795_424_400_000 } },
    ]);
  });
  it('hands path parameters over as the API decodes them', async () => {
    const { request, events } = apiOf();
    await request('GET', '/answer/a%20b');
    expect(events).toMatchObject([{ rawPath: '/answer/a b', pathParameters: { key: 'a b' } }]);
  });
  it('whose path cannot be decoded calls nobody', async () => {
    const { request, events } = apiOf();
    expect((await request('GET', '/answer/%')).status).toBe(400);
    expect(events).toEqual([]);
  });
  it('is heard of when it arrives and when it is answered', async () => {
    const { request, exchanges } = apiOf();
    await request('GET', '/answer/k');
    expect(exchanges.map(({ response }) => response?.status ?? null)).toEqual([null, 200]);
  });
});

describe('a HEAD', () => {
  it('has no body, and the headers of its answer', async () => {
    const { body, headers } = await apiOf().request('HEAD', '/answer/k');
    expect({ body, length: headers['content-length'] }).toEqual({ body: '', length: '4' });
  });
  it('is not found where only GET has a route', async () => {
    const api = apiOf({ keys: ['GET /answer/{key}'] });
    expect((await api.request('HEAD', '/answer/k')).status).toBe(404);
  });
});

describe('what is too large', () => {
  it('is refused beyond 10 MB of body', async () => {
    const { request, events } = apiOf();
    expect((await request('POST', '/answer', 'x'.repeat(10 * 1024 * 1024 + 1))).status).toBe(413);
    expect(events).toEqual([]);
  });
  it('is not refused at 10 MB of body', async () => {
    expect((await apiOf().request('POST', '/answer', 'x'.repeat(10 * 1024 * 1024))).status).toBe(200);
  });
  it('is refused beyond 10,240 bytes of request line and header values', async () => {
    const { request, events } = apiOf();
    expect((await request('GET', '/answer/k', '', { cookie: 'x'.repeat(10_240) })).status).toBe(431);
    expect(events).toEqual([]);
  });
});

describe("a function's own policy", () => {
  const denied = { status: 500, body: message('Internal Server Error') };
  it.each([
    ['no permission', []],
    ['a permission for another API', [permission('arn:aws:execute-api:eu-west-1:111122223333:other/*/*')]],
    ['a permission for another route', [permission(`${arn}/*/*/answer/{key}`)]],
    [
      "another service's permission",
      [{ functionArn, principal: 'events.amazonaws.com', sourceArn: `${arn}/*/*` }],
    ],
  ])('with %s fails the request, and the function is not called', async (_what, permissions) => {
    const { request, events } = apiOf({ permissions });
    expect(await request('POST', '/answer')).toMatchObject(denied);
    expect(events).toEqual([]);
  });
  it.each([
    ['a permission for anything', null],
    ['a permission as CDK writes it', `${arn}/*/*/answer`],
    ['a permission for stage, method and path', `${arn}/$default/POST/answer`],
  ])('with %s lets it in', async (_what, sourceArn) => {
    const { request } = apiOf({ permissions: [permission(sourceArn)] });
    expect((await request('POST', '/answer')).status).toBe(200);
  });
  it('is asked for the $default route by that name', async () => {
    const { request } = apiOf({ keys: ['$default'], permissions: [permission(`${arn}/$default/$default`)] });
    expect((await request('GET', '/anything')).status).toBe(200);
  });
});

describe('a function', () => {
  it('that fails is an internal error, and what it threw is told nobody', async () => {
    const answer: Outcome = { ok: false, payload: { errorType: 'Error', errorMessage: 'secret', trace: [] } };
    const { status, body } = await apiOf({ answer }).request('GET', '/answer/k');
    expect({ status, body }).toEqual({ status: 500, body: message('Internal Server Error') });
  });
  it('that is slower than the API waits is unavailable', async () => {
    const { status, body } = await apiOf({ after: 30_001 }).request('GET', '/answer/k');
    expect({ status, body }).toEqual({ status: 503, body: message('Service Unavailable') });
  });
  it('that is just in time is heard', async () => {
    expect((await apiOf({ after: 29_999 }).request('GET', '/answer/k')).status).toBe(200);
  });
});

describe('an answer', () => {
  const answered = async (payload: unknown) =>
    apiOf({ answer: { ok: true, payload } }).request('GET', '/answer/k');
  const inferred = { status: 200, headers: { 'content-type': 'application/json' } };

  it('that is a bare text is the body of a 200', async () => {
    expect(await answered('Hello from Lambda!')).toMatchObject({ ...inferred, body: 'Hello from Lambda!' });
  });
  it('without a status is JSON, whole', async () => {
    expect(await answered({ message: 'hello' })).toMatchObject({ ...inferred, body: '{"message":"hello"}' });
  });
  it('may be bytes', async () => {
    const payload = { statusCode: 200, body: 'AP8=', isBase64Encoded: true };
    expect(await answered(payload)).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
  });
  it('counts the length of the bytes', async () => {
    const payload = { statusCode: 200, body: 'AP8=', isBase64Encoded: true };
    expect((await answered(payload)).headers['content-length']).toBe('2');
  });
  it.each([
    ['a status that is no number', { statusCode: 'ok', body: '' }],
    ['a status that HTTP has not', { statusCode: 99, body: '' }],
    ['a body that is no text', { statusCode: 200, body: { hey: 'dude' } }],
    ['headers that are no texts', { statusCode: 200, headers: { a: ['b'] }, body: '' }],
    ['an encoding that is neither', { statusCode: 200, body: '', isBase64Encoded: 'no' }],
  ])('with %s is an internal error', async (_what, payload) => {
    const { status, body } = await answered(payload);
    expect({ status, body }).toEqual({ status: 500, body: message('Internal Server Error') });
  });
});
