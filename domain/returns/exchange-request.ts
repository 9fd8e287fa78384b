import type { Clock } from '../clocks/clock.ts';
import { plus } from '../clocks/duration.ts';
import { startClockUntil } from '../clocks/plain-clock.ts';
import { differenceOf, type Exchange, type PlannedExchange } from './exchange.ts';
import { laterPromise } from './promises.ts';
import type { ReturnCase } from './return-case.ts';
import type { Step } from './transition.ts';

/** An exchange that the shop is asked for now. `answerWithin`: an ISO 8601 duration. */
export function askedExchange(planned: PlannedExchange, exchangeId: string, answerWithin: string, on: Date): Exchange {
  return { exchangeId, status: 'requested', ...planned, requestedAt: on.toISOString(), answerBy: plus(on, answerWithin) };
}

/** What asking the shop adds to the step that sets the money aside: what it is asked for, its clock, and a date that the customer can rely on. */
export function asking(before: ReturnCase, exchange: Exchange, on: Date): Step {
  const { exchangeId, items, worth, price, answerBy } = exchange;
  const asked = { exchangeId, orderId: before.orderId, items, worth, price, difference: differenceOf(exchange), answerBy };
  // A day beyond the shop's time: who looks after it when that is over can still write first.
  const promise = laterPromise(before, plus(answerBy, 'P1D'));
  return {
    set: { promisedBy: promise.promisedBy },
    records: [{ type: 'exchange.requested.v1', data: { ...asked, currency: before.currency } }, ...promise.records],
    clocks: [exchangeClock(before, exchange, on)],
  };
}

function exchangeClock({ caseId }: ReturnCase, { answerBy }: Exchange, on: Date): Clock {
  return startClockUntil(caseId, 'exchange', on, answerBy);
}
