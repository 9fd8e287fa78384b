import { startClock } from '../../../domain/clocks/plain-clock.ts';
import type { ReturnCase } from '../../../domain/returns/return-case.ts';
import type { CustomerEvent } from '../../../functions/notices/heard.ts';
import { agent, aRefund } from '../../builders/a-return.ts';
import { anExchange, exchangeId } from '../../builders/an-exchange.ts';

/** What happened, as which event, to which case; the notice, its text and the date of its promise (none: no notice). */
export type NoticeRow = [string, CustomerEvent['type'], object, Partial<ReturnCase>, name?: string, text?: string, date?: string];

const on = new Date('2026-11-10T10:00:00.000Z');
const because = { code: 'colleague-approved', values: {} };
const money = { amount: 2500, currency: 'GBP' };
const until = '2026-11-12T10:00:00.000Z';
const parcel = startClock('R-00000001', 'parcel', on, 'P14D');
const failed = aRefund(1, 2500, on, { status: 'failed' });
const asked = {
  ...{ exchangeId, orderId: 'A-1', currency: 'GBP', answerBy: '2026-11-13T10:00:00.000Z' },
  ...{ items: anExchange().items, worth: 1250, price: 1500, difference: 250 },
};

/** What customers hear of an exchange. */
export const exchangeRows: NoticeRow[] = [
  [
    'an exchange that was asked for',
    'exchange.requested.v1',
    { ...asked, difference: 0, price: 1250 },
    { exchanges: [anExchange()] },
    'exchange-requested',
    'exchange-requested',
    '30 November',
  ],
  [
    'a dearer exchange',
    'exchange.requested.v1',
    asked,
    { exchanges: [anExchange()] },
    'exchange-requested',
    'exchange-requested-dearer',
    '30 November',
  ],
  [
    'an exchange that was sent',
    'exchange.fulfilled.v1',
    { exchangeId, by: 'shop' },
    { exchanges: [anExchange({ status: 'fulfilled' })] },
    'exchanged',
    'exchanged',
    '10 December',
  ],
  ['an exchange that nobody knows', 'exchange.fulfilled.v1', { exchangeId, by: 'shop' }, {}],
  [
    'an exchange that was declined',
    'exchange.declined.v1',
    { exchangeId, by: agent, reason: 'out-of-stock' },
    { promisedBy: until, exchanges: [anExchange({ status: 'declined' })] },
    'exchange-declined',
    'exchange-declined',
    '15 November',
  ],
  [
    'what paid for an exchange, told with it',
    'refund.succeeded.v1',
    { refundId: failed.refundId, ...money, method: 'card', expectedBy: until, exchangeId },
    {},
  ],
  ['what was set aside for an exchange', 'refund.failed.v1', { refundId: failed.refundId, reason: 'x', exchangeId }, { refunds: [failed] }],
  [
    'an approval of an exchange',
    'return.approved.v1',
    { because, by: 'policy', keepItem: false },
    { clocks: [parcel], remedy: 'exchange' },
    'approved',
    'approved-own-postage-exchange',
    '24 November',
  ],
  [
    'an approval of an exchange in the store',
    'return.approved.v1',
    { because, by: 'policy', keepItem: false },
    { clocks: [parcel], remedy: 'exchange', route: 'store' },
    'approved',
    'approved-store-exchange',
    '24 November',
  ],
  [
    'an approval of an exchange by label',
    'return.approved.v1',
    { because, by: 'policy', keepItem: false },
    { remedy: 'exchange', route: 'label', clocks: [startClock('R-00000001', 'label', on, 'P2D')] },
    'approved',
    'approved-label',
    '12 November',
  ],
  [
    'an approval of an exchange for what may be kept',
    'return.approved.v1',
    { because, by: 'policy', keepItem: true },
    { remedy: 'exchange', route: 'label' },
    'approved',
    'approved-keep-item-exchange',
    '15 November',
  ],
  [
    'the end of an exchange',
    'return.closed.v1',
    { refunded: money },
    { exchanges: [anExchange({ status: 'fulfilled' })] },
    'closed',
    'closed-exchanged',
    '10 December',
  ],
];
