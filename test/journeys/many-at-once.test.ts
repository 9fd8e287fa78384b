import { afterEach, beforeEach, expect, it } from 'vitest';
import { freshCloud } from './visitor.ts';

const ana = 'ana@customer.example';
let world: Awaited<ReturnType<typeof freshCloud>>;
beforeEach(async () => {
  world = await freshCloud();
});
afterEach(async () => await world.cloud.stop());

const wish = (quantity: number) => ({
  orderId: 'SEED-AUTO',
  lines: [{ lineId: '1', quantity, reason: 'changed-mind' }],
  remedy: 'refund' as const,
});

it('fifty submissions at once with one key make one case', async () => {
  const { token } = await world.customer('SEED-AUTO', ana);

  const replies = await Promise.all(Array.from({ length: 50 }, () => world.call('POST /v1/returns', wish(1), { token, key: 'one' })));

  expect(replies.map(({ status }) => status)).toEqual(Array(50).fill(202));
  expect(new Set(replies.map(({ body }) => body.caseId)).size).toBe(1);
  const agent = await world.agent('agent@shop.example');
  const listed = await world.call('GET /v1/agent/cases', undefined, { token: agent, query: { q: 'SEED-AUTO' } });
  expect(listed.body.items).toHaveLength(1);
});

it('fifty submissions at once with different keys for the last piece: one is taken, the others hear that nothing is left', async () => {
  const { token, order } = await world.customer('SEED-AUTO', ana);
  const all = order.lines[0]?.returnable.quantity ?? 0;
  if (all > 1) await world.call('POST /v1/returns', wish(all - 1), { token, key: 'before' });

  const replies = await Promise.all(
    Array.from({ length: 50 }, (_, index) => world.call('POST /v1/returns', wish(1), { token, key: `key-${index}` })),
  );

  expect(replies.filter(({ status }) => status === 202)).toHaveLength(1);
  const refused = replies.filter(({ status }) => status === 422).map(({ body }) => body as unknown as { errors: { pointer: string }[] });
  expect(refused).toHaveLength(49);
  for (const { errors } of refused) expect(errors.map(({ pointer }) => pointer)).toEqual(['/lines/0/quantity']);
});

it('the same key with another body is refused, and the first answer stands', async () => {
  const { token } = await world.customer('SEED-AUTO', ana);
  const first = await world.call('POST /v1/returns', wish(1), { token, key: 'k' });

  const other = await world.call('POST /v1/returns', wish(2), { token, key: 'k' });
  const again = await world.call('POST /v1/returns', wish(1), { token, key: 'k' });

  expect(other.status).toBe(422);
  expect(again.body).toEqual(first.body);
});
