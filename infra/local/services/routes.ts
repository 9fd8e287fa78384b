import type { RouteModel } from '../template/model.ts';

/** A route that fits, with what its placeholders stand for. */
export interface Match {
  readonly route: RouteModel;
  readonly parameters: Readonly<Record<string, string>>;
}

function placeholdersOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/').slice(1);
  const given = path.split('/').slice(1);
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    if (greedy !== undefined) {
      const rest = given.slice(index).join('/');
      return rest === '' ? undefined : { ...parameters, [greedy]: decode(rest) };
    }
    const here = given[index];
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (here === undefined || (name === undefined ? here !== part : here === '')) return undefined;
    if (name !== undefined) parameters[name] = decode(here);
  }
  return given.length === wanted.length ? parameters : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Fewer wildcards first, greedy ones last, a named method before ANY: as API Gateway chooses. */
function weight({ method, path }: RouteModel): number {
  if (path === '$default') return 1_000_000;
  const greedy = path.includes('+}') ? 10_000 : 0;
  return greedy + (path.match(/\{/g)?.length ?? 0) * 100 - path.split('/').length + (method === 'ANY' ? 10 : 0);
}

/** The most specific route for a request, if any. */
export function findRoute(routes: readonly RouteModel[], method: string, path: string): Match | undefined {
  const matches = routes.flatMap((route) => {
    if (route.method !== 'ANY' && route.method !== method) return [];
    const parameters = route.path === '$default' ? {} : placeholdersOf(route.path, path);
    return parameters === undefined ? [] : [{ route, parameters }];
  });
  return matches.sort((one, other) => weight(one.route) - weight(other.route))[0];
}
