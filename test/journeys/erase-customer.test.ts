import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { aWholeOrder } from '../builders/a-whole-order.ts';
import { freshCloud } from './visitor.ts';

/** Stands in every personal field, with the field's own name behind it. */
const marker = 'zqmark7';
const email = `${marker}.email@customer.example`;
const data = mkdtempSync(join(tmpdir(), 'redress-erase-'));
let world: Awaited<ReturnType<typeof freshCloud>>;
beforeEach(async () => {
  world = await freshCloud({ data, now: '2026-11-10T10:00:00Z' });
});

const orderOf = (orderId: string) => {
  const order = aWholeOrder({ orderId, email, name: `${marker}-name`, phone: `${marker}-phone` });
  return { ...order, payments: order.payments.map((payment) => ({ ...payment, paymentId: `pay-${orderId}`, method: 'cod' as const })) };
};

/** Everything that a process left on the disk, file by file. */
function everyFile(folder: string): { file: string; bytes: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => ({ file, bytes: readFileSync(file) }));
}

/** Which fields' markers stand in the bytes: as text, in UTF-16, or inside base64 (whatever the position). */
function fieldsIn(bytes: Buffer): string[] {
  const text = bytes.toString('latin1');
  const found = [...text.matchAll(new RegExp(`${marker}[.-](\\w+)`, 'gi'))].map(([, field]) => field ?? '');
  const disguises = [
    Buffer.from(marker, 'utf16le').toString('latin1'),
    ...[0, 1, 2].map((shift) =>
      Buffer.from(`${' '.repeat(shift)}${marker}`)
        .toString('base64')
        .slice(shift === 0 ? 0 : shift + 1, -3),
    ),
  ];
  return [...new Set([...found, ...disguises.filter((disguise) => text.includes(disguise)).map((disguise) => `disguised as ${disguise}`)])];
}

async function takeIn(orderId: string) {
  await world.raw('POST', '/local/events', { detailType: 'shop.order.placed.v1', detail: orderOf(orderId) });
  await world.cloud.idle();
}

async function uploaded(token: string, content: string): Promise<string> {
  const { uploadId, url, fields } = (await world.call('POST /v1/uploads', { type: 'image/png', size: 2000 }, { token })).body;
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content], { type: 'image/png' }), `${marker}-filename.png`);
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(204);
  return uploadId;
}

/** A return of one piece in which every personal field is filled in, up to its end. */
async function wholeReturn(orderId: string) {
  const { token } = await world.customer(orderId, email);
  const photos = [await uploaded(token, `${marker}-photo.`)];
  await uploaded(token, `${marker}-unsent.`);
  const lines = [{ lineId: '1', quantity: 1, reason: 'damaged', comment: `${marker}-comment`, photos }];
  const { caseId } = (await world.call('POST /v1/returns', { orderId, lines, remedy: 'refund' }, { token, key: orderId })).body;
  await world.cloud.idle();
  const params = { caseId };
  await world.call('POST /v1/returns/{caseId}/messages', { text: `${marker}-message` }, { params, token });
  const agent = await world.agent('agent@shop.example');
  await world.call('POST /v1/agent/cases/{caseId}/messages', { text: `${marker}-answer` }, { params, token: agent });
  await world.call('POST /v1/agent/cases/{caseId}/notes', { text: `${marker}-note` }, { params, token: agent });
  await world.call('POST /v1/agent/cases/{caseId}/received', {}, { params, token: agent });
  const findings = [{ lineId: '1', quantity: 1, outcome: 'accepted' as const, note: `${marker}-finding` }];
  await world.call('POST /v1/agent/cases/{caseId}/inspection', { lines: findings }, { params, token: agent });
  await world.cloud.idle();
  return { caseId, token };
}

