// The precedence of API Gateway's developer guide, http-api-develop-routes.
import { describe, expect, it } from 'vitest';
import { take } from '../../local/http-api/routes.ts';

const routes = [
  'GET /pets/dog/1',
  'GET /pets/dog/{id}',
  'GET /pets/{proxy+}',
  'ANY /{proxy+}',
  '$default',
].map((key) => ({ key, functionArn: 'f', timeoutMilliseconds: 30_000 }));

describe('a request', () => {
  it.each([
    ['GET', '/pets/dog/1', 'GET /pets/dog/1'],
    ['GET', '/pets/dog/2', 'GET /pets/dog/{id}'],
    ['GET', '/pets/cat/1', 'GET /pets/{proxy+}'],
    ['POST', '/test/5', 'ANY /{proxy+}'],
  ])('%s %s takes %s', (method, path, key) => {
    expect(take(routes, method, path)?.route.key).toBe(key);
  });
  it('that nothing else matches takes $default', () => {
    const some = routes.filter(({ key }) => !key.startsWith('ANY'));
    expect(take(some, 'POST', '/test/5')?.route.key).toBe('$default');
  });
  it('takes none where there is none for its method', () => {
    expect(take(routes.slice(0, 3), 'POST', '/pets/dog/1')).toBeUndefined();
  });
  it('prefers its own method to ANY', () => {
    const both = ['ANY /a', 'GET /a'].map((key) => ({ ...routes[0], key }) as (typeof routes)[number]);
    expect(take(both, 'GET', '/a')?.route.key).toBe('GET /a');
  });
});

describe('a path variable', () => {
  it('is one part, and never empty', () => {
    const one = routes.slice(1, 2);
    expect([take(one, 'GET', '/pets/dog/'), take(one, 'GET', '/pets/dog/1/2')]).toEqual([
      undefined,
      undefined,
    ]);
  });
  it('that is greedy is all the rest', () => {
    expect(take(routes, 'GET', '/pets/cat/1')?.pathParameters).toEqual({ proxy: 'cat/1' });
  });
});
