import http from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Server, Unable } from '../../../local/console/server.ts';

let server: Server;
const done: unknown[] = [];
const pages: string[] = [];
beforeAll(async () => {
  server = await Server.open(0, false, {
    asset: (path) => (path === '/' ? { type: 'text/html', body: 'the page' } : undefined),
    watch: async (response) => void response.end('watched'),
    asked: { '/stories': async () => ['a story'] },
    done: {
      '/happen': async (body) => {
        done.push(body);
        return {};
      },
      '/play': async () => {
        throw new Unable(422, 'expected a story');
      },
    },
    page: async ({ method = '', url = '' }, body, response) => {
      pages.push(`${method} ${url} ${body}`);
      response.end('the answer page');
    },
  });
});
afterAll(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

const send = (
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port: server.port, method, path, headers },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const own = () => ({ origin: `http://127.0.0.1:${server.port}` });

describe('a request', () => {
  it('of the page is answered', async () => {
    expect(await send('GET', '/')).toMatchObject({ status: 200, body: 'the page' });
  });

  it('by the name localhost is answered', async () => {
    expect(await send('GET', '/', { host: `localhost:${server.port}` })).toMatchObject({ status: 200 });
  });

  it.each(['example.com', '127.0.0.1', '127.0.0.1:1'])('for the host %j is refused', async (host) => {
    expect(await send('GET', '/', { host })).toMatchObject({ status: 403 });
  });

  it('for another host is refused on the answer page too', async () => {
    await send('GET', '/answer/key', { host: 'rebound.example.com' });
    expect(pages).toEqual([]);
  });

  it.each([
    ['GET', '/nothing', 404],
    ['GET', '/__proto__', 404],
    ['GET', '//', 404],
    ['POST', '/nothing', 404],
    ['PUT', '/', 405],
    ['POST', '/play', 422],
  ])('%s %s is answered with %i', async (method, path, status) => {
    const body = method === 'GET' ? '' : '{}';
    expect(await send(method, path, own(), body)).toMatchObject({ status });
  });
});

describe('what changes anything', () => {
  it('is done for the page itself', async () => {
    done.length = 0;
    expect(await send('POST', '/happen', own(), '[1]')).toMatchObject({ status: 200 });
    expect(done).toEqual([[1]]);
  });

  it.each(['http://example.com', 'null', 'http://127.0.0.1:1', 'https://127.0.0.1:4600'])(
    'is not done for a page of %s',
    async (origin) => {
      done.length = 0;
      expect(await send('POST', '/happen', { origin }, '[1]')).toMatchObject({ status: 403 });
      expect(done).toEqual([]);
    },
  );

  it('is not done where no origin is named', async () => {
    done.length = 0;
    expect(await send('POST', '/happen', {}, '[1]')).toMatchObject({ status: 403 });
    expect(done).toEqual([]);
  });

  it('is refused where it is no JSON', async () => {
    expect(await send('POST', '/happen', own(), '{')).toMatchObject({ status: 400 });
  });

  it('is refused where it is too large', async () => {
    expect(await send('POST', '/happen', own(), `"${'x'.repeat(70_000)}"`)).toMatchObject({ status: 413 });
  });
});

it('the answer page gets its form, whose origin is null because it sends no referrer', async () => {
  await send('POST', '/answer', { origin: 'null' }, 'key=k');
  expect(pages).toEqual(['POST /answer key=k']);
});

it('nothing may be loaded from another host', async () => {
  const { headers } = await send('GET', '/');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/https?:|unsafe|\*/);
});
