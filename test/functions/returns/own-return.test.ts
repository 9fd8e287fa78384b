import { expect, it } from 'vitest';
import { decide } from '../../../domain/returns/return-decision.ts';
import { casesTable } from '../../../functions/adapters/cases-table.ts';
import { dataKeysTable } from '../../../functions/adapters/data-keys.ts';
import { ordersTable } from '../../../functions/adapters/orders.ts';
import { payoutAccountsTable } from '../../../functions/adapters/payout-accounts.ts';
import { peopleTable } from '../../../functions/adapters/people.ts';
import type { PolicyName } from '../../../functions/adapters/policies.ts';
import { storeCreditsTable } from '../../../functions/adapters/store-credits.ts';
import { trackingTable } from '../../../functions/adapters/tracking.ts';
import { ReturnView } from '../../../functions/returns/return-view.ts';
import { cancel } from '../../../functions/returns/routes/cancel.ts';
import { extend } from '../../../functions/returns/routes/extend.ts';
import { label } from '../../../functions/returns/routes/label.ts';
import { read } from '../../../functions/returns/routes/read.ts';
import { shipped } from '../../../functions/returns/routes/shipped.ts';
import { dispute, message } from '../../../functions/returns/routes/write.ts';
import type { Problem } from '../../../functions/runtime/problem.ts';
import { aCustomer, aRequest } from '../../builders/a-request.ts';
import { aReturn, day, execution, mustMove, yes } from '../../builders/a-return.ts';
import { aReturnPolicy } from '../../builders/a-return-policy.ts';
import { localTables } from '../../fakes/local-tables.ts';

const caseId = 'R-00000001';
const policy = aReturnPolicy({ extend: { by: 'P7D', times: 1 } });

/** A return of order O-1 on the local tables, approved on day 1 unless it is to be left as requested. */
async function aDesk({ approved = true } = {}) {
  const { documents, dump } = localTables();
  const cases = casesTable(documents, 'cases');
  const people = peopleTable(documents, 'people');
  const opened = aReturn();
  const quantities = new Map([
    ['1', 3],
    ['2', 1],
  ]);
  const comments = people.commentsItem(caseId, [{ lineId: '2', text: 'pecah 😀 שבור' }], day(0).toISOString(), 'customer');
  const record = { type: 'return.requested.v1', data: { caseId, orderId: 'O-1', value: opened.value } };
  await cases.open({ name: 'open', case: opened, records: [record] }, quantities, [comments]);
  if (approved) {
    await cases.change(caseId, (before) => mustMove(decide(before, { execution, decision: yes, policy }, day(1))), [], {
      execution,
      claim: true,
    });
  }
  const deps = {
    cases,
    people,
    credits: storeCreditsTable(documents, 'cases'),
    orders: ordersTable(documents, 'cases'),
    accounts: payoutAccountsTable(documents, { people: 'people', cases: 'cases' }, dataKeysTable(documents, 'keys')),
    tracking: trackingTable(documents, 'cases'),
    policies: {
      version: async (name: PolicyName, version: number) => ({ name, version, validFrom: '', body: policy }),
    },
    uploads: { read: async () => ({ uploadId: 'u', type: 'image/png', size: 3 }), bytes: async () => new Uint8Array([1, 2, 3]) },
  };
  const request = <Body>(body: Body, differs: { id?: string; orderId?: string; language?: string; on?: number } = {}) =>
    aRequest(body, aCustomer(differs.orderId ?? 'O-1'), {
      params: { caseId: differs.id ?? caseId },
      headers: { 'accept-language': differs.language ?? 'en-GB,en;q=0.5' },
      now: day(differs.on ?? 2),
    });
  return { deps, request, dump };
}
const caught = (answer: Promise<unknown>) => answer.catch((error: unknown) => error as Problem);

it('shows status, promise, story and comments in the reader’s language', async () => {
  const { deps, request } = await aDesk();
  const english = ReturnView.parse((await read.run(request(undefined), deps)).body);
  expect(english).toMatchObject({ caseId, kind: 'return', status: 'awaiting-parcel', decision: { outcome: 'approved' }, refunds: [] });
  expect(english.lines[1]).toMatchObject({ lineId: '2', comment: 'pecah 😀 שבור', photos: ['u-1'] });
  expect(english.log.map(({ type }) => type)).toEqual(['return.requested.v1', 'return.approved.v1']);
  const indonesian = ReturnView.parse((await read.run(request(undefined, { language: 'id-ID,id;q=0.9,en;q=0.5' }), deps)).body);
  expect(indonesian.log[0]?.text).not.toBe(english.log[0]?.text);
});

