import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { type ReturnStatus, ReturnStatus as Statuses } from '../../../domain/returns/return-case.ts';
import { routes } from '../../../functions/cases/serve-cases.ts';
import { agent, mustMove } from '../../builders/a-return.ts';
import { aDesk, awaited, mugs, noon } from '../../fakes/a-desk.ts';
import { agentsApi } from '../../fakes/agents-api.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: noon }));
afterEach(() => vi.useRealTimers());

const arrived = () => mustMove(receive(awaited(), { by: agent }, noon)).case;

/** A depot with one case, and what colleagues post to it. */
async function depot(subject = awaited()) {
  const tables = await aDesk();
  await tables.store(subject);
  const call = agentsApi(routes, tables.desk);
  const post = async (action: string, body: object = {}) =>
    await call('warehouse', `POST /v1/agent/cases/${subject.caseId}/${action}`, { body });
  return { ...tables, post, call, read: async () => await tables.desk.cases.read(subject.caseId) };
}
const inspected = (line: object = {}) => ({ lines: [{ lineId: '1', quantity: 3, outcome: 'accepted', ...line }] });
const ends: readonly ReturnStatus[] = ['closed', 'refused', 'cancelled', 'expired'];

it('takes a parcel in once; the second time the answer is 409 with how it stands', async () => {
  const { post } = await depot();
  expect(await post('received')).toMatchObject({ status: 200, body: { status: 'received', parcel: { receivedAt: noon.toISOString() } } });
  expect(await post('received')).toMatchObject({
    status: 409,
    body: { current: { caseId: 'R-00000001', status: 'received', version: 3 } },
  });
});

it.each(['refunding', 'awaiting-payout'] as const)(
  'takes a parcel in while the case is %s, for the pieces still expected',
  async (status) => {
    const { post } = await depot(mugs({ status }));
    expect(await post('received')).toMatchObject({ status: 200, body: { status: 'received' } });
    const { lines } = mugs();
    const { post: again } = await depot(mugs({ status, lines: lines.map((line) => ({ ...line, open: 0 })) }));
    expect(await again('received')).toMatchObject({ status: 409, body: { current: { status } } });
  },
);

const expecting: readonly ReturnStatus[] = ['awaiting-parcel', 'refunding', 'awaiting-payout'];
it.each(Statuses.options.filter((status) => !expecting.includes(status)))('takes no parcel in while the case is %s', async (status) => {
  const { post } = await depot(mugs({ status }));
  const answer = await post('received');
  expect(answer.status).toBe(ends.includes(status) ? 410 : 409);
  expect(answer.body.current).toMatchObject({ status, version: 1 });
});

it.each(Statuses.options.filter((status) => status !== 'received'))(
  'inspects nothing while the case is %s, whatever the lines say',
  async (status) => {
    const { post } = await depot(mugs({ status }));
    expect((await post('inspection', inspected({ lineId: '9' }))).status).toBe(ends.includes(status) ? 410 : 409);
  },
);

it('records what was found, with notes that only colleagues and only the table of people have', async () => {
  const { post, desk, dump } = await depot(arrived());
  const { status, body } = await post('inspection', inspected({ quantity: 2, grade: 'B', deduction: 100, note: 'Kotak penyok 📦' }));
  expect(status).toBe(200);
  expect(body).toMatchObject({
    status: 'inspected',
    lines: [{ open: 1 }],
    findings: [{ lineId: '1', quantity: 2, outcome: 'accepted', grade: 'B', deduction: 100 }],
    notes: [{ by: 'warehouse@shop.example', text: 'Kotak penyok 📦' }],
    messages: [],
  });
  expect(await desk.people.texts('R-00000001')).toMatchObject([{ kind: 'inspection', lineId: '1' }]);
  expect(JSON.stringify(dump('cases'))).not.toMatch(/penyok|warehouse@shop|ana@customer|Ana Putri/);
});

it.each([
  ['a line that is not in the return', inspected({ lineId: '2' }), '/lines/0/lineId'],
  ['more pieces than announced', inspected({ quantity: 4 }), '/lines/0/quantity'],
  ['more pieces in two findings', { lines: [...inspected().lines, ...inspected({ quantity: 1 }).lines] }, '/lines/1/quantity'],
  ['a deduction above the value', inspected({ deduction: 3751 }), '/lines/0/deduction'],
  ['an outcome that there is not', inspected({ outcome: 'fine' }), '/lines/0/outcome'],
  ['half a piece', inspected({ quantity: 0.5 }), '/lines/0/quantity'],
  ['no lines', { lines: [] }, '/lines'],
  ['41 notes', { lines: Array.from({ length: 41 }, () => inspected({ quantity: 1, note: 'x' }).lines[0]) }, '/lines/40/note'],
])('answers 422 to %s, at its pointer, and moves nothing', async (_, body, pointer) => {
  const { post, read } = await depot(arrived());
  const answer = await post('inspection', body);
  expect(answer).toMatchObject({ status: 422, body: { errors: expect.arrayContaining([expect.objectContaining({ pointer })]) } });
  expect((await read())?.status).toBe('received');
});

it('fits the largest inspection into one transaction: 50 lines all wrong, and 40 notes', async () => {
  const many = Array.from({ length: 50 }, (_, n) => ({
    lineId: `${n + 1}`,
    quantity: 1,
    open: 1,
    reason: 'changed-mind',
    photos: [],
    amount: 1,
  }));
  const { post, desk, put } = await depot({ ...arrived(), lines: many });
  for (const { lineId } of many) await put({ pk: 'ORDER#A-1', sk: `LINE#${lineId}`, returnable: 0 });
  const lines = many.map(({ lineId }, n) => ({ lineId, quantity: 1, outcome: 'wrong-item', ...(n < 40 ? { note: `note ${n}` } : {}) }));
  expect((await post('inspection', { lines })).status).toBe(200);
  expect(await desk.people.texts('R-00000001')).toHaveLength(40);
});

it('gives the label that was uploaded, and from then on the customer’s time runs', async () => {
  const { post, files, read } = await depot(awaited({ route: 'label' }));
  files.set('u-label', { uploadId: 'u-label', type: 'application/pdf', size: 1 });
  expect(await post('label', { uploadId: 'u-label' })).toMatchObject({ status: 200, body: { label: true } });
  expect((await read())?.clocks.find(({ measure }) => measure === 'parcel')?.state).toBe('running');
});

it.each([
  ['nobody uploaded', 'u-none'],
  ['a customer uploaded as a photo', 'u-photo'],
])('takes no label that %s', async (_, uploadId) => {
  const { post, files } = await depot(awaited({ route: 'label' }));
  files.set('u-photo', { uploadId: 'u-photo', orderId: 'A-2', type: 'image/png', size: 1 });
  expect(await post('label', { uploadId })).toMatchObject({ status: 422, body: { errors: [{ pointer: '/uploadId' }] } });
});

it('gives no label to a return that travels without one', async () => {
  const { post, files } = await depot();
  files.set('u', { uploadId: 'u', type: 'image/png', size: 1 });
  expect(await post('label', { uploadId: 'u' })).toMatchObject({ status: 409, body: { current: { status: 'awaiting-parcel' } } });
});

it.each([
  [{ type: 'application/pdf', size: 10_485_760 }, 200],
  [{ type: 'image/png', size: 10_485_761 }, 422],
  [{ type: 'text/html', size: 1 }, 422],
  [{ type: 'image/png', size: 0 }, 422],
])('answers %j with %i when a place for a label is asked for', async (body, status) => {
  const { call } = await depot();
  expect((await call('agent', 'POST /v1/agent/uploads', { body })).status).toBe(status);
});
