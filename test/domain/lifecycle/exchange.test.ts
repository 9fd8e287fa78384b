import { describe, expect, it } from 'vitest';
import { plus } from '../../../domain/clocks/duration.ts';
import { ringDue } from '../../../domain/returns/case-care.ts';
import type { Exchange } from '../../../domain/returns/exchange.ts';
import { contradictExchange, declineExchange, fulfilExchange, missExchange } from '../../../domain/returns/exchange-lifecycle.ts';
import { askedExchange } from '../../../domain/returns/exchange-request.ts';
import { inspect } from '../../../domain/returns/inspection.ts';
import { receive } from '../../../domain/returns/parcel-lifecycle.ts';
import { answerTo } from '../../../domain/returns/questions.ts';
import { reserveRefunds, settleRefund } from '../../../domain/returns/refund-lifecycle.ts';
import { isRefundable } from '../../../domain/returns/refund-standing.ts';
import type { Refund, ReturnCase } from '../../../domain/returns/return-case.ts';
import { decide } from '../../../domain/returns/return-decision.ts';
import { close } from '../../../domain/returns/return-lifecycle.ts';
import { agent, aRefund, aReturn, day, execution, mustMove, policy, walked, whyNot, yes } from '../../builders/a-return.ts';
import { anExchange, exchangeId } from '../../builders/an-exchange.ts';

const accepted = (lineId: string, quantity: number) => (before: ReturnCase) =>
  inspect(before, { findings: [{ lineId, quantity, outcome: 'accepted' }], by: agent, policy }, day(2));
const arrived = (before: ReturnCase) => receive(before, { by: agent }, day(2));
const approved = (before: ReturnCase) => decide(before, { execution, decision: yes, policy }, day(1));
const asking: Exchange = anExchange({ requestedAt: day(3).toISOString(), answerBy: day(6).toISOString() });
const part = (n: number, amount: number, differs: Partial<Refund> = {}) =>
  aRefund(n, amount, day(3), { via: 'exchange', status: 'sent', exchangeId, ...differs });

/** Three cups came, and (unless `all`) a pot is still to come; the shop is asked, with a part of 10.00 and one of 2.50, and 1.00 goes back. */
function asked(all = true, refunds = [aRefund(1, 100, day(3)), part(2, 1000), part(3, 250, { paymentId: 'pay-2' })]): ReturnCase {
  const lines = aReturn().lines.slice(0, all ? 1 : 2);
  const inspected = walked(aReturn({ remedy: 'exchange', lines }), approved, arrived, accepted('1', 3));
  return mustMove(reserveRefunds(inspected, { refunds, settlesFindings: 1, exchange: asking }, day(3))).case;
}
const paid = (before: ReturnCase) => settleRefund(before, { refundId: aRefund(1, 1, day(0)).refundId, status: 'succeeded' }, day(3));
const sent = (before: ReturnCase) => fulfilExchange(before, { exchangeId, by: 'shop' }, day(4));
const declined = (before: ReturnCase) => declineExchange(before, { exchangeId, by: 'shop', reason: 'out-of-stock' }, day(4));
const types = (move: { records: readonly { type: string }[] }) => move.records.map(({ type }) => type);

describe('an exchange that is asked for', () => {
  it('is open from now on, until the shop’s time is over', () => {
    const { items, worth, price } = anExchange();
    expect(askedExchange({ items, worth, price }, exchangeId, 'P3D', day(3))).toEqual(asking);
  });
});

describe('asking the shop', () => {
  it('is one step with setting the money aside: refunds, exchange, clock and request', () => {
    const inspected = walked(aReturn({ remedy: 'exchange', lines: aReturn().lines.slice(0, 1) }), approved, arrived, accepted('1', 3));
    const refunds = [aRefund(1, 100, day(3)), part(2, 1000), part(3, 250, { paymentId: 'pay-2' })];
    const move = mustMove(reserveRefunds(inspected, { refunds, settlesFindings: 1, exchange: asking }, day(3)));
    expect(move.reserve).toEqual([
      { paymentId: 'pay-1', amount: 1100 },
      { paymentId: 'pay-2', amount: 250 },
    ]);
    expect(types(move)).toEqual(['refund.reserved.v1', 'refund.reserved.v1', 'refund.reserved.v1', 'exchange.requested.v1']);
    expect(move.records.at(-1)?.data).toEqual({
      ...{ exchangeId, orderId: 'O-1', worth: 1250, price: 1500, difference: 250, currency: 'GBP', answerBy: day(6).toISOString() },
      items: asking.items,
    });
    expect(move.clocks).toMatchObject([{ measure: 'exchange', dueAt: day(6).toISOString(), rungs: [{ name: 'due' }] }]);
    expect(move.case).toMatchObject({ status: 'refunding', exchanges: [asking], settledFindings: 1 });
    expect(answerTo('settlement', move.case)).toBeUndefined();
  });

  it('moves the promise only when the shop has longer than was promised, by a day more', () => {
    const inspected = walked(aReturn({ remedy: 'exchange', lines: aReturn().lines.slice(0, 1) }), approved, arrived, accepted('1', 3));
    const long = { ...asking, answerBy: day(20).toISOString() };
    const move = mustMove(reserveRefunds(inspected, { refunds: [], settlesFindings: 1, exchange: long }, day(3)));
    expect(types(move)).toEqual(['exchange.requested.v1', 'promise.moved.v1']);
    expect(move.case.promisedBy).toBe(plus(day(20), 'P1D'));
  });
});

