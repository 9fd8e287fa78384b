import { startClock, stopClock } from '../../../domain/clocks/plain-clock.ts';
import { agent, aRefund } from '../../builders/a-return.ts';
import type { NoticeRow } from './exchange-rows.ts';

const on = new Date('2026-11-10T10:00:00.000Z');
const approved = { because: { code: 'colleague-approved', values: {} }, by: 'policy', keepItem: false };
const parcel = startClock('R-00000001', 'parcel', on, 'P14D');
const label = stopClock(startClock('R-00000001', 'label', on, 'P2D'));
const rest = startClock('R-00000001', 'rest', on, 'P9D');
const refunds = [aRefund(1, 2500, on, { early: true, status: 'succeeded' })];
const found = (outcome: string, open = 0) => ({ findings: [{ lineId: '1', quantity: 2, outcome }], by: agent, open });
const expiring = { clockId: 'c', measure: 'parcel', rung: 'expiring', at: on.toISOString(), dueAt: '2026-11-24T10:00:00.000Z' };
const failed = [aRefund(1, 2500, on, { early: true, status: 'failed' })];

/** What customers hear whose money goes back before the goods are here. */
export const earlyRows: NoticeRow[] = [
  ...(['request', 'first-scan', 'delivery'] as const).map(
    (refundOn): NoticeRow => [
      `an approval that refunds on ${refundOn}`,
      'return.approved.v1',
      approved,
      { refundOn, clocks: [parcel] },
      'approved',
      'approved-own-postage-early',
      '24 November',
    ],
  ),
  [
    'an approval for the store that refunds at once',
    'return.approved.v1',
    approved,
    { refundOn: 'request', route: 'store', clocks: [parcel] },
    'approved',
    'approved-store-early',
    '24 November',
  ],
  [
    'an approval for the store, where no carrier reports anything',
    'return.approved.v1',
    approved,
    { refundOn: 'delivery', route: 'store', clocks: [parcel] },
    'approved',
    'approved-store',
    '24 November',
  ],
  [
    'an approval of an exchange, which is never early',
    'return.approved.v1',
    approved,
    { refundOn: 'request', remedy: 'exchange', clocks: [parcel] },
    'approved',
    'approved-own-postage-exchange',
    '24 November',
  ],
  [
    'an approval with a label to come',
    'return.approved.v1',
    approved,
    { refundOn: 'request', route: 'label', clocks: [label, parcel] },
    'approved',
    'approved-label',
    '12 November',
  ],
  [
    'a label, with when the money goes',
    'label.provided.v1',
    { uploadId: 'u', by: agent },
    { refundOn: 'first-scan', route: 'label', clocks: [parcel] },
    'label',
    'label-early',
    '24 November',
  ],
  [
    'the last days of goods that were refunded',
    'clock.rang.v1',
    expiring,
    { refunds, status: 'awaiting-parcel' },
    'expiring',
    'expiring-early',
    '24 November',
  ],
  [
    'the last days of goods whose refund failed',
    'clock.rang.v1',
    expiring,
    { refunds: failed, status: 'awaiting-parcel' },
    'expiring',
    'expiring',
    '24 November',
  ],
  [
    'missing pieces that were refunded',
    'return.inspected.v1',
    found('accepted', 1),
    { refunds, clocks: [stopClock(parcel), rest] },
    'pieces-missing',
    'pieces-missing-early',
    '19 November',
  ],
  [
    'rejected pieces that were refunded',
    'return.inspected.v1',
    found('rejected'),
    { refunds },
    'rejected',
    'rejected-early',
    '10 December',
  ],
  [
    'rejected and missing pieces that were refunded',
    'return.inspected.v1',
    found('wrong-item', 1),
    { refunds, clocks: [stopClock(parcel), rest] },
    'rejected',
    'rejected-and-missing-early',
    '19 November',
  ],
];
