import { describe, expect, it } from 'vitest';
import { Measure } from '../../../domain/clocks/clock.ts';
import { Question } from '../../../domain/returns/questions.ts';
import { SlaMeasure } from '../../../domain/sla/sla-measure.ts';
import { logEn } from '../../../domain/texts/log-en.ts';
import { isForCustomers, logText } from '../../../domain/texts/log-text.ts';
import { catalogue, type EventType } from '../../../events/catalogue.ts';
import { approvalId, day } from '../../builders/a-return.ts';

const because = { code: 'allowed', values: {} };
const money = { amount: 4140, currency: 'GBP' };
const on = day(9).toISOString();
const exchangeId = `ex_${'0'.repeat(24)}`;
const refundId = `rf_${'0'.repeat(24)}`;
const by = 'p_0123456789ab';
const clockId = 'R-00000001.parcel';

/** One record per event of a case's log, valid for the catalogue. */
const records = {
  'approval.asked.v1': { approvalId, terms: 1, amount: money, because },
  'approval.answered.v1': { approvalId, to: [by], by: 'customer', textId: 't-1' },
  'approval.decided.v1': { approvalId, decision: 'approve', by },
  'approval.ended.v1': { approvalId, why: 'expired' },
  'approval.handed-over.v1': { approvalId, to: [by], from: [], why: 'deputy', level: 1 },
  'approval.questioned.v1': { approvalId, by, to: 'customer', textId: 't-1' },
  'approval.reminded.v1': { approvalId, to: [by], why: 'unanswered' },
  'approval.unread.v1': { approvalId, to: [by] },
  'approval.superseded.v1': { approvalId, terms: 2 },
  'case.acknowledged.v1': { automatic: true, promisedBy: on },
  'case.assigned.v1': { to: by, by },
  'case.prioritised.v1': { was: 'normal', priority: 'high', by },
  'case.stopped.v1': { owner: 'agents', reason: because },
  'task.finished.v1': { by },
  'clock.rang.v1': { clockId, measure: 'parcel', rung: 'expiring', at: on, dueAt: on },
  'credit.issued.v1': { creditId: refundId, orderId: 'A-1', ...money, bonus: 414, expiresAt: on },
  'exchange.declined.v1': { exchangeId, by: 'shop', reason: 'out-of-stock' },
  'exchange.fulfilled.v1': { exchangeId, by },
  'exchange.requested.v1': {
    ...{ exchangeId, orderId: 'A-1', worth: 1250, price: 1500, difference: 250, currency: 'GBP', answerBy: on },
    items: [{ lineId: '1', sku: 'MUG-RED', quantity: 1, price: 1500 }],
  },
  'holding.sent.v1': { automatic: true, promisedBy: on, because: { code: 'holding-decision', values: { until: on } } },
  'label.provided.v1': { uploadId: 'u-1', by },
  'message.received.v1': { textId: 't-1' },
  'message.sent.v1': { textId: 't-1', by },
  'note.added.v1': { textId: 't-1', by },
  'parcel.received.v1': { by },
  'parcel.scanned.v1': { status: 'delivered', at: on },
  'parcel.shipped.v1': { carrier: 'Royal Mail' },
  'payout.details-given.v1': {},
  'payout.details-seen.v1': { refundId, by },
  'payout.needed.v1': { refundId },
  'payout.returned.v1': { refundId, by, textId: 't-1' },
  'promise.made.v1': { automatic: true, promisedBy: on },
  'promise.moved.v1': { promisedBy: on },
  'refund.failed.v1': { refundId, reason: 'declined' },
  'refund.reserved.v1': { refundId, paymentId: 'pay-1', ...money },
  'refund.sent.v1': { refundId },
  'refund.succeeded.v1': { refundId, ...money, method: 'card', expectedBy: on },
  'return.approved.v1': { because, by: 'policy', keepItem: false },
  'return.cancelled.v1': { by: 'customer' },
  'return.changed.v1': { by, terms: 2, fields: ['lines'] },
  'return.closed.v1': { refunded: { amount: 0, currency: 'GBP' } },
  'return.expired.v1': { measure: 'parcel' },
  'return.extended.v1': { until: on, times: 1 },
  'return.inspected.v1': { findings: [], by, open: 2 },
  'return.refused.v1': { because, by },
  'return.reopened.v1': { caseId: 'R-00000001', because: { code: 'money-came-back', values: {} } },
  'return.requested.v1': { caseId: 'R-00000001', orderId: 'O-1', value: money },
  'return.rest-expired.v1': { pieces: 2 },
  'return.restarted.v1': { caseId: 'R-00000001', by },
  'sla.acknowledged.v1': { clockId, measure: 'resolution', by },
  'sla.escalated.v1': { clockId, measure: 'resolution', rung: '80%', action: 'notify', people: [by], how: 'direct' },
  'step.waiting.v1': { question: 'parcel' },
} as const;
const elsewhere = /^(shop\.|lookup\.|session\.|policy\.|customer\.)/;
const rows = Object.entries(records) as [EventType, Record<string, unknown>][];