describe('sent', () => {
  it('settles all that was set aside for it, and with the rest the return can close', () => {
    const move = mustMove(sent(walked(asked(), paid)));
    const gone = { currency: 'GBP', method: 'card', expectedBy: day(4).toISOString(), exchangeId };
    expect(move.records).toEqual([
      { type: 'exchange.fulfilled.v1', data: { exchangeId, by: 'shop', status: 'refunding' } },
      { type: 'refund.succeeded.v1', data: { refundId: part(2, 0).refundId, amount: 1000, ...gone } },
      { type: 'refund.succeeded.v1', data: { refundId: part(3, 0).refundId, amount: 250, ...gone } },
    ]);
    const settled = { status: 'succeeded', settledAt: day(4).toISOString(), expectedBy: day(4).toISOString() };
    expect(move.case.refunds.slice(1)).toEqual([
      part(2, 1000, settled as object),
      part(3, 250, { paymentId: 'pay-2', ...(settled as object) }),
    ]);
    expect(move.name).toBe('fulfil-exchange');
    expect(move.settle).toEqual([
      { paymentId: 'pay-1', amount: 1000 },
      { paymentId: 'pay-2', amount: 250 },
    ]);
    expect(move.case.exchanges).toMatchObject([{ status: 'fulfilled', by: 'shop', answeredAt: day(4).toISOString() }]);
    expect(move.clocks?.map(({ measure, state }) => [measure, state])).toEqual([
      ['refund', 'stopped'],
      ['exchange', 'stopped'],
    ]);
    expect(answerTo('settlement', move.case)).toBe('settled');
    const closed = mustMove(close(move.case, {}, day(4)));
    expect(closed.records[0]?.data).toEqual({ refunded: { amount: 100, currency: 'GBP' } });
  });

  it('by a colleague names the text that holds their reference', () => {
    const move = mustMove(fulfilExchange(asked(), { exchangeId, by: agent, textId: 't-1' }, day(4)));
    expect(move.records[0]?.data).toEqual({ exchangeId, by: agent, textId: 't-1', status: 'refunding' });
    expect(move.case.exchanges).toMatchObject([{ by: agent }]);
    const refused = mustMove(declineExchange(asked(), { exchangeId, by: agent, textId: 't-1' }, day(4)));
    expect(refused.records[0]?.data).toEqual({ exchangeId, by: agent, textId: 't-1', status: 'refunding' });
    expect(refused.case.exchanges[0]).not.toHaveProperty('reason');
  });

  it('answers nothing about another exchange of the case', () => {
    const earlier = anExchange({ exchangeId: `ex_${'1'.repeat(24)}`, status: 'fulfilled' });
    const both = { ...asked(), exchanges: [earlier, asking] };
    expect(walked(both, sent).exchanges).toMatchObject([earlier, { exchangeId, status: 'fulfilled' }]);
    expect(walked(both, declined).exchanges).toMatchObject([earlier, { exchangeId, status: 'declined' }]);
  });

  it('waits for what goes back beside it', () => {
    const move = mustMove(sent(asked()));
    expect(answerTo('settlement', move.case)).toBeUndefined();
    expect(answerTo('settlement', walked(move.case, paid))).toBe('settled');
  });

  it('twice is once, and declined afterwards is not possible, also when all is closed', () => {
    const closed = walked(asked(), paid, sent, (before) => close(before, {}, day(4)));
    expect(mustMove(sent(closed))).toMatchObject({ records: [], case: { version: closed.version } });
    const no = { notPossible: { code: 'exchange-fulfilled-before', values: { since: day(4).toISOString() } } };
    expect(declined(closed)).toEqual(no);
  });

  it('also where nothing was set aside: wear took it all, the shop collects the price', () => {
    const free = { ...asking, worth: 0 };
    const inspected = walked(aReturn({ remedy: 'exchange', lines: aReturn().lines.slice(0, 1) }), approved, arrived, accepted('1', 3));
    const waiting = mustMove(reserveRefunds(inspected, { refunds: [], settlesFindings: 1, exchange: free }, day(3))).case;
    expect([waiting.status, answerTo('settlement', waiting), whyNot(close(waiting, {}, day(3)))]).toEqual([
      'refunding',
      undefined,
      'refund-open',
    ]);
    expect(answerTo('settlement', walked(waiting, sent))).toBe('settled');
    expect(answerTo('settlement', walked(waiting, declined))).toBe('owed-again');
  });
});

