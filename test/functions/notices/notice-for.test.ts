import { expect, it } from 'vitest';
import { startClock, stopClock } from '../../../domain/clocks/plain-clock.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import { customerEvents } from '../../../functions/notices/heard.ts';
import { type Facts, noticeFor } from '../../../functions/notices/notice-for.ts';
import { renderNotice } from '../../../functions/notices/render-notice.tsx';
import { aCustomerEvent } from '../../builders/a-customer-event.ts';
import { agent, aRefund, aReturn } from '../../builders/a-return.ts';
import { aLine } from '../../builders/an-order.ts';
import { earlyRows } from './early-rows.ts';
import { exchangeRows, type NoticeRow } from './exchange-rows.ts';

const on = new Date('2026-11-10T10:00:00.000Z');
const because = { code: 'colleague-approved', values: {} };
const money = { amount: 2500, currency: 'GBP' };
const parcel = startClock('R-00000001', 'parcel', on, 'P14D');
const rest = startClock('R-00000001', 'rest', on, 'P9D');
const failed = aRefund(1, 2500, on, { status: 'failed' });
const found = (outcome: string, open = 0) => ({ findings: [{ lineId: '1', quantity: 2, outcome }], by: agent, open });
const rang = (measure: string, rung: string) => ({ clockId: 'c', measure, rung, at: on.toISOString(), dueAt: '2026-11-24T10:00:00.000Z' });

function facts(subject: Partial<ReturnCase> = {}, more: Partial<Facts> = {}): Facts {
  return {
    subject: aReturn({ promisedBy: '2026-11-30T10:00:00.000Z', firstPromisedBy: '2026-11-12T10:00:00.000Z', ...subject }),
    order: { lines: [aLine({ title: 'Blue mug' }), aLine({ lineId: '2', title: '  ' })] },
    customer: { email: 'ana@customer.example', name: 'Ana', locale: 'en-GB' },
    statusUrl: 'https://shop.example/status/R-00000001',
    ...more,
  };
}

const automatic = true;
const until = '2026-11-12T10:00:00.000Z';

