/**
 * Which route a request takes: the full match, then a greedy path variable, then `$default` (API Gateway developer
 * guide, http-api-develop-routes). A method of its own goes before ANY, a literal part before a variable. There is no
 * HEAD of a GET: a method that no route names is not found.
 */
import type { HttpRoute } from '../template/http-api.ts';

export interface Taken {
  readonly route: HttpRoute;
  /** As they were sent. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Candidate extends Taken {
  /** Compared from the left; the smaller goes first. */
  readonly rank: readonly number[];
}

/** Literal, variable, greedy: how well one part fits. */
const fits = { literal: 0, variable: 1, greedy: 2, none: 3 };

const along = (
  route: HttpRoute,
  pattern: readonly string[],
  sent: readonly string[],
): Candidate | undefined => {
  const pathParameters: Record<string, string> = {};
  const rank: number[] = [];
  for (const [index, part] of pattern.entries()) {
    const [, variable, greedy] = /^\{([^+}]+)(\+)?\}$/.exec(part) ?? [];
    const value = sent[index];
    if (value === undefined || (variable === undefined ? value !== part : value === '')) return undefined;
    if (greedy !== undefined) {
      pathParameters[String(variable)] = sent.slice(index).join('/');
      return { route, pathParameters, rank: [...rank, fits.greedy] };
    }
    if (variable !== undefined) pathParameters[variable] = value;
    rank.push(variable === undefined ? fits.literal : fits.variable);
  }
  return pattern.length === sent.length ? { route, pathParameters, rank } : undefined;
};

const candidate = (route: HttpRoute, method: string, sent: readonly string[]): Candidate | undefined => {
  if (route.key === '$default') return { route, pathParameters: {}, rank: [fits.none] };
  const [routeMethod = '', pattern = ''] = route.key.split(' ');
  if (routeMethod !== 'ANY' && routeMethod !== method) return undefined;
  const found = along(route, pattern.split('/').slice(1), sent);
  return found && { ...found, rank: [...found.rank, routeMethod === 'ANY' ? 1 : 0] };
};

const compare = (a: Candidate, b: Candidate): number => {
  const at = a.rank.findIndex((rank, index) => rank !== b.rank[index]);
  return at === -1 ? 0 : (a.rank[at] ?? 0) - (b.rank[at] ?? 0);
};

/** @param path as it was sent, without the query */
export const take = (routes: readonly HttpRoute[], method: string, path: string): Taken | undefined => {
  const sent = path.split('/').slice(1);
  return routes.flatMap((route) => candidate(route, method, sent) ?? []).sort(compare)[0];
};
