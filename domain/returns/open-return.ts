import type { Move } from '../cases/move.ts';
import type { SoldOrder } from '../orders/order.ts';
import { greeting } from './deadline-care.ts';
import { nextPromise } from './promises.ts';
import type { Quote } from './quote-return.ts';
import type { RefundTrigger } from './refund-trigger.ts';
import type { ReturnCase } from './return-case.ts';
import type { ReturnRequest } from './return-request.ts';

export interface NewReturn {
  readonly caseId: string;
  /** Checked: `checkRequest` found nothing. */
  readonly request: ReturnRequest;
  readonly order: SoldOrder;
  readonly quote: Pick<Quote, 'lines' | 'fees' | 'value'>;
  readonly policyVersion: number;
  /** When the money goes back; once the goods were inspected when left out. */
  readonly refundOn?: RefundTrigger | undefined;
  readonly openedBy: ReturnCase['openedBy'];
  readonly on: Date;
  /** The date to promise; the house's own when nobody set one. */
  readonly promisedBy?: string | undefined;
  /** Outside working hours: when we are back. */
  readonly backAt?: string | undefined;
}

/** Opens a return: the request on its log, a decision promised, and the customer told so. The writer takes the pieces from the order in the same transaction. */
export function openReturn({ caseId, request, order, quote, policyVersion, openedBy, on, backAt, ...given }: NewReturn): Move {
  const promisedBy = given.promisedBy ?? nextPromise('decision', on);
  const opened: ReturnCase = {
    caseId,
    kind: 'return',
    status: 'requested',
    version: 2,
    orderId: order.orderId,
    openedAt: on.toISOString(),
    updatedAt: on.toISOString(),
    openedBy,
    locale: order.locale,
    country: order.country,
    currency: order.currency,
    lines: request.lines.map(({ lineId, quantity, reason, photos = [] }) => {
      const { lineId: _line, quantity: _quantity, ...worth } = quote.lines.find((line) => line.lineId === lineId) ?? { amount: 0 };
      return { lineId, quantity, open: quantity, reason, photos, ...worth };
    }),
    remedy: request.remedy,
    route: request.route,
    policyVersion,
    ...(given.refundOn === undefined || given.refundOn === 'inspection' ? {} : { refundOn: given.refundOn }),
    value: quote.value,
    fees: [...quote.fees],
    terms: 1,
    keepItem: false,
    promisedBy,
    firstPromisedBy: promisedBy,
    priority: 'normal',
    ...(order.tier === undefined ? {} : { tier: order.tier }),
    restarts: 0,
    parcel: {},
    extensions: 0,
    findings: [],
    settledFindings: 0,
    refunds: [],
    exchanges: [],
    clocks: [],
  };
  const record = { type: 'return.requested.v1', data: { caseId, orderId: order.orderId, value: quote.value, promisedBy } };
  return { name: 'open', case: opened, records: [record, greeting(promisedBy, backAt)] };
}
