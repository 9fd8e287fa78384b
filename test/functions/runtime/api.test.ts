import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Overtaken } from '../../../domain/errors.ts';
import { api } from '../../../functions/runtime/api.ts';
import { route } from '../../../functions/runtime/route.ts';
import { aCustomer, anAgent } from '../../builders/a-request.ts';
import { aContext, anHttpEvent } from '../../builders/an-http-event.ts';

const Body = z.strictObject({
  text: z.string().min(1).max(20),
  quantity: z.int().min(1).max(9).optional(),
  lines: z
    .array(z.strictObject({ id: z.string() }))
    .max(50)
    .optional(),
});
const written: string[] = [];
const answers = { 200: z.object({}) };
const echo = vi.fn(async ({ body }: { body: unknown }) => ({ status: 200, body: { said: body } }));

const { handler } = api({
  connect: () => ({}),
  callers: () => ({
    holderOf: async (token) => ({ customer: aCustomer(), agent: anAgent('agent'), manager: anAgent('manager') })[token],
  }),
  routes: [
    route({ method: 'POST', path: '/v1/things', summary: '', caller: 'anyone', body: Body, answers, run: echo }),
    route({
      method: 'GET',
      path: '/v1/things/{id}',
      summary: '',
      caller: 'customer',
      answers,
      run: async ({ params }) => ({ status: 200, body: params }),
    }),
    route({ method: 'PATCH', path: '/v1/things/{id}', summary: '', caller: 'agent', roles: ['warehouse'], body: Body, answers, run: echo }),
    route({ method: 'PUT', path: '/v1/rules', summary: '', caller: 'manager', body: Body, answers, run: echo }),
    route({
      method: 'POST',
      path: '/v1/empty',
      summary: '',
      caller: 'anyone',
      body: z.strictObject({ reason: z.string().optional() }),
      answers,
      run: echo,
    }),
    route({
      method: 'GET',
      path: '/v1/broken',
      summary: '',
      caller: 'anyone',
      answers,
      run: () => Promise.reject(new TypeError('secret@customer.example')),
    }),
    route({
      method: 'GET',
      path: '/v1/overtaken',
      summary: '',
      caller: 'anyone',
      answers,
      run: () => Promise.reject(new Overtaken('R-1')),
    }),
  ],
});
const ask = async (request: Parameters<typeof anHttpEvent>[0]) => {
  const { statusCode, headers, body } = await handler(anHttpEvent(request), aContext);
  return { status: statusCode, headers, body: body ? JSON.parse(body) : undefined };
};
const post = (body: string | undefined, more: Parameters<typeof anHttpEvent>[0] = {}) =>
  ask({ method: 'POST', path: '/v1/things', body, ...more });

afterEach(() => vi.restoreAllMocks());
beforeEach(() => {
  echo.mockClear();
  written.length = 0;
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((line) => written.push(String(line)) > 0);
});

