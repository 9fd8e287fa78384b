import * as z from 'zod';
import { type PublishedPolicy, policySchemas } from '../../domain/policies.ts';
import { explain } from '../runtime/explain.ts';
import type { PointedError } from '../runtime/problem.ts';

export const PolicyName = z.enum(Object.keys(policySchemas) as [PublishedPolicy, ...PublishedPolicy[]]);

/** A policy's body with its defaults filled in, or everything that is wrong with it. */
export function readPolicy(name: PublishedPolicy, body: unknown): { readonly body: unknown } | { readonly errors: PointedError[] } {
  const schema: z.ZodType = policySchemas[name];
  const result = schema.safeParse(body);
  return result.success ? { body: result.data } : { errors: explain(result.error, body) };
}
