import { refundedOn } from './patient-people.ts';
import { type Deed, good, type Seen, sendBack, type Wish, wishes } from './wishes.ts';

/** Goods come back; then the customer names an account, and somebody who did not approve looks at it and pays. */
function paidByHand(seen: Seen): Deed | undefined {
  const open = seen.refunds.find(({ status }) => status === 'awaiting-payout');
  if (!open) return good(seen);
  const { refundId } = open;
  if (!seen.payoutAccount) return { do: 'give-account', refundId };
  const since = seen.log.map(({ type }) => type).lastIndexOf('payout.details-given.v1');
  const looked = seen.log.slice(since).some(({ type }) => type === 'payout.details-seen.v1');
  return { do: looked ? 'pay' : 'look-at-account', refundId };
}

/** The workflow is ended while it waits for the payout, is started again, and again by somebody who saw no answer. */
function restartedTwice(seen: Seen): Deed | undefined {
  const types = seen.log.map(({ type }) => type);
  const restarts = types.filter((type) => type === 'return.restarted.v1').length;
  const waits = types.slice(types.lastIndexOf('return.restarted.v1')).includes('step.waiting.v1');
  if (seen.task || (restarts === 1 && waits)) return { do: 'restart' };
  const stopped = types.includes('case.stopped.v1');
  return seen.status === 'awaiting-payout' && !stopped ? { do: 'abort' } : paidByHand(seen);
}

/** Once the case is closed the money of its first refund comes back, once. */
const comesBack =
  (how: 'return-transfer' | 'fail-at-provider'): Wish['deed'] =>
  (seen) => {
    const [first] = seen.refunds;
    const out = seen.status === 'closed' && first?.status === 'succeeded';
    return out ? { do: how, refundId: first.refundId } : paidByHand(seen);
  };

/** The shop's till takes a part of the credit. */
function spent(seen: Seen): Deed | undefined {
  const [credit] = seen.credits ?? [];
  return credit?.spent === 0 ? { do: 'spend', creditId: credit.creditId, amount: 1000 } : good(seen);
}

/** The shop answers what it was asked to send instead. */
const answered =
  (outcome: 'fulfilled' | 'declined'): Wish['deed'] =>
  (seen) => {
    const open = seen.exchanges?.find(({ status }) => status === 'requested');
    return open ? { do: 'answer-exchange', exchangeId: open.exchangeId, outcome } : good(seen);
  };

/** Every way that money takes, with what may happen on the way. */
export const moneyWishes: readonly Wish[] = [
  ...wishes.filter(({ name }) => ['to two payments', 'settled by webhook'].includes(name)),
  {
    name: 'paid by hand, and stopped while it waited',
    order: { quantity: 1, unitPrice: 6100, payments: [{ method: 'cod', captured: 6100 }] },
    quantity: 1,
    deed: restartedTwice,
    ends: { status: 'closed', refunds: [], paidOut: [6100], returnable: 0, stopped: true },
  },
  {
    name: 'paid by hand again, for the bank sent it back',
    order: { quantity: 2, unitPrice: 1600, payments: [{ method: 'wallet', captured: 3200, partial: false }] },
    quantity: 1,
    deed: comesBack('return-transfer'),
    ends: { status: 'closed', refunds: [], cameBack: [1600], paidOut: [1600], returnable: 1 },
  },
  {
    name: 'failed at the provider after it had succeeded',
    order: { quantity: 1, unitPrice: 1450 },
    quantity: 1,
    deed: comesBack('fail-at-provider'),
    ends: { status: 'closed', refunds: [1450], cameBack: [1450], paidOut: [1450], returnable: 0 },
  },
  {
    name: 'as store credit',
    order: { quantity: 1, unitPrice: 1800 },
    quantity: 1,
    remedy: 'store-credit',
    deed: spent,
    ends: { status: 'closed', refunds: [], credits: [{ issued: 1800, bonus: 180, spent: 1000 }], returnable: 0 },
  },
  {
    name: 'beside a refund of the dashboard',
    order: { quantity: 2, unitPrice: 1350, elsewhere: 1350 },
    quantity: 1,
    deed: good,
    ends: { status: 'closed', refunds: [1350], returnable: 1 },
  },
  {
    name: 'exchanged',
    order: { quantity: 1, unitPrice: 1050 },
    quantity: 1,
    remedy: 'exchange',
    deed: answered('fulfilled'),
    ends: { status: 'closed', refunds: [], exchanged: [1050], returnable: 0 },
  },
  {
    name: 'refunded, for the shop did not exchange',
    order: { quantity: 1, unitPrice: 1060 },
    quantity: 1,
    remedy: 'exchange',
    deed: answered('declined'),
    ends: { status: 'closed', refunds: [1060], notExchanged: [1060], returnable: 0 },
  },
  {
    name: 'on the first scan',
    order: { quantity: 1, unitPrice: 1550, category: refundedOn('first-scan') },
    quantity: 1,
    deed: good,
    ends: { status: 'closed', refunds: [1550], returnable: 0 },
  },
  {
    name: 'on request, and the goods were worth nothing',
    order: { quantity: 1, unitPrice: 1650, category: refundedOn('request') },
    quantity: 1,
    deed: (seen) => (seen.task ? { do: 'restart' } : sendBack([{ quantity: 1, outcome: 'rejected' }])(seen)),
    ends: { status: 'closed', refunds: [1650], returnable: 0, stopped: true },
  },
];
