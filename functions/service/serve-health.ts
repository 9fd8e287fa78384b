import * as z from 'zod';
import description from '../../docs/openapi.json' with { type: 'json' };
import { api } from '../runtime/api.ts';
import { route } from '../runtime/route.ts';

const health = (path: '/healthz' | '/v1/healthz') =>
  route({
    method: 'GET',
    path,
    summary: 'Is the API there?',
    caller: 'anyone',
    answers: { 200: z.object({ status: z.literal('ok') }) },
    run: async () => ({ status: 200, body: { status: 'ok' } }),
  });

/** The description of every route, generated from the schemas that check requests. */
const openapi = route({
  method: 'GET',
  path: '/v1/openapi.json',
  summary: 'This description',
  caller: 'anyone',
  answers: { 200: z.record(z.string(), z.unknown()) },
  run: async () => ({ status: 200, body: description }),
});

/** Serves what tells about the service itself. */
export const { handler, routes } = api({ connect: () => ({}), routes: [health('/healthz'), health('/v1/healthz'), openapi] });
