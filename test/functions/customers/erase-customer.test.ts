import { S3Client } from '@aws-sdk/client-s3';
import { DeleteSuppressedDestinationCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, expect, it } from 'vitest';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { CustomerErasureRequested } from '../../../events/customer-erasure-requested.ts';
import { customerRecordsTable } from '../../../functions/adapters/customer-records.ts';
import { dataKeysTable } from '../../../functions/adapters/data-keys.ts';
import { peopleTable } from '../../../functions/adapters/people.ts';
import { personalData } from '../../../functions/adapters/personal-data.ts';
import { type CustomerDesk, requestErasure } from '../../../functions/customers/customer-desk.ts';
import { run } from '../../../functions/customers/erase-customer.ts';
import { exportOf } from '../../../functions/customers/export-of.ts';
import { Problem } from '../../../functions/runtime/problem.ts';
import { noon, storedReturn, twoMugs } from '../../fakes/stored-return.ts';

const ana = { email: 'ana@customer.example', name: 'Ana Putri', locale: 'en' };
const files = mockClient(S3Client);
const mail = mockClient(SESv2Client);
afterAll(() => {
  files.restore();
  mail.restore();
});
beforeEach(() => {
  files.reset();
  mail.reset();
  mail.on(DeleteSuppressedDestinationCommand).rejects(Object.assign(new Error('not there'), { name: 'NotFoundException' }));
});

async function aCustomer(subject: Partial<ReturnCase>) {
  const stored = await storedReturn(twoMugs(subject));
  const { documents } = stored;
  const people = peopleTable(documents, 'people');
  for (const { Put } of people.customerItems('A-1', ana, noon)) await documents.send(new PutCommand(Put!));
  const note = { textId: 't-1', kind: 'note' as const, text: 'Prefers the door at the back', at: noon.toISOString(), by: 'p_0123456789ab' };
  await documents.send(new PutCommand(people.textItem(stored.caseId, note).Put!));
  await documents.send(
    new PutCommand({ TableName: 'cases', Item: { pk: 'ORDER#A-1', sk: `CASE#${stored.caseId}`, caseId: stored.caseId } }),
  );
  const places = { cases: 'cases', people: 'people', bucket: () => 'photos' };
  const data = personalData(documents, files as unknown as S3Client, () => mail as unknown as SESv2Client, places);
  const desk: CustomerDesk = {
    ...stored,
    people,
    data,
    keys: dataKeysTable(stored.documents, 'keys'),
    records: customerRecordsTable(documents, 'cases'),
  };
  const told = (erasureId: string) => ({
    type: CustomerErasureRequested.type,
    metadata: { eventId: `${erasureId}.1`, occurredAt: noon.toISOString(), caseId: erasureId, version: 1, traceId: 't' },
    data: { orderIds: ['A-1'], by: 'p_0123456789ab' },
  });
  const personal = () => JSON.stringify(stored.dump('people').filter((item) => !JSON.stringify(item).includes('POLICY#')));
  return { ...stored, desk, told, personal };
}

it('erases a customer whose cases have ended, keeps log and ledger, and may be told twice', async () => {
  const { desk, told, personal, dump } = await aCustomer({ status: 'closed' });
  const ledger = () => JSON.stringify(dump('cases').filter((item) => JSON.stringify(item).includes('PAYMENT#')));
  const before = ledger();
  const { erasureId } = await requestErasure({ email: 'Ana@customer.example ' }, 'p_0123456789ab', desk, noon);
  await run(told(erasureId), desk, { now: noon });
  await run(told(erasureId), desk, { now: noon });
  expect(personal()).toBe('[]');
  expect(ledger()).toBe(before);
  expect(await desk.records.read(erasureId)).toMatchObject({ done: { orderIds: ['A-1'], kept: [] } });
  expect((await desk.orders.read('A-1'))?.erasedAt).toBe(noon.toISOString());
});

it.each([
  ['an open case', { status: 'awaiting-parcel' as const }],
  [
    'money on its way',
    {
      status: 'closed' as const,
      refunds: [
        {
          refundId: `rf_${'0'.repeat(24)}`,
          paymentId: 'pay-1',
          method: 'card' as const,
          amount: 100,
          currency: 'GBP',
          status: 'sent' as const,
          via: 'provider' as const,
          reservedAt: noon.toISOString(),
        },
      ],
    },
  ],
])('refuses while %s needs its customer, and names the case', async (_, subject) => {
  const { desk, caseId, personal } = await aCustomer(subject);
  const refusal = await requestErasure({ orderId: 'A-1' }, 'p_0123456789ab', desk, noon).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Problem);
  expect(refusal).toMatchObject({ status: 409, detail: expect.stringContaining(caseId), extra: { current: { cases: [{ caseId }] } } });
  expect(personal()).toContain('Ana Putri');
});

it('keeps an order on which a case was opened after the asking, and says so', async () => {
  const { desk, told, personal, caseId } = await aCustomer({ status: 'awaiting-parcel' });
  const erasureId = await desk.records.requestErasure({ orderIds: ['A-1'], by: 'command-line' }, noon);
  await run(told(erasureId), desk, { now: noon });
  expect(personal()).toContain('Ana Putri');
  expect((await desk.orders.read('A-1'))?.erasedAt).toBeUndefined();
  expect(await desk.records.read(erasureId)).toMatchObject({ done: { orderIds: [], kept: [{ orderId: 'A-1', caseId }] } });
});

it('goes on after a crash in the middle: who it is goes last', async () => {
  const { desk, told, personal } = await aCustomer({ status: 'closed' });
  const { erasureId } = await requestErasure({ orderId: 'A-1' }, 'p_0123456789ab', desk, noon);
  const breaking = {
    ...desk,
    data: {
      ...desk.data,
      erase: async (items: readonly { pk: string; sk: string }[]) => {
        await desk.data.erase(items.slice(0, -1), []);
        throw new Error('killed');
      },
    },
  };
  await expect(run(told(erasureId), breaking, { now: noon })).rejects.toThrow('killed');
  expect(personal()).toContain('Ana Putri');
  await run(told(erasureId), desk, { now: noon });
  expect(personal()).toBe('[]');
});

it('hands out everything held, and records who asked without saying about whom', async () => {
  const { desk, dump } = await aCustomer({ status: 'closed' });
  const exported = await exportOf({ email: ana.email }, 'p_0123456789ab', desk, noon);
  expect(JSON.stringify(exported)).toContain('Prefers the door at the back');
  expect(exported.orders[0]).toMatchObject({ orderId: 'A-1', customer: ana, cases: [{ case: { status: 'closed' } }] });
  const recorded = dump('cases').filter((item) => JSON.stringify(item).includes('customer.exported.v1'));
  expect(recorded).toHaveLength(1);
  expect(JSON.stringify(recorded)).not.toMatch(/ana@|Ana Putri/);
});

it('knows nobody under an address that it never saw: 404', async () => {
  const { desk } = await aCustomer({ status: 'closed' });
  await expect(exportOf({ email: 'nobody@customer.example' }, 'p_0123456789ab', desk, noon)).rejects.toMatchObject({ status: 404 });
});
