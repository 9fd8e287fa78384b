import { notFound, Problem } from './problem.ts';
import type { Route } from './route.ts';

/** The route of a method and path, with its parameters. Throws 404 for an unknown path and 405 (with Allow) for another method's. */
export function find<D>(
  routes: readonly Route<D>[],
  method: string,
  path: string,
): { route: Route<D>; params: Readonly<Record<string, string>> } {
  const segments = decoded(path);
  const here = routes.flatMap((route) => {
    const params = segments && match(route.path, segments);
    return params ? [{ route, params }] : [];
  });
  if (here.length === 0) throw notFound();
  const wanted = method === 'HEAD' ? 'GET' : method;
  const found = here.find(({ route }) => route.method === wanted);
  if (found) return found;
  const allow = [...new Set(here.flatMap(({ route }) => (route.method === 'GET' ? ['GET', 'HEAD'] : [route.method])))].join(', ');
  throw new Problem(405, 'method', `Use ${allow} here.`, {}, { allow });
}

/** The path's segments without percent-encoding; undefined when that is broken or the path is longer than any of ours. */
function decoded(path: string): readonly string[] | undefined {
  if (path.length > 2048) return undefined;
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function match(pattern: string, segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const parts = pattern.split('/');
  if (parts.length !== segments.length) return undefined;
  const params: [string, string][] = [];
  for (const [index, part] of parts.entries()) {
    const segment = segments[index]!;
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== segment : segment === '') return undefined;
    if (name !== undefined) params.push([name, segment]);
  }
  return Object.fromEntries(params);
}