const rows: NoticeRow[] = [
  ['a request', 'case.acknowledged.v1', { automatic, promisedBy: until }, {}, 'received', 'received', '12 November'],
  [
    'a request while we are closed',
    'case.acknowledged.v1',
    { automatic, promisedBy: until, backAt: '2026-11-11T09:00:00.000Z' },
    {},
    'received',
    'received-closed',
    '12 November',
  ],
  [
    'a promise that would break',
    'holding.sent.v1',
    { automatic, promisedBy: until, because: { code: 'holding-decision', values: { until } } },
    {},
    'holding',
    'holding',
    '12 November',
  ],
  ['a date for a case that has none', 'promise.made.v1', { automatic, promisedBy: until }, {}, 'holding', 'still-open', '12 November'],
  [
    'an approval',
    'return.approved.v1',
    { because, by: 'policy', keepItem: false },
    { clocks: [parcel] },
    'approved',
    'approved-own-postage',
    '24 November',
  ],
  [
    'an approval with a label to come',
    'return.approved.v1',
    { because, by: 'policy', keepItem: false },
    { route: 'label', clocks: [stopClock(startClock('R-00000001', 'label', on, 'P2D')), parcel] },
    'approved',
    'approved-label',
    '12 November',
  ],
  [
    'an approval for the store',
    'return.approved.v1',
    { because, by: 'policy', keepItem: false },
    { route: 'store', clocks: [parcel] },
    'approved',
    'approved-store',
    '24 November',
  ],
  [
    'an approval to keep the items',
    'return.approved.v1',
    { because, by: 'policy', keepItem: true },
    { route: 'label' },
    'approved',
    'approved-keep-item',
    '15 November',
  ],
  ['a refusal', 'return.refused.v1', { because, by: 'policy' }, {}, 'refused', 'refused', '10 December'],
  ['a label', 'label.provided.v1', { uploadId: 'u', by: agent }, { clocks: [parcel] }, 'label', 'label', '24 November'],
  [
    'a parcel that is late',
    'clock.rang.v1',
    rang('parcel', 'remind'),
    { status: 'awaiting-parcel' },
    'reminder',
    'reminder',
    '24 November',
  ],
  ['the last days', 'clock.rang.v1', rang('parcel', 'expiring'), { status: 'awaiting-parcel' }, 'expiring', 'expiring', '24 November'],
  ['a reminder that the parcel overtook', 'clock.rang.v1', rang('parcel', 'remind'), { status: 'received' }],
  ['the deadline itself', 'clock.rang.v1', rang('parcel', 'due'), { status: 'awaiting-parcel' }],
  ['a deadline among colleagues', 'clock.rang.v1', rang('approval', 'due'), { status: 'awaiting-approval' }],
  ['a parcel', 'parcel.received.v1', { by: agent }, {}, 'parcel-received', 'parcel-received', '13 November'],
  ['everything accepted', 'return.inspected.v1', found('accepted'), {}],
  [
    'pieces missing',
    'return.inspected.v1',
    found('accepted', 1),
    { clocks: [stopClock(parcel), rest] },
    'pieces-missing',
    'pieces-missing',
    '19 November',
  ],
  ['rejected pieces', 'return.inspected.v1', found('rejected'), {}, 'rejected', 'rejected', '10 December'],
  [
    'wrong items and missing ones',
    'return.inspected.v1',
    found('wrong-item', 1),
    { clocks: [stopClock(parcel), rest] },
    'rejected',
    'rejected-and-missing',
    '19 November',
  ],
  [
    'a refund',
    'refund.succeeded.v1',
    { refundId: failed.refundId, ...money, method: 'card', expectedBy: '2026-11-20T10:00:00Z' },
    {},
    'refunded',
    'refunded',
    '20 November',
  ],
  [
    'store credit that ends',
    'refund.succeeded.v1',
    { refundId: failed.refundId, ...money, method: 'store-credit', expectedBy: on.toISOString() },
    { refunds: [{ ...failed, status: 'succeeded', via: 'credit', credit: { bonus: 100, expiresAt: '2026-12-24T10:00:00.000Z' } }] },
    'credited',
    'credited-until',
    '24 December',
  ],
  [
    'a refund that failed',
    'refund.failed.v1',
    { refundId: failed.refundId, reason: 'x' },
    { refunds: [failed] },
    'refund-delayed',
    'refund-delayed',
    '30 November',
  ],
  [
    'a refund that failed after the end',
    'refund.failed.v1',
    { refundId: failed.refundId, reason: 'x' },
    { refunds: [failed], status: 'closed', promisedBy: '2026-11-01T10:00:00.000Z' },
    'refund-delayed',
    'refund-delayed',
    '15 November',
  ],
  [
    'a refund that came back',
    'refund.failed.v1',
    { refundId: failed.refundId, reason: 'x', cameBack: true },
    { refunds: [failed] },
    'refund-came-back',
    'refund-came-back',
    '30 November',
  ],
  [
    'a payout',
    'payout.needed.v1',
    { refundId: failed.refundId },
    { refunds: [failed], promisedBy: '2026-11-17T10:00:00.000Z' },
    'payout-details',
    'payout-details',
    '17 November',
  ],
  [
    'a payout of what came back, of which they have heard',
    'payout.needed.v1',
    { refundId: failed.refundId },
    { refunds: [{ ...failed, replaces: aRefund(9, 1, on).refundId }] },
  ],
  ...exchangeRows,
  ...earlyRows,
  ['a payout that nobody knows', 'payout.needed.v1', { refundId: failed.refundId }, {}],
  ['a failed refund that nobody knows', 'refund.failed.v1', { refundId: failed.refundId, reason: 'x' }, {}],
  ['the end', 'return.closed.v1', { refunded: money }, {}, 'closed', 'closed', '10 December'],
  ['a cancellation', 'return.cancelled.v1', { by: 'customer' }, {}, 'cancelled', 'cancelled', '10 December'],
  ['an expiry', 'return.expired.v1', { measure: 'parcel' }, {}, 'expired', 'expired', '10 December'],
];

it.each(rows)(
  'makes of %s (%s) the right notice, in both languages, with the date of its step',
  (_, type, data, subject, name, text, date) => {
    const event = aCustomerEvent(type, data);
    const english = noticeFor(event, facts(subject));
    expect(english && { name: english.name, text: english.text }).toEqual(name && { name, text });
    if (!english) return;
    expect(renderNotice(english.text, 'en-GB', english.values).text.split('\n\n').at(-2)).toContain(`${date} 2026`);
    const customer = { email: 'ana@customer.example', name: '', locale: 'id-ID' };
    const indonesian = noticeFor(event, facts(subject, { customer }))!;
    expect(renderNotice(indonesian.text, 'id-ID', indonesian.values).text).toMatch(/pelanggan yang terhormat/);
  },
);

it('has a row for everything that customers hear of', () => {
  expect(new Set([...rows.map(([, type]) => type), 'message.sent.v1'])).toEqual(new Set(customerEvents.map(({ type }) => type)));
});

