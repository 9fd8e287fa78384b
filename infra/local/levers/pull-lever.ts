import type { Cloud } from '../cloud.ts';
import type { LocalRequest, LocalResponse } from '../services/http-request.ts';
import { clockAndFaults } from './clock-and-faults.ts';
import { type Lever, problem } from './lever.ts';
import { observing } from './observing.ts';
import { payments } from './payments.ts';

const levers: readonly Lever[] = [...observing, ...payments, ...clockAndFaults];

/** The part of a path that the lever's `{}` stands for; undefined when the path is another. */
function partOf(pattern: string, path: string): string | undefined {
  if (!pattern.endsWith('{}')) return pattern === path ? '' : undefined;
  const prefix = pattern.slice(0, -2);
  const rest = path.slice(prefix.length);
  return path.startsWith(prefix) && rest !== '' && !rest.includes('/') ? decodeURIComponent(rest) : undefined;
}

/** Answers a lever's request; undefined when the path is none of a lever. */
export async function pullLever(cloud: Cloud, request: LocalRequest): Promise<LocalResponse | undefined> {
  for (const lever of levers) {
    const part = lever.method === request.method ? partOf(lever.path, request.path) : undefined;
    if (part === undefined) continue;
    let body: unknown;
    try {
      body = request.body.length === 0 ? undefined : JSON.parse(request.body.toString('utf8'));
    } catch {
      return problem(400, 'The body is no JSON.');
    }
    return lever.pull(cloud, { request, query: new URLSearchParams(request.query), body, part });
  }
  return undefined;
}
