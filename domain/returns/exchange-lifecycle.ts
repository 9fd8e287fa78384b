import type { NewRecord } from '../cases/move.ts';
import { isOver, runningClock } from '../clocks/plain-clock.ts';
import { visibleBy } from '../refunds/visible-by.ts';
import { type Exchange, openExchange } from './exchange.ts';
import { reasonsOf } from './open-task.ts';
import { laterPromise, nextPromise } from './promises.ts';
import { now, settled } from './refund-outcome.ts';
import { type Refund, type ReturnCase, standing } from './return-case.ts';
import { stopped } from './return-clocks.ts';
import { everyStatus, notPossible, openStatuses, type Step, transition } from './transition.ts';

/** What the shop, or a colleague, says of an exchange. The text named by `textId` (in `people`) holds its reference. */
export interface ExchangeAnswer {
  readonly exchangeId: string;
  readonly by: NonNullable<Exchange['by']>;
  readonly textId?: string | undefined;
}

/** The shop has sent what the customer wanted: what was set aside for it counts as given back. Said again, it changes nothing. */
export const fulfilExchange = transition<ExchangeAnswer>('fulfil-exchange', everyStatus, (before, answer, on) => {
  const { exchangeId, by, textId } = answer;
  const exchange = find(before, exchangeId);
  if (!exchange) return notPossible('exchange-unknown');
  if (exchange.status === 'fulfilled') return { records: [] };
  if (exchange.status === 'declined')
    return notPossible('exchange-declined-before', { since: exchange.answeredAt ?? exchange.requestedAt });
  const parts = partsOf(before, exchangeId);
  const gone = { status: 'succeeded' as const, settledAt: on.toISOString() };
  const expectedBy = (refund: Refund) => visibleBy(refund.method, refund.via, on);
  const refunds = before.refunds.map((refund) =>
    parts.includes(refund) ? { ...refund, ...gone, expectedBy: expectedBy(refund) } : refund,
  );
  const exchanges = answered(before, exchangeId, { status: 'fulfilled', by }, on);
  const step = settled({ ...before, exchanges }, refunds, on);
  const paid = parts.map((refund): NewRecord => {
    const { refundId, amount, currency, method } = refund;
    return { type: 'refund.succeeded.v1', data: { refundId, amount, currency, method, expectedBy: expectedBy(refund), exchangeId } };
  });
  return {
    set: { ...step.set, exchanges },
    settles: isTheWait,
    records: [{ type: 'exchange.fulfilled.v1', data: { exchangeId, by, ...(textId ? { textId } : {}), ...now(step) } }, ...paid],
    clocks: [...(step.clocks ?? []), ...stopped(before, 'exchange')],
    settle: parts.map(({ paymentId, amount }) => ({ paymentId, amount })),
  };
});

/** The shop cannot send it: what was set aside is free again, and these pieces are owed as a refund. Said again, it changes nothing. */
export const declineExchange = transition<ExchangeAnswer & { reason?: string | undefined }>(
  'decline-exchange',
  everyStatus,
  (before, { exchangeId, by, textId, reason }, on) => {
    const exchange = find(before, exchangeId);
    if (!exchange) return notPossible('exchange-unknown');
    if (exchange.status === 'declined') return { records: [] };
    if (exchange.status === 'fulfilled')
      return notPossible('exchange-fulfilled-before', { since: exchange.answeredAt ?? exchange.requestedAt });
    const parts = partsOf(before, exchangeId);
    const released = { status: 'failed' as const, settledAt: on.toISOString() };
    const refunds = before.refunds.map((refund) => (parts.includes(refund) ? { ...refund, ...released } : refund));
    const exchanges = answered(before, exchangeId, { status: 'declined', by, ...(reason ? { reason } : {}) }, on);
    const owing = owedAgain({ ...before, exchanges }, refunds, on);
    const because = { ...(textId ? { textId } : {}), ...(reason ? { reason } : {}) };
    const failed = parts.map(({ refundId }): NewRecord => {
      return { type: 'refund.failed.v1', data: { refundId, reason: 'exchange-declined', exchangeId } };
    });
    return {
      set: { ...owing.set, exchanges },
      settles: isTheWait,
      records: [{ type: 'exchange.declined.v1', data: { exchangeId, by, ...because, ...now(owing) } }, ...failed, ...owing.records],
      clocks: stopped(before, 'exchange'),
      release: parts.map(({ paymentId, amount }) => ({ paymentId, amount, from: 'reserved' as const })),
    };
  },
);