/** A return that a colleague refuses, in words. */
async function refusedReturn(orderId: string) {
  const { token } = await world.customer(orderId, email);
  const lines = [{ lineId: '1', quantity: 4, reason: 'changed-mind' }];
  const { caseId } = (await world.call('POST /v1/returns', { orderId, lines, remedy: 'refund' }, { token, key: orderId })).body;
  await world.cloud.idle();
  const agent = await world.agent('agent@shop.example');
  const { items } = (await world.call('GET /v1/agent/approvals', undefined, { token: agent })).body;
  const { approvalId = '', terms = 0 } = items.find((one) => one.caseId === caseId) ?? {};
  const ask = { decision: 'ask' as const, terms, question: `${marker}-question` };
  expect((await world.call('POST /v1/approvals/{approvalId}/decision', ask, { params: { approvalId }, token: agent })).status).toBe(200);
  await world.call('POST /v1/returns/{caseId}/messages', { text: `${marker}-reply` }, { params: { caseId }, token });
  const refuse = { decision: 'refuse' as const, terms, reason: `${marker}-refusal` };
  expect((await world.call('POST /v1/approvals/{approvalId}/decision', refuse, { params: { approvalId }, token: agent })).status).toBe(200);
  await world.call('POST /v1/returns/{caseId}/dispute', { text: `${marker}-dispute` }, { params: { caseId }, token });
  await world.cloud.idle();
}

async function payOut(caseId: string, token: string): Promise<void> {
  const { refunds } = await world.look(caseId, token);
  const account = { holder: `${marker}-holder`, account: 'GB33BUKB20201555555555', bank: `${marker}-bank` };
  expect((await world.call('POST /v1/returns/{caseId}/payout-details', account, { params: { caseId }, token })).status).toBe(200);
  const warehouse = await world.agent('warehouse@shop.example');
  const params = { refundId: refunds[0]?.refundId ?? '' };
  const paid = await world.call(
    'POST /v1/agent/payouts/{refundId}/paid',
    { reference: `${marker}-reference` },
    { params, token: warehouse },
  );
  expect(paid.status).toBe(200);
  await world.cloud.idle();
}

it('leaves nothing of an erased customer, and every cent proven', async () => {
  await takeIn('M-1');
  await takeIn('M-2');
  const { caseId, token } = await wholeReturn('M-1');
  const manager = await world.agent('manager@shop.example');

  const early = await world.call('POST /v1/agent/customers/erasures', { email }, { token: manager });
  expect(early).toMatchObject({ status: 409, body: { current: { cases: [{ caseId, status: 'awaiting-payout' }] } } });
  await payOut(caseId, token);
  await refusedReturn('M-2');

  const exported = await world.call('POST /v1/agent/customers/export', { email: email.toUpperCase() }, { token: manager });
  const inExport = fieldsIn(Buffer.from(JSON.stringify(exported.body)));
  expect(inExport).toEqual(
    expect.arrayContaining(['email', 'name', 'phone', 'comment', 'message', 'answer', 'note', 'finding', 'reference']),
  );

  const before = new Set(everyFile(data).flatMap(({ bytes }) => fieldsIn(bytes)));
  const planted = [
    'email',
    'name',
    'phone',
    'photo',
    'unsent',
    'comment',
    'message',
    'answer',
    'note',
    'finding',
    'reference',
    'question',
    'reply',
    'refusal',
  ];
  expect([...before]).toEqual(expect.arrayContaining(planted));

  const { body: asked } = await world.call('POST /v1/agent/customers/erasures', { email }, { token: manager });
  await world.cloud.idle();
  const params = { erasureId: asked.erasureId };
  const done = await world.call('GET /v1/agent/customers/erasures/{erasureId}', undefined, { params, token: manager });
  expect(done.body).toMatchObject({ status: 'erased', orderIds: ['M-1', 'M-2'], kept: [] });
  const agent = await world.call('GET /v1/agent/cases/{caseId}', undefined, { params: { caseId }, token: manager });
  expect(agent.body).toMatchObject({ status: 'closed', refund: { status: 'succeeded' } });
  expect(agent.body.customer).toBeUndefined();

  // Neither a new lookup nor the shop's next export brings them back.
  await world.call('POST /v1/lookups', { orderId: 'M-1', email });
  await takeIn('M-1');
  expect(await world.mails(email)).toEqual([]);
  const { tables, model } = world.cloud.cloud;
  expect(tables.dump(model.tables.find(({ name }) => /keys/i.test(name))?.name ?? '')).toEqual([]);
  await world.cloud.stop();

  const left = everyFile(data).flatMap(({ file, bytes }) => fieldsIn(bytes).map((field) => `${field} in ${file}`));
  expect(left).toEqual([]);
});