describe('declined', () => {
  it('releases what was set aside, and is owed again by itself', () => {
    const move = mustMove(declined(walked(asked(), paid)));
    const free = { reason: 'exchange-declined', exchangeId };
    expect(move.records).toEqual([
      { type: 'exchange.declined.v1', data: { exchangeId, by: 'shop', reason: 'out-of-stock', status: 'inspected' } },
      { type: 'refund.failed.v1', data: { refundId: part(2, 0).refundId, ...free } },
      { type: 'refund.failed.v1', data: { refundId: part(3, 0).refundId, ...free } },
      { type: 'promise.moved.v1', data: { promisedBy: day(9).toISOString() } },
    ]);
    expect(move.case).toMatchObject({
      settledFindings: 0,
      promisedBy: day(9).toISOString(),
      exchanges: [{ reason: 'out-of-stock', by: 'shop' }],
    });
    expect(move.name).toBe('decline-exchange');
    expect(move.release).toEqual([
      { paymentId: 'pay-1', amount: 1000, from: 'reserved' },
      { paymentId: 'pay-2', amount: 250, from: 'reserved' },
    ]);
    expect(answerTo('settlement', move.case)).toBe('owed-again');
    expect([isRefundable(move.case), whyNot(close(move.case, {}, day(4)))]).toEqual([true, 'refund-open']);
    expect(move.clocks?.map(({ measure }) => measure)).toEqual(['exchange']);
  });

  it('is done once its money is set aside anew', () => {
    const owing = walked(asked(), paid, declined);
    const again = { refunds: [aRefund(9, 1250, day(5))], settlesFindings: 1 };
    const refunding = mustMove(reserveRefunds(owing, again, day(5))).case;
    expect(refunding.exchanges).toMatchObject([{ status: 'declined', replacedAt: day(5).toISOString() }]);
    expect(refunding.refunds.map(({ replacedAt }) => replacedAt !== undefined)).toEqual([false, true, true, false]);
    const settle = { refundId: aRefund(9, 1, day(0)).refundId, status: 'succeeded' as const };
    expect(
      answerTo(
        'settlement',
        walked(refunding, (before) => settleRefund(before, settle, day(5))),
      ),
    ).toBe('settled');
  });

  it('while the provider has not made the rest waits for that as well', () => {
    expect(answerTo('settlement', walked(asked(), declined))).toBeUndefined();
    expect(answerTo('settlement', walked(asked(), declined, paid))).toBe('owed-again');
  });

  it('twice is once, and sent afterwards is not possible', () => {
    const after = walked(asked(), paid, declined);
    expect(mustMove(declined(after)).records).toEqual([]);
    expect(sent(after)).toEqual({ notPossible: { code: 'exchange-declined-before', values: { since: day(4).toISOString() } } });
  });

  it('while the next parcel is looked at waits for what it brings', () => {
    const received = walked(asked(false), paid, arrived);
    const move = mustMove(declined(received));
    expect(types(move)).toEqual(['exchange.declined.v1', 'refund.failed.v1', 'refund.failed.v1']);
    const after = move.case;
    expect(after.settledFindings).toBe(received.settledFindings);
    expect([after.status, answerTo('settlement', after)]).toEqual(['received', undefined]);
    const inspected = walked(after, accepted('2', 1));
    expect([inspected.status, answerTo('settlement', inspected)]).toEqual(['inspected', 'owed-again']);
  });
});

it('what a parcel brings while the shop is asked goes back after its answer', () => {
  const inspected = walked(asked(false), paid, arrived, accepted('2', 1));
  expect([inspected.status, answerTo('settlement', inspected)]).toEqual(['refunding', undefined]);
  expect(answerTo('settlement', walked(inspected, sent))).toBe('owed-again');
});

