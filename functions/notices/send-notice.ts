import { cases } from '../adapters/cases.ts';
import { mailer } from '../adapters/mailer.ts';
import { noticesSent } from '../adapters/notices-sent.ts';
import { orders } from '../adapters/orders.ts';
import { people } from '../adapters/people.ts';
import { policies } from '../adapters/policies.ts';
import { log } from '../runtime/logger.ts';
import { settings } from '../runtime/settings.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { type CustomerEvent, customerEvents } from './heard.ts';
import { noticeFor } from './notice-for.ts';
import { refundComposition } from './refund-composition.ts';

/**
 * Tells the customer what happened, once per event. A crash between sending and remembering sends twice rather than never:
 * SES takes no idempotency key, and a mail that is missing is the worse fault.
 */
export const { handler, run, hears } = subscriber({
  hears: customerEvents,
  connect: () => ({
    cases: cases(),
    orders: orders(),
    people: people(),
    policies: policies(),
    sent: noticesSent(),
    mailer: mailer(),
    publicUrl: settings().publicUrl,
  }),
  run: async (event, { cases, orders, people, policies, sent, mailer, publicUrl }, { now }) => {
    const { caseId, eventId } = event.metadata;
    if (await sent.already(eventId)) return;
    const subject = await cases.read(caseId);
    const known = subject && (await orders.read(subject.orderId));
    const customer = subject && (await people.customer(subject.orderId));
    if (!subject || !known || !customer) return log('mail skipped', { caseId, eventId, type: event.type });
    const named = textNamedBy(event);
    const message = named && (await people.texts(caseId)).find(({ textId }) => textId === named)?.text;
    const about = { subject, order: known.order, customer };
    const composition = await refundComposition(event, about, { people, policies });
    const notice = noticeFor(event, { ...about, statusUrl: `${publicUrl}/status/${caseId}`, message, composition });
    if (!notice) return;
    const { name, text, values } = notice;
    await mailer.send({ to: customer.email, notice: name, text, locale: customer.locale, values, caseId });
    await sent.remember(eventId, now);
    log('mail sent', { caseId, eventId, type: event.type });
  },
});

/** The id of the text that the customer is to read: a message, or a colleague's reason to refuse. */
function textNamedBy(event: CustomerEvent): string | undefined {
  if (event.type === 'message.sent.v1') return event.data.textId;
  if (event.type === 'return.refused.v1' && event.data.because.values.textId) return String(event.data.because.values.textId);
  return undefined;
}