it('answers what the route says, as JSON that nobody stores or sniffs', async () => {
  const { status, headers, body } = await post('{"text":"hai 😀"}');
  expect({ status, body }).toEqual({ status: 200, body: { said: { text: 'hai 😀' } } });
  expect(headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
});

it.each([
  ['over 256 kB', () => post(JSON.stringify({ text: 'x'.repeat(262_144) })), 413],
  ['over 256 kB even on an unknown path', () => ask({ method: 'POST', path: '/v1/nothing', body: 'x'.repeat(262_145) }), 413],
  ['over 256 kB in base64', () => post(Buffer.alloc(262_145, ' ').toString('base64'), { base64: true }), 413],
  ['an unknown path', () => ask({ path: '/v1/nothing' }), 404],
  ['a path with broken percent-encoding', () => ask({ path: '/v1/things/%E0%A4%A' }), 404],
  ['a path that is far too long', () => ask({ path: `/v1/things/${'x'.repeat(5000)}` }), 404],
  ['an empty parameter', () => ask({ path: '/v1/things/' }), 404],
  ['another method', () => ask({ method: 'DELETE', path: '/v1/things/1' }), 405],
  ['no token', () => ask({ path: '/v1/things/1' }), 401],
  ['an unknown token', () => ask({ path: '/v1/things/1', headers: { authorization: 'Bearer nobody' } }), 401],
  ['another scheme', () => ask({ path: '/v1/things/1', headers: { authorization: 'Basic Y3VzdG9tZXI=' } }), 401],
  ['an agent on a customer route', () => ask({ path: '/v1/things/1', headers: { authorization: 'Bearer agent' } }), 403],
  [
    'a customer on an agent route',
    () => ask({ method: 'PATCH', path: '/v1/things/1', headers: { authorization: 'Bearer customer' } }),
    403,
  ],
  ['an agent without the role', () => ask({ method: 'PATCH', path: '/v1/things/1', headers: { authorization: 'Bearer agent' } }), 403],
  ['an agent on a manager route', () => ask({ method: 'PUT', path: '/v1/rules', headers: { authorization: 'Bearer agent' } }), 403],
  ['a form', () => post('text=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }), 415],
  ['a body without a type', () => post('{}', { headers: { 'content-type': '' } }), 415],
  ['no body', () => post(undefined), 400],
  ['malformed JSON', () => post('{"text":'), 400],
  ['bytes that are no UTF-8', () => post(Buffer.from([0x22, 0xff, 0x22]).toString('base64'), { base64: true }), 400],
  ['a wrong type before malformed JSON', () => post('{', { headers: { 'content-type': 'text/plain' } }), 415],
  ['wrong content', () => post('{}'), 422],
  ['an overtaken change', () => ask({ path: '/v1/overtaken' }), 409],
])('answers %s as the interface says', async (_, asking, status) => {
  const answer = await asking();
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  expect(answer.body).toMatchObject({ status, type: expect.stringMatching(/^urn:redress:problem:/), instance: 'urn:request:request-1' });
  expect(answer.body.detail).toMatch(/\w+ \w+/);
});

it.each([
  ['a missing field', '{}', '/text', 'Add this field: a text in quotes.'],
  ['an unknown field', '{"text":"a","more":1}', '/more', 'Remove this field: it is not known here.'],
  ['a quantity in quotes', '{"text":"a","quantity":"2"}', '/quantity', 'Give a number without quotes.'],
  ['quantity 0', '{"text":"a","quantity":0}', '/quantity', 'Give at least 1.'],
  ['quantity -1', '{"text":"a","quantity":-1}', '/quantity', 'Give at least 1.'],
  ['quantity 1.5', '{"text":"a","quantity":1.5}', '/quantity', 'Give a whole number without quotes.'],
  ['quantity 1e308', '{"text":"a","quantity":1e308}', '/quantity', 'Give at most 9.'],
  ['quantity 1e999', '{"text":"a","quantity":1e999}', '/quantity', 'Give a number without quotes.'],
  ['a text that is too long', `{"text":"${'x'.repeat(21)}"}`, '/text', 'Give at most 20 characters.'],
  [
    '10,000 lines',
    `{"text":"a","lines":[${Array.from({ length: 10_000 }, () => '{"id":"1"}').join()}]}`,
    '/lines',
    'Give at most 50 items.',
  ],
  ['half a surrogate pair', '{"text":"\\ud83d"}', '/text', 'Remove the broken character: half of a surrogate pair is no text.'],
  ['a NUL character', '{"text":"a\\u0000"}', '/text', 'Remove the NUL character.'],
  ['__proto__', '{"text":"a","__proto__":{"x":1}}', '/__proto__', 'Remove this field: it is not known here.'],
  ['constructor', '{"text":"a","constructor":1}', '/constructor', 'Remove this field: it is not known here.'],
  ['a name of half a surrogate pair', '{"text":"a","\\ud83d":1}', '', 'Remove the field whose name is no valid text.'],
  ['nesting without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, '/0/0/0', 'Nest at most 32 levels deep.'],
  ['null', 'null', '', 'Give an object in { }.'],
  ['a list', '[]', '', 'Give an object in { }.'],
])('answers %s with 422, where it is and what to do', async (_, body, pointer, message) => {
  const answer = await post(body);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer, message }] } });
  expect(echo).not.toHaveBeenCalled();
});

it('names the methods that a path allows', async () => {
  const { headers } = await ask({ method: 'DELETE', path: '/v1/things/1' });
  expect(headers?.allow).toBe('GET, HEAD, PATCH');
});

it('takes no body for an empty one where every field is optional', async () => {
  expect(await ask({ method: 'POST', path: '/v1/empty' })).toMatchObject({ status: 200, body: { said: {} } });
});

it('shows and does not send a body for HEAD', async () => {
  const answer = await ask({ method: 'HEAD', path: '/v1/things/%F0%9F%98%80', headers: { authorization: 'bearer customer' } });
  expect(answer).toMatchObject({ status: 200, body: undefined });
});

it('says and logs nothing that an unexpected error said', async () => {
  const { status, body } = await ask({ path: '/v1/broken' });
  expect({ status, type: body.type }).toEqual({ status: 500, type: 'urn:redress:problem:unexpected' });
  expect(written.join()).toContain('"error":"TypeError"');
  expect(JSON.stringify([body, written])).not.toContain('secret@customer.example');
});