it('knows no other exchange', () => {
  const other = { exchangeId: `ex_${'9'.repeat(24)}`, by: 'shop' } as const;
  expect([whyNot(fulfilExchange(asked(), other, day(4))), whyNot(declineExchange(asked(), other, day(4)))]).toEqual([
    'exchange-unknown',
    'exchange-unknown',
  ]);
});

describe('unanswered', () => {
  const rang = (before: ReturnCase) => ringDue(before, { measure: 'exchange' }, day(6));
  const missed = (before: ReturnCase) => missExchange(before, { owner: 'agents' }, day(6));

  it('is not before the time is over', () => expect(whyNot(missed(asked()))).toBe('not-due-yet'));

  it('becomes a task that says what was asked, and a word to the customer; no money moves', () => {
    const move = mustMove(missed(walked(asked(), paid, rang)));
    const values = { exchangeId, asked: '1 × MUG-RED', since: day(3).toISOString() };
    expect(move.case.task).toEqual({ reason: { code: 'exchange-unanswered', values }, owner: 'agents', since: day(6).toISOString() });
    const until = day(11).toISOString();
    const because = { code: 'holding-exchange', values: { until } };
    expect(move.records).toEqual([
      { type: 'case.stopped.v1', data: { owner: 'agents', reason: { code: 'exchange-unanswered', values } } },
      { type: 'holding.sent.v1', data: { automatic: true, promisedBy: until, because } },
    ]);
    expect(move.name).toBe('miss-exchange');
    expect(move.case.promisedBy).toBe(day(11).toISOString());
    expect(move).not.toHaveProperty('release');
    expect(move.case.refunds).toEqual(walked(asked(), paid).refunds);
    expect(whyNot(missed(move.case))).toBe('already-stopped');
  });

  it.each([
    ['sent', sent],
    ['declined', declined],
  ])('and then %s ends the task, no other one', (_answer, answer) => {
    const waiting = walked(asked(), paid, rang, missed);
    const other = { code: 'customer-disputes', values: {} };
    const also = { ...waiting, task: { ...waiting.task!, also: [other] } };
    expect(walked(waiting, answer).task).toBeUndefined();
    expect(walked(also, answer).task?.reason).toEqual(other);
  });

  it('is told beside another task, and of another exchange again', () => {
    const disputed = { reason: { code: 'customer-disputes', values: { exchangeId } }, owner: 'agents', since: day(1).toISOString() };
    const before = { ...walked(asked(), paid, rang), task: disputed };
    expect(walked(before, missed).task?.reason.code).toBe('exchange-unanswered');
    const values = { exchangeId: `ex_${'1'.repeat(24)}` };
    const other = { ...disputed, reason: { code: 'exchange-unanswered', values } };
    expect(walked({ ...before, task: other }, missed).task?.reason.values.exchangeId).toBe(exchangeId);
  });

  it('names every article', () => {
    const items = [...asking.items, { lineId: '2', sku: 'POT', quantity: 2, price: 1 }];
    const both = { ...walked(asked(), paid, rang), exchanges: [{ ...asking, items }] };
    expect(walked(both, missed).task?.reason.values.asked).toBe('1 × MUG-RED, 2 × POT');
  });

  it('is not what was answered', () => expect(whyNot(missed(walked(asked(), rang, sent)))).toBe('not-due-yet'));
});

describe('the opposite', () => {
  const also = (said: 'fulfilled' | 'declined') => (before: ReturnCase) =>
    contradictExchange(before, { exchangeId, said, owner: 'agents' }, day(7));

  it.each([
    ['declined', sent],
    ['fulfilled', declined],
  ] as const)('%s becomes a task, once, and moves nothing', (said, answer) => {
    const before = walked(asked(), paid, answer);
    const move = mustMove(also(said)(before));
    expect(move.case.task?.reason).toMatchObject({ code: `exchange-also-${said}`, values: { exchangeId, since: day(4).toISOString() } });
    expect(move.case).toMatchObject({ status: before.status, refunds: before.refunds });
    expect(move.records).toEqual([{ type: 'case.stopped.v1', data: { owner: 'agents', reason: move.case.task?.reason } }]);
    expect(move.case.exchanges).toEqual([{ ...before.exchanges[0], contradictedAt: day(7).toISOString() }]);
    expect(move.name).toBe('contradict-exchange');
    expect(whyNot(also(said)(move.case))).toBe('already-stopped');
  });

  it('is nothing where it is the same, or nothing was said yet', () => {
    expect(whyNot(also('fulfilled')(walked(asked(), sent)))).toBe('already-stopped');
    expect(whyNot(also('declined')(asked()))).toBe('already-stopped');
  });
});