/** The time to answer is over. Nobody knows whether the shop has sent it, so no money moves: a person asks the shop, and the customer is told. */
export const missExchange = transition<{ owner: string }>('miss-exchange', openStatuses, (before, { owner }, on) => {
  const exchange = openExchange(before);
  if (!exchange || !isOver(runningClock(before.clocks, 'exchange'))) return notPossible('not-due-yet');
  const { exchangeId, requestedAt } = exchange;
  if (reasonsOf(before.task).some(({ code, values }) => isTheWait(code) && values.exchangeId === exchangeId))
    return notPossible('already-stopped');
  const reason = { code: 'exchange-unanswered', values: { exchangeId, asked: asWords(exchange), since: requestedAt } };
  const { promisedBy } = laterPromise(before, nextPromise('refund', on));
  const told = { automatic: true, promisedBy, because: { code: 'holding-exchange', values: { until: promisedBy } } };
  return {
    set: { task: { reason, owner, since: on.toISOString() }, promisedBy },
    records: [
      { type: 'case.stopped.v1', data: { owner, reason } },
      { type: 'holding.sent.v1', data: told },
    ],
  };
});

/** The shop says the opposite of what it said before. Goods or money may be on their way: nothing moves by itself, a person looks, once. */
export const contradictExchange = transition<{ exchangeId: string; said: 'fulfilled' | 'declined'; owner: string }>(
  'contradict-exchange',
  everyStatus,
  (before, { exchangeId, said, owner }, on) => {
    const exchange = find(before, exchangeId);
    if (!exchange || exchange.status === 'requested' || exchange.status === said || exchange.contradictedAt)
      return notPossible('already-stopped');
    const since = exchange.answeredAt ?? exchange.requestedAt;
    const reason = { code: `exchange-also-${said}`, values: { exchangeId, asked: asWords(exchange), since } };
    const exchanges = before.exchanges.map((one) => (one === exchange ? { ...one, contradictedAt: on.toISOString() } : one));
    return {
      set: { exchanges, task: { reason, owner, since: on.toISOString() } },
      records: [{ type: 'case.stopped.v1', data: { owner, reason } }],
    };
  },
);

/** The money is owed once more, by the way that it was paid. */
function owedAgain(before: ReturnCase, refunds: Refund[], on: Date): Step {
  // A parcel is being looked at: the refund that follows covers this as well.
  if (standing(before) === 'received') return { set: { refunds }, records: [] };
  const promise = laterPromise(before, nextPromise('refund', on));
  const { set } = settled(before, refunds, on);
  return { set: { ...set, settledFindings: 0, promisedBy: promise.promisedBy }, records: promise.records };
}

function answered({ exchanges }: ReturnCase, exchangeId: string, answer: Pick<Exchange, 'status' | 'by' | 'reason'>, on: Date): Exchange[] {
  return exchanges.map((one) => (one.exchangeId === exchangeId ? { ...one, ...answer, answeredAt: on.toISOString() } : one));
}

/** What a person had to do about the missing answer is done. */
const isTheWait = (code: string): boolean => code === 'exchange-unanswered';

function find({ exchanges }: ReturnCase, exchangeId: string): Exchange | undefined {
  return exchanges.find((one) => one.exchangeId === exchangeId);
}

function partsOf({ refunds }: ReturnCase, exchangeId: string): Refund[] {
  return refunds.filter((refund) => refund.exchangeId === exchangeId);
}

/** `2 × MUG-RED, 1 × POT`: what a colleague looks for in the shop. */
function asWords({ items }: Exchange): string {
  return items.map(({ quantity, sku }) => `${quantity} × ${sku}`).join(', ');
}
