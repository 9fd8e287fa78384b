import type { Measure } from '../../domain/clocks/clock.ts';
import { runningClock } from '../../domain/clocks/plain-clock.ts';
import { formatMoney } from '../../domain/format-money.ts';
import type { Customer, SoldOrder } from '../../domain/orders/order.ts';
import { announcedExchange } from '../../domain/refunds/to-exchange.ts';
import { earlyMoney, refundedWhen } from '../../domain/returns/early-refund.ts';
import { laterPromise, nextPromise } from '../../domain/returns/promises.ts';
import { hasEnded, type ReturnCase, standing } from '../../domain/returns/return-case.ts';
import { exchangeSaid } from '../../domain/texts/exchange-words.ts';
import { longDate, readableLocale } from '../../domain/texts/fill.ts';
import { say } from '../../domain/texts/say.ts';
import type { CustomerEvent } from './heard.ts';
import { methodName, type Notice, type NoticeValues, nameOf } from './render-notice.tsx';

/** What a notice is made from besides the event. */
export interface Facts {
  readonly subject: ReturnCase;
  readonly order: Pick<SoldOrder, 'lines'>;
  readonly customer: Customer;
  readonly statusUrl: string;
  /** The text that the event names: a message, or the reason that a colleague wrote. */
  readonly message?: string | undefined;
  /** How the amount of a refund, or of none, comes about, line by line. */
  readonly composition?: readonly string[] | undefined;
}

export interface NoticeToSend {
  /** The notice as the mailbox names it; variants of one notice share it. */
  readonly name: string;
  readonly text: Notice;
  readonly values: NoticeValues;
}

const answerDays = 30;

function itemsOf({ subject, order }: Facts, locale: string): string[] {
  const titles = new Map(order.lines.map(({ lineId, title }) => [lineId, title.trim()]));
  const items = subject.lines.map(({ lineId, quantity }) => `${quantity} × ${titles.get(lineId) || lineId}`);
  // Once the shop was asked, the exchange is told by itself.
  const wanted = subject.exchanges.length === 0 ? announcedExchange(subject) : undefined;
  return wanted ? [...items, ...exchangeSaid(wanted, order, subject.currency, locale)] : items;
}

/** When the first of these clocks is due, a running one before a stopped one; the case's promise when there is none. */
function dueOf({ clocks, promisedBy }: ReturnCase, ...measures: readonly Measure[]): string {
  const found = measures.flatMap((measure) => clocks.filter((clock) => clock.measure === measure));
  return (found.find(({ state }) => state === 'running') ?? found[0])?.dueAt ?? promisedBy;
}

function common(event: CustomerEvent, facts: Facts, locale: string): Record<string, string | readonly string[]> {
  const { subject, customer, statusUrl } = facts;
  return {
    name: nameOf(customer.name, locale),
    caseId: subject.caseId,
    orderId: subject.orderId,
    items: itemsOf(facts, locale),
    statusUrl,
    promisedBy: longDate(subject.promisedBy, locale),
    sendBy: longDate(dueOf(subject, 'parcel', 'rest'), locale),
    answerBy: longDate(new Date(Date.parse(event.metadata.occurredAt) + answerDays * 86_400_000).toISOString(), locale),
  };
}

/**
 * Which notice an event is worth, with everything that it says; undefined when the customer need not hear of it. The case may have
 * moved on by the time this is written: the dates are those of the step that the event began, not of the one that runs now.
 */
