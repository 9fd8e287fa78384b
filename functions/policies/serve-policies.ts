import * as z from 'zod';
import { Instant } from '../../domain/identifiers.ts';
import { policies } from '../adapters/policies.ts';
import { publisher } from '../adapters/policy-publication.ts';
import { api } from '../runtime/api.ts';
import { notFound, Problem, wrongContent } from '../runtime/problem.ts';
import { route } from '../runtime/route.ts';
import { stayAway } from './absence.ts';
import { checkPolicy } from './check-policy.ts';
import { PolicyName } from './read-policy.ts';

const connect = () => ({ policies: policies(), publisher: publisher() });
type Deps = ReturnType<typeof connect>;

const PolicyView = z.object({ name: PolicyName, version: z.int(), validFrom: Instant, body: z.unknown() }).meta({ id: 'Policy' });

function nameOf(params: Readonly<Record<string, string>>): z.infer<typeof PolicyName> {
  const name = PolicyName.safeParse(params.name);
  if (!name.success) throw notFound(`There is no such policy. Policies: ${PolicyName.options.join(', ')}.`);
  return name.data;
}

export const readPublished = route({
  method: 'GET',
  path: '/v1/agent/policies/{name}',
  summary: 'The newest version of a policy',
  caller: 'manager',
  answers: { 200: PolicyView },
  run: async ({ params }, { policies }: Deps) => {
    const newest = await policies.newest(nameOf(params));
    if (!newest) throw notFound('Nobody has published this policy yet.');
    return { status: 200, body: newest };
  },
});

export const publish = route({
  method: 'PUT',
  path: '/v1/agent/policies/{name}',
  summary: 'Publishes a new version of a policy; earlier orders keep the one they were placed under',
  caller: 'manager',
  body: z.strictObject({ basedOn: z.int().min(0), validFrom: Instant.optional(), body: z.unknown() }),
  answers: {
    200: z.object({ version: z.int() }).meta({ id: 'PolicyVersion' }),
    409: 'Somebody published meanwhile',
    422: 'The policy is not valid',
  },
  run: async ({ params, body, caller, now }, { policies, publisher }: Deps) => {
    const name = nameOf(params);
    const policy = await checkPolicy(name, body.body, policies, now);
    if ('errors' in policy) throw wrongContent(policy.errors.map((error) => ({ ...error, pointer: `/body${error.pointer}` })));
    const validFrom = body.validFrom ?? now.toISOString();
    const published = await publisher.publish({ name, body: policy.body, basedOn: body.basedOn, validFrom, by: caller.personId }, now);
    if ('version' in published) return { status: 200, body: published };
    const current = { version: published.stale };
    throw new Problem(409, 'stale', `Version ${published.stale} is newer than the one you based yours on. Read it, then decide again.`, {
      current,
    });
  },
});

export const { handler, routes } = api({ connect, routes: [readPublished, publish, stayAway] });