it.each([
  ['an unknown return', { id: 'R-0000000Z' }],
  ['what is no case id', { id: "R-1'; --\u0000" }],
  ['somebody else’s return', { orderId: 'O-2' }],
])('answers %s with the same 404, on every route', async (_, differs) => {
  const { deps, request } = await aDesk();
  const outcomes = await Promise.all([
    caught(read.run(request(undefined, differs), deps)),
    caught(label.run(request(undefined, differs), deps)),
    caught(cancel.run(request({}, differs), deps)),
    caught(extend.run(request({}, differs), deps)),
    caught(shipped.run(request({ carrier: 'DHL', trackingNumber: '1' }, differs), deps)),
    caught(message.run(request({ text: 'hello' }, differs), deps)),
    caught(dispute.run(request({ text: 'no' }, differs), deps)),
  ]);
  expect(outcomes.map((outcome) => (outcome as Problem).status)).toEqual(Array.from({ length: 7 }, () => 404));
  expect(new Set(outcomes.map((outcome) => (outcome as Problem).detail)).size).toBe(1);
  expect(await deps.cases.read(caseId)).toMatchObject({ version: 2, status: 'awaiting-parcel' });
});

it('takes the request back with its reason, gives the pieces back, and is over then', async () => {
  const { deps, request, dump } = await aDesk();
  const answer = await cancel.run(request({ reason: 'I keep it' }), deps);
  expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled', messages: [{ by: 'customer', text: 'I keep it' }] } });
  const counters = dump('cases').filter((item) => 'returnable' in item) as { returnable: { N: string } }[];
  expect(counters.map(({ returnable }) => returnable.N)).toEqual(['3', '1']);
  const again = await caught(cancel.run(request({}), deps));
  expect(again).toMatchObject({ status: 410, extra: { current: { caseId, status: 'cancelled', version: 3 } } });
});

it('gives more time once, then says that it cannot', async () => {
  const { deps, request } = await aDesk();
  const before = ReturnView.parse((await read.run(request(undefined), deps)).body);
  const after = ReturnView.parse((await extend.run(request({}), deps)).body);
  expect(Date.parse(after.sendBy!) - Date.parse(before.sendBy!)).toBe(7 * 86_400_000);
  const again = await caught(extend.run(request({}), deps));
  expect(again).toMatchObject({ status: 409, extra: { current: { status: 'awaiting-parcel' } } });
  expect((again as Problem).detail).toMatch(/ /);
});

it('remembers the parcel, and finds the return by its tracking number however it is written', async () => {
  const { deps, request } = await aDesk();
  const answer = await shipped.run(request({ carrier: 'DHL', trackingNumber: 'jd 01-46' }), deps);
  expect(answer).toMatchObject({
    status: 200,
    body: { parcel: { carrier: 'DHL', trackingNumber: 'jd 01-46', shippedAt: day(2).toISOString() } },
  });
  expect(await deps.tracking.casesOf('JD0146')).toEqual([caseId]);
});

it('is not possible to ship what is not approved yet', async () => {
  const { deps, request } = await aDesk({ approved: false });
  expect(await caught(shipped.run(request({ carrier: 'DHL', trackingNumber: '1' }), deps))).toMatchObject({ status: 409 });
});

it('keeps what the customer writes, apart from the log', async () => {
  const { deps, request, dump } = await aDesk();
  await message.run(request({ text: 'مرحبا 😀' }), deps);
  const { body } = await dispute.run(request({ text: 'That is wrong.' }, { on: 3 }), deps);
  expect(ReturnView.parse(body).messages).toEqual([
    { at: day(2).toISOString(), by: 'customer', text: 'مرحبا 😀' },
    { at: day(3).toISOString(), by: 'customer', text: 'That is wrong.' },
  ]);
  expect(JSON.stringify(dump('cases'))).not.toMatch(/مرحبا|That is wrong/);
  expect(await deps.cases.read(caseId)).toMatchObject({ task: { owner: 'supervisor' } });
});

it('hands out the label once there is one', async () => {
  const { deps, request } = await aDesk();
  expect(await caught(label.run(request(undefined), deps))).toMatchObject({ status: 404 });
  await deps.cases.change(caseId, (before) => ({
    name: 'test',
    case: { ...before, version: before.version + 1, parcel: { label: 'u' } },
    records: [{ type: 'label.provided.v1', data: { uploadId: 'u', by: 'p_0123456789ab' } }],
  }));
  expect(await label.run(request(undefined), deps)).toMatchObject({ body: 'AQID', base64: true, headers: { 'content-type': 'image/png' } });
});