describe('the timeline', () => {
  it('has a sample of every event of a case', () => {
    expect(Object.keys(records).sort()).toEqual(
      Object.keys(catalogue)
        .filter((type) => !elsewhere.test(type))
        .sort(),
    );
  });

  it.each(rows)('says %s in both languages, without ids or blanks', (type, data) => {
    catalogue[type].data.parse(data);
    const [english, indonesian] = [logText(type, data, 'en-GB'), logText(type, data, 'id-ID')];
    expect(indonesian).not.toBe(english);
    for (const sentence of [english, indonesian]) {
      expect(sentence).not.toMatch(/[{}]|undefined|p_0123|rf_0|t-1|u-1/);
      expect(sentence).toMatch(/^[\p{Lu}£].*\.$/u);
    }
  });

  it.each([
    [
      'money and date of a refund',
      'refund.succeeded.v1',
      records['refund.succeeded.v1'],
      '£41.40 was refunded; the money is visible by 10 January 2026.',
    ],
    ['who cancelled', 'return.cancelled.v1', { by }, 'The return was cancelled by the shop.'],
    ['that the items may be kept', 'return.approved.v1', { because, by, keepItem: true }, 'nothing needs to be sent back'],
    ['that a refund came back', 'refund.failed.v1', { refundId, reason: 'declined', cameBack: true }, 'The refund came back'],
    ['that everything came', 'return.inspected.v1', { findings: [], by, open: 0 }, 'The items were inspected.'],
    ['a carrier’s word that it has none of its own for', 'parcel.scanned.v1', { status: 'held at customs', at: on }, 'held at customs'],
  ])('says %s', (_, type, data, part) => {
    expect(logText(type, data, 'en-GB')).toContain(part);
  });

  it('knows every question and every deadline', () => {
    for (const question of Question.options) expect(logText('step.waiting.v1', { question }, 'id')).toBeTruthy();
    for (const measure of Measure.options) expect(Object.keys(logEn)).toContain(`clock.rang.v1:${measure}.due`);
  });

  it('keeps notes, owners and machinery from customers', () => {
    expect(rows.filter(([type, data]) => !isForCustomers({ type, data })).map(([type]) => type)).toEqual([
      'approval.answered.v1',
      'approval.ended.v1',
      'approval.handed-over.v1',
      'approval.questioned.v1',
      'approval.reminded.v1',
      'approval.unread.v1',
      'approval.superseded.v1',
      'case.assigned.v1',
      'case.prioritised.v1',
      'case.stopped.v1',
      'task.finished.v1',
      'note.added.v1',
      'payout.details-seen.v1',
      'refund.reserved.v1',
      'return.restarted.v1',
      'sla.acknowledged.v1',
      'sla.escalated.v1',
      'step.waiting.v1',
    ]);
  });

  it.each(SlaMeasure.options)('tells colleagues, not customers, of the deadline of %s', (measure) => {
    const data = {
      clockId,
      measure,
      rung: '80%',
      at: on,
      dueAt: on,
      sla: { to: ['owner'], channel: 'email', action: 'notify', urgent: false },
    };
    catalogue['clock.rang.v1'].data.parse(data);
    expect(logText('clock.rang.v1', data, 'en-GB')).toContain('(80%)');
    expect(isForCustomers({ type: 'clock.rang.v1', data })).toBe(false);
  });

  it('throws on a record that it does not know', () => {
    expect(() => logText('shop.order.placed.v1', {}, 'en')).toThrow('no sentence');
  });
});
