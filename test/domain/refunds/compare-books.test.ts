import { expect, it } from 'vitest';
import { type BookEntry, differencesOf } from '../../../domain/refunds/compare-books.ts';
import { aRefund, day } from '../../builders/a-return.ts';

const ours = (status: 'succeeded' | 'failed' | 'sent', differs: object = {}) => ({ ...aRefund(1, 2500, day(0), { status }), ...differs });
const { refundId } = ours('sent');
const entry = (differs: Partial<BookEntry> = {}): BookEntry => ({
  providerId: 're_1',
  refundId,
  amount: 2500,
  status: 'succeeded',
  ...differs,
});
const elsewhere = (amount: number): BookEntry => ({ providerId: 're_9', amount, status: 'succeeded' });

it.each([
  ['nothing on either side', [], [], []],
  ['a refund that both know', [ours('succeeded')], [entry()], []],
  ['one that is pending there', [ours('succeeded')], [entry({ status: 'pending' })], []],
  ['one without an outcome here', [ours('sent')], [entry()], []],
  ['one without an outcome here that they do not know', [ours('sent')], [], []],
  ['one that failed on both sides', [ours('failed')], [entry({ status: 'failed' })], []],
  ['one of the dashboard within what was captured', [ours('succeeded')], [entry(), elsewhere(2500)], []],
  ['a payout, which no provider knows', [ours('succeeded', { via: 'payout' })], [], []],
  ['one that they do not have', [ours('succeeded')], [], [{ what: 'missing', id: refundId, refundId }]],
  ['one that failed there', [ours('succeeded')], [entry({ status: 'failed' })], [{ what: 'missing', id: refundId, refundId }]],
  ['another amount', [ours('succeeded')], [entry({ amount: 2400 })], [{ what: 'amount', id: refundId, refundId }]],
  [
    'one that was made twice',
    [ours('succeeded')],
    [entry(), entry({ providerId: 're_2', amount: 1 })],
    [{ what: 'doubled', id: refundId, refundId }],
  ],
  ['one that failed here and was made there', [ours('failed')], [entry()], [{ what: 'unknown', id: refundId, refundId }]],
  ['one in our name that nobody here made', [], [entry()], [{ what: 'unknown', id: 're_1' }]],
  ['more than was captured', [ours('succeeded')], [entry(), elsewhere(2501)], [{ what: 'above', id: '5001' }]],
  [
    'more than was captured, with what was paid by hand',
    [ours('succeeded', { via: 'payout' })],
    [elsewhere(2501)],
    [{ what: 'above', id: '5001' }],
  ],
] as const)('compares %s', (_case, mine, books, differences) => {
  expect(differencesOf(mine, books, 5000)).toEqual(differences);
});