export function noticeFor(event: CustomerEvent, facts: Facts): NoticeToSend | undefined {
  const { subject } = facts;
  const locale = readableLocale(facts.customer.locale);
  const values = common(event, facts, locale);
  const promise = (instant: string): NoticeValues => ({ promisedBy: longDate(instant, locale) });
  const soon = (step: 'inspection' | 'refund'): string => nextPromise(step, new Date(event.metadata.occurredAt));
  const send = (name: string, more: NoticeValues = {}, text: string = name): NoticeToSend => ({
    name,
    text: text as Notice,
    values: { ...values, ...more },
  });
  const when = refundedWhen(subject);
  const early = when && { refunded: say(when, locale) };
  // Whoever has their money already is told something else about goods that did not come, or not as they should.
  const refunded = earlyMoney(subject) > 0 ? '-early' : '';
  const money = (amount: number, currency: string): string => formatMoney({ amount, currency }, locale);
  switch (event.type) {
    case 'case.acknowledged.v1': {
      const { promisedBy, backAt } = event.data;
      if (!backAt) return send('received', promise(promisedBy));
      return send('received', { ...promise(promisedBy), backAt: longDate(backAt, locale) }, 'received-closed');
    }
    case 'holding.sent.v1':
      return send('holding', { because: say(event.data.because, locale), ...promise(event.data.promisedBy) });
    case 'promise.made.v1':
      return send('holding', promise(event.data.promisedBy), 'still-open');
    case 'return.approved.v1': {
      const because = say(event.data.because, locale);
      const instead = subject.remedy === 'exchange' && (event.data.keepItem || subject.route !== 'label') ? '-exchange' : '';
      if (event.data.keepItem) return send('approved', { because, ...promise(soon('refund')) }, `approved-keep-item${instead}`);
      const said = { because, ...promise(dueOf(subject, 'label')), ...early };
      const variant = early && subject.route !== 'label' ? '-early' : instead;
      return send('approved', said, `approved-${subject.route}${variant}`);
    }
    case 'return.refused.v1':
      return send('refused', { because: facts.message ?? say(event.data.because, locale) });
    case 'label.provided.v1':
      return send('label', early, early ? 'label-early' : 'label');
    case 'clock.rang.v1': {
      if (event.data.measure === 'account') return accountReminder(event.data, subject, send, locale);
      if (event.data.sla || (event.data.measure !== 'parcel' && event.data.measure !== 'rest')) return undefined;
      const rungs: Record<string, string> = { remind: 'reminder', expiring: 'expiring' };
      const name = rungs[event.data.rung];
      // A ring that was overtaken by the parcel says nothing any more.
      if (!name || standing(subject) !== 'awaiting-parcel') return undefined;
      return send(name, { sendBy: longDate(event.data.dueAt, locale) }, name === 'expiring' ? `expiring${refunded}` : name);
    }
    case 'parcel.received.v1':
      return send('parcel-received', promise(soon('inspection')));
    case 'return.inspected.v1': {
      const rejected = event.data.findings.filter(({ outcome }) => outcome !== 'accepted').reduce((sum, { quantity }) => sum + quantity, 0);
      const { open } = event.data;
      const missing = { open, sendBy: longDate(dueOf(subject, 'rest', 'parcel'), locale) };
      if (rejected > 0) return send('rejected', { rejected, ...missing }, `rejected${open > 0 ? '-and-missing' : ''}${refunded}`);
      return open > 0 ? send('pieces-missing', missing, `pieces-missing${refunded}`) : undefined;
    }
    case 'refund.succeeded.v1': {
      const { refundId, amount, currency, method, expectedBy, exchangeId } = event.data;
      if (exchangeId) return undefined;
      const credit = subject.refunds.find((refund) => refund.refundId === refundId)?.credit;
      if (credit) {
        // "Bonus" and "Total" are words of both languages.
        const { bonus, expiresAt } = credit;
        const total = money(amount + bonus, currency);
        const parts = [...(facts.composition ?? []), ...(bonus > 0 ? [`Bonus: ${money(bonus, currency)}`] : []), `Total: ${total}`];
        const said = { total, parts, visibleBy: longDate(expectedBy, locale) };
        return expiresAt ? send('credited', { ...said, until: longDate(expiresAt, locale) }, 'credited-until') : send('credited', said);
      }
      const said = { amount: money(amount, currency), method: methodName(method, locale), visibleBy: longDate(expectedBy, locale) };
      return facts.composition ? send('refunded', { ...said, parts: facts.composition }, 'refunded-in-parts') : send('refunded', said);
    }
    case 'refund.failed.v1': {
      if (event.data.exchangeId) return undefined;
      const refund = subject.refunds.find(({ refundId }) => refundId === event.data.refundId);
      // A refund that fails after the return was closed finds a promise that has passed.
      const { promisedBy } = laterPromise(subject, soon('refund'));
      const text = event.data.cameBack ? 'refund-came-back' : 'refund-delayed';
      return refund && send(text, { amount: money(refund.amount, refund.currency), ...promise(promisedBy) });
    }
    case 'payout.needed.v1': {
      const refund = subject.refunds.find(({ refundId }) => refundId === event.data.refundId);
      // Of money that came back they have heard already, and were asked for an account.
      if (!refund || refund.replaces) return undefined;
      return send('payout-details', {
        amount: money(refund.amount, refund.currency),
        ...promise(laterPromise(subject, soon('refund')).promisedBy),
      });
    }
    case 'exchange.requested.v1': {
      const { difference, currency } = event.data;
      const said = { parts: exchangeSaid(event.data, facts.order, currency, locale), ...promise(subject.promisedBy) };
      if (difference <= 0) return send('exchange-requested', said);
      return send('exchange-requested', { ...said, difference: money(difference, currency) }, 'exchange-requested-dearer');
    }
    case 'exchange.fulfilled.v1': {
      const exchange = subject.exchanges.find(({ exchangeId }) => exchangeId === event.data.exchangeId);
      return exchange && send('exchanged', { parts: exchangeSaid(exchange, facts.order, subject.currency, locale) });
    }
    case 'exchange.declined.v1':
      return send('exchange-declined', promise(laterPromise(subject, soon('refund')).promisedBy));
    case 'return.closed.v1': {
      const amount = money(event.data.refunded.amount, event.data.refunded.currency);
      if (subject.exchanges.some(({ status }) => status === 'fulfilled')) return send('closed', { amount }, 'closed-exchanged');
      return facts.composition ? send('closed', { parts: facts.composition }, 'closed-without-refund') : send('closed', { amount });
    }
    case 'return.cancelled.v1':
      return send('cancelled');
    case 'return.expired.v1':
      return send('expired');
    case 'message.sent.v1':
      if (!facts.message) return undefined;
      return send('message', { text: facts.message }, hasEnded(subject.status) ? 'message-afterwards' : 'message');
  }
}

type Ring = Extract<CustomerEvent, { type: 'clock.rang.v1' }>['data'];

/** Asks again where a payout shall go, unless they have said so since the clock rang. */
function accountReminder(
  { rung, dueAt }: Pick<Ring, 'rung' | 'dueAt'>,
  { refunds, clocks, currency }: ReturnCase,
  send: (name: string, values: NoticeValues) => NoticeToSend,
  locale: string,
): NoticeToSend | undefined {
  if (rung !== 'remind' || !runningClock(clocks, 'account')) return undefined;
  const waiting = refunds.filter(({ status }) => status === 'awaiting-payout');
  const amount = waiting.reduce((sum, refund) => sum + refund.amount, 0);
  return waiting.length > 0
    ? send('payout-reminder', { amount: formatMoney({ amount, currency }, locale), tellBy: longDate(dueAt, locale) })
    : undefined;
}
