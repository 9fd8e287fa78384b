import type { Clock } from '../../domain/clocks/clock.ts';
import { formatMoney } from '../../domain/format-money.ts';
import type { Customer, SoldOrder } from '../../domain/orders/order.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { say } from '../../domain/texts/say.ts';
import type { CustomerEvent } from './heard.ts';
import { longDate } from './long-date.ts';
import { methodName, type Notice, type NoticeValues } from './render-notice.tsx';

/** What a notice is made from besides the event. */
export interface Facts {
  readonly subject: ReturnCase;
  readonly order: Pick<SoldOrder, 'lines'>;
  readonly customer: Customer;
  readonly clocks: readonly Clock[];
  readonly statusUrl: string;
  /** The text that the event names: a message, or the reason that a colleague wrote. */
  readonly message?: string | undefined;
}

export interface NoticeToSend {
  /** The notice as the mailbox names it; variants of one notice share it. */
  readonly name: string;
  readonly text: Notice;
  readonly values: NoticeValues;
}

const answerDays = 30;

function itemsOf({ subject, order }: Facts): string[] {
  return subject.lines.map((line) => `${line.quantity} × ${order.lines.find((sold) => sold.lineId === line.lineId)?.title ?? line.lineId}`);
}

function sendBy({ subject, clocks }: Facts): string {
  const parcel = clocks.find(({ measure, state }) => state === 'running' && (measure === 'parcel' || measure === 'rest'));
  return parcel?.dueAt ?? subject.promisedBy;
}

function common(event: CustomerEvent, facts: Facts): Record<string, string | readonly string[]> {
  const { subject, customer, statusUrl } = facts;
  const { locale } = customer;
  return {
    name: customer.name,
    caseId: subject.caseId,
    orderId: subject.orderId,
    items: itemsOf(facts),
    statusUrl,
    promisedBy: longDate(subject.promisedBy, locale),
    sendBy: longDate(sendBy(facts), locale),
    answerBy: longDate(new Date(Date.parse(event.metadata.occurredAt) + answerDays * 86_400_000).toISOString(), locale),
  };
}

/** Which notice an event is worth, with everything that it says; undefined when the customer need not hear of it. */
export function noticeFor(event: CustomerEvent, facts: Facts): NoticeToSend | undefined {
  const { locale } = facts.customer;
  const values = common(event, facts);
  const send = (name: string, more: NoticeValues = {}, text: string = name): NoticeToSend => ({
    name,
    text: text as Notice,
    values: { ...values, ...more },
  });
  const money = (amount: number, currency: string): string => formatMoney({ amount, currency }, locale);
  switch (event.type) {
    case 'return.requested.v1':
      // The case may be decided by the time this is written: the promise of this mail is the first one.
      return send('received', { promisedBy: longDate(facts.subject.firstPromisedBy, locale) });
    case 'return.approved.v1': {
      const variant = event.data.keepItem ? 'keep-item' : facts.subject.route;
      return send('approved', { because: say(event.data.because, locale) }, `approved-${variant}`);
    }
    case 'return.refused.v1':
      return send('refused', { because: facts.message ?? say(event.data.because, locale) });
    case 'label.provided.v1':
      return send('label');
    case 'clock.rang.v1': {
      if (event.data.measure !== 'parcel' && event.data.measure !== 'rest') return undefined;
      const rungs: Record<string, string> = { remind: 'reminder', expiring: 'expiring' };
      const name = rungs[event.data.rung];
      // A ring that was overtaken by the parcel says nothing any more.
      return name && facts.subject.status === 'awaiting-parcel' ? send(name, { sendBy: longDate(event.data.dueAt, locale) }) : undefined;
    }
    case 'parcel.received.v1':
      return send('parcel-received');
    case 'return.inspected.v1': {
      const rejected = event.data.findings.filter(({ outcome }) => outcome !== 'accepted').reduce((sum, { quantity }) => sum + quantity, 0);
      if (rejected > 0) return send('rejected', { rejected });
      return event.data.open > 0 ? send('pieces-missing', { open: event.data.open }) : undefined;
    }
    case 'refund.succeeded.v1': {
      const { amount, currency, method, expectedBy } = event.data;
      return send('refunded', {
        amount: money(amount, currency),
        method: methodName(method, locale),
        visibleBy: longDate(expectedBy, locale),
      });
    }
    case 'refund.failed.v1': {
      const refund = facts.subject.refunds.find(({ refundId }) => refundId === event.data.refundId);
      return refund && send('refund-delayed', { amount: money(refund.amount, refund.currency) });
    }
    case 'return.closed.v1':
      return send('closed', { amount: money(event.data.refunded.amount, event.data.refunded.currency) });
    case 'return.cancelled.v1':
      return send('cancelled');
    case 'return.expired.v1':
      return send('expired');
    case 'message.sent.v1':
      return facts.message ? send('message', { text: facts.message }) : undefined;
  }
}
