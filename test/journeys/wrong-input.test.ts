import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshCloud, type Reply } from './visitor.ts';

const ana = 'ana@customer.example';
let world: Awaited<ReturnType<typeof freshCloud>>;
let token: string;
beforeAll(async () => {
  world = await freshCloud();
  ({ token } = await world.customer('SEED-SPLIT', ana));
});
afterAll(async () => await world.cloud.stop());

const line = { lineId: '1', quantity: 1, reason: 'changed-mind' };
const wish = { orderId: 'SEED-SPLIT', lines: [line], remedy: 'refund' };
let keys = 0;

async function submit(body: unknown, headers: Record<string, string | undefined> = {}): Promise<Reply> {
  keys += 1;
  const all = { authorization: `Bearer ${token}`, 'idempotency-key': `key-${keys}`, ...headers };
  const given = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
  return await world.raw('POST', '/v1/returns', body, given);
}
const withLine = (differs: object) => ({ ...wish, lines: [{ ...line, ...differs }] });
const quantity = (raw: string): string => JSON.stringify(wish).replace('"quantity":1', `"quantity":${raw}`);

/** Every refusal is a problem document that says what to do, and opens no case. */
function expectProblem({ status, headers, body }: Reply, expected: number, pointer?: string): void {
  expect(status, JSON.stringify(body).slice(0, 300)).toBe(expected);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ status: expected, type: expect.any(String), title: expect.any(String) });
  expect(String(body.detail).length).toBeGreaterThan(10);
  const pointers = ((body.errors ?? []) as { pointer: string; message: string }[]).map((error) => error.pointer);
  if (pointer !== undefined) expect(pointers).toContain(pointer);
}

describe('POST /returns with', () => {
  const bodies: [what: string, body: unknown, status: number, pointer?: string][] = [
    ['malformed JSON', '{"orderId":', 400],
    ['nothing', '', 400],
    ['a missing field', { orderId: 'SEED-SPLIT', lines: [line] }, 422, '/remedy'],
    ['an unknown field', { ...wish, colour: 'red' }, 422, '/colour'],
    ['an unknown field in a line', withLine({ colour: 'red' }), 422, '/lines/0/colour'],
    ['an unknown order', { ...wish, orderId: 'NO-SUCH' }, 404, '/orderId'],
    ["somebody else's order", { ...wish, orderId: 'SEED-AUTO' }, 404, '/orderId'],
    ['an unknown line', withLine({ lineId: '99' }), 422, '/lines/0/lineId'],
    ['an unknown reason', withLine({ reason: 'because' }), 422, '/lines/0/reason'],
    ['a reason that needs a photo, without one', withLine({ reason: 'damaged' }), 422, '/lines/0/photos'],
    ['a reason that needs a comment, without one', withLine({ reason: 'other' }), 422, '/lines/0/comment'],
    ['a photo that nobody uploaded', withLine({ reason: 'damaged', photos: ['nope'] }), 422, '/lines/0/photos/0'],
    ['more than was sold', withLine({ quantity: 4 }), 422, '/lines/0/quantity'],
    ['a line twice', { ...wish, lines: [line, line] }, 422],
    ['no lines', { ...wish, lines: [] }, 422, '/lines'],
    ['quantity "2"', quantity('"2"'), 422, '/lines/0/quantity'],
    ['quantity 0', quantity('0'), 422, '/lines/0/quantity'],
    ['quantity -1', quantity('-1'), 422, '/lines/0/quantity'],
    ['quantity 1.5', quantity('1.5'), 422, '/lines/0/quantity'],
    ['quantity 1e308', quantity('1e308'), 422, '/lines/0/quantity'],
    ['quantity 1e999', quantity('1e999'), 422, '/lines/0/quantity'],
    ['quantity null', quantity('null'), 422, '/lines/0/quantity'],
    ['10,000 lines', { ...wish, lines: Array(10_000).fill({ lineId: '1', quantity: 1, reason: 'x' }) }, 413],
    ['2,000 lines', { ...wish, lines: Array(2_000).fill({ lineId: '1', quantity: 1, reason: 'x' }) }, 422, '/lines'],
    ['1 MB', { ...wish, lines: [{ ...line, comment: 'x'.repeat(1_000_000) }] }, 413],
    ['a comment of 3,000 characters', withLine({ comment: 'x'.repeat(3_000) }), 422, '/lines/0/comment'],
    ['__proto__', '{"__proto__":{"a":1},"orderId":"SEED-SPLIT"}', 422],
    ['a NUL in a comment', withLine({ comment: 'a\u0000b' }), 422],
    ['a list', '[]', 422],
    ['a number', '7', 422],
  ];
  it.each(bodies)('%s', async (_what, body, status, pointer) => {
    const reply = await submit(body);

    expectProblem(reply, status, pointer);
  });

  it.each([
    ['a form instead of JSON', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no Idempotency-Key', { 'idempotency-key': undefined }, 422],
    ['no token', { authorization: undefined }, 401],
    ['an unknown token', { authorization: 'Bearer nope' }, 401],
    ['a token of nonsense', { authorization: 'Basic x y z' }, 401],
  ])('%s', async (_what, headers, status) => {
    expectProblem(await submit(wish, headers), status);
  });

  it('leaves no case behind, after all of that', async () => {
    const agent = await world.agent('agent@shop.example');
    expect((await world.call('GET /v1/agent/cases', undefined, { token: agent })).body.items).toEqual([]);
  });

  it('emoji and right-to-left text in a comment: taken, and shown intact', async () => {
    const comment = 'هذا لا يناسبني 👩‍👩‍👧 — “ça va” <b>&amp;</b>\n二行目';

    const submitted = await submit(withLine({ reason: 'other', comment }));

    expect(submitted.status).toBe(202);
    const caseId = String(submitted.body.caseId);
    await world.cloud.idle();
    expect((await world.look(caseId, token)).lines[0]?.comment).toBe(comment);
    const other = await world.customer('SEED-AUTO', ana);
    const foreign = await world.call('GET /v1/returns/{caseId}', undefined, { params: { caseId }, token: other.token });
    expectProblem(foreign as unknown as Reply, 404);
  });
});

describe('elsewhere', () => {
  it('a wrong code is told apart from a right one only by its answer, and ends after five tries', async () => {
    const { lookupId } = (await world.call('POST /v1/lookups', { orderId: 'SEED-ASK', email: ana })).body;
    const tries = [];
    for (let attempt = 0; attempt < 6; attempt += 1) {
      tries.push((await world.raw('POST', `/v1/lookups/${lookupId}/code`, { code: '000000' })).status);
    }
    expect(tries).toEqual([422, 422, 422, 422, 422, 410]);
  });

  it('a token ends after 24 hours, an approval page and a case need one, unknown things are 404, other methods 405', async () => {
    expectProblem(await world.raw('GET', '/v1/returns/R-ZZZZZZZZ', undefined, { authorization: `Bearer ${token}` }), 404);
    expectProblem(await world.raw('GET', '/v1/agent/cases', undefined, { authorization: `Bearer ${token}` }), 403);
    expectProblem(await world.raw('GET', `/v1/approvals/${'0'.repeat(32)}`), 401);
    expectProblem(await world.raw('GET', '/v1/returns/a/b/c'), 404);
    expectProblem(await world.raw('GET', '/v1/returns/%E0%A4%A'), 404);
    expect([404, 405]).toContain((await world.raw('DELETE', '/v1/returns/quote')).status);
    await world.advance('PT24H1M');
    expectProblem(await submit(wish), 401);
  });
});