it.each([
  ['open', {}, 'message', 'The next date of your return: 30 November 2026.'],
  ['over', { status: 'closed', promisedBy: '2026-11-01T10:00:00.000Z' }, 'message-afterwards', 'If you answer by 10 December 2026'],
] as const)('mails what a colleague wrote on a return that is %s, with a date still to come', (_, subject, text, promise) => {
  const notice = noticeFor(aCustomerEvent('message.sent.v1', { textId: 't', by: agent }), facts(subject, { message: 'Which colour?' }))!;
  expect(notice).toMatchObject({ name: 'message', text });
  expect(renderNotice(notice.text, 'en', notice.values).text).toContain(promise);
});

it.each(['en', 'id'])('tells of store credit without end what it is made of, in %s', (locale) => {
  const refund = { ...failed, status: 'succeeded' as const, via: 'credit' as const, credit: { bonus: 100 } };
  const data = { refundId: failed.refundId, ...money, method: 'store-credit', expectedBy: on.toISOString() };
  const customer = { email: 'ana@customer.example', name: 'Ana', locale };
  const known = facts({ refunds: [refund] }, { customer, composition: ['2 × Blue mug: £25.00'] });
  const notice = noticeFor(aCustomerEvent('refund.succeeded.v1', data), known)!;
  const { text } = renderNotice(notice.text, locale, notice.values);
  expect(text).toContain('- 2 × Blue mug: £25.00');
  expect(text).toMatch(/- Bonus: .*1[.,]00\n- Total: .*26[.,]00\n/);
  expect(text).toMatch(locale === 'id' ? /tidak kedaluwarsa/ : /does not run out/);
});

it.each(['en', 'id'])('closes a return that brought nothing with how it came about, in %s', (locale) => {
  const known = facts(
    {},
    { customer: { email: 'ana@customer.example', name: 'Ana', locale }, composition: ['Potongan / deduction: -£25.00'] },
  );
  const notice = noticeFor(aCustomerEvent('return.closed.v1', { refunded: { amount: 0, currency: 'GBP' } }), known)!;
  const { subject, text } = renderNotice(notice.text, locale, notice.values);
  expect(notice.name).toBe('closed');
  expect(subject).toMatch(locale === 'id' ? /tidak ada dana yang dikembalikan/ : /nothing is refunded/);
  expect(text).toContain('- Potongan / deduction: -£25.00\n');
});

it.each([
  ['remind', {}, true],
  ['due', {}, false],
  ['remind', { state: 'stopped' as const }, false],
])('asks again for an account when its clock rings %s, %j: %s', (rung, differs, asks) => {
  const clock = { ...startClock('R-00000001', 'account', on, 'P14D'), ...differs };
  const waiting = { ...failed, status: 'awaiting-payout' as const, via: 'payout' as const };
  const known = (locale: string) =>
    facts({ refunds: [waiting], clocks: [clock] }, { customer: { email: 'ana@customer.example', name: 'Ana', locale } });
  const event = aCustomerEvent('clock.rang.v1', {
    clockId: clock.clockId,
    measure: 'account',
    rung,
    at: on.toISOString(),
    dueAt: clock.dueAt,
  });
  for (const locale of ['en', 'id']) {
    const notice = noticeFor(event, known(locale));
    expect(notice?.name).toBe(asks ? 'payout-reminder' : undefined);
    if (notice) expect(renderNotice(notice.text, locale, notice.values).text).toMatch(/25[.,]00/);
  }
  expect(noticeFor(event, facts({ refunds: [], clocks: [clock] }))).toBeUndefined();
});

it('mails no message whose text is gone', () => {
  expect(noticeFor(aCustomerEvent('message.sent.v1', { textId: 't', by: agent }), facts())).toBeUndefined();
});

it('gives a refusal the reason that the colleague wrote', () => {
  const colleague = { code: 'colleague-refused', values: { textId: 't' } };
  const event = aCustomerEvent('return.refused.v1', { because: colleague, by: agent });
  expect(noticeFor(event, facts({}, { message: 'Worn outdoors.' }))?.values.because).toBe('Worn outdoors.');
  expect(noticeFor(event, facts())?.values.because).toMatch(/^A colleague looked/);
});

it('names the items, a line without a title by its number', () => {
  const event = aCustomerEvent('case.acknowledged.v1', { automatic, promisedBy: until });
  expect(noticeFor(event, facts())?.values.items).toEqual(['3 × Blue mug', '1 × 2']);
});

it.each(['en_GB', 'zz', 'e!', 'fr-FR', 'id_ID', 'x-private-use-0'])(
  'writes dates and amounts for the locale %s without failing',
  (locale) => {
    const customer = { email: 'ana@customer.example', name: 'Ana', locale };
    const notice = noticeFor(aCustomerEvent('return.closed.v1', { refunded: money }), facts({}, { customer }));
    expect(notice?.values.amount).toMatch(locale === 'id_ID' ? /^GBP\s?25,00$|^£25,00$/ : /^£25\.00$/);
  },
);
