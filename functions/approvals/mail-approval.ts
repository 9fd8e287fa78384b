import { approvalStatus } from '../../domain/approvals/approval.ts';
import { howToTell } from '../../domain/approvals/how-to-tell.ts';
import { PeoplePolicy, type Person, personById } from '../../domain/people/people-policy.ts';
import { type Approvals, approvals } from '../adapters/approvals.ts';
import { type Cases, cases } from '../adapters/cases.ts';
import { type Mail, type Mailer, mailer } from '../adapters/mailer.ts';
import { type NoticesSent, noticesSent } from '../adapters/notices-sent.ts';
import { type Orders, orders } from '../adapters/orders.ts';
import { type People, people } from '../adapters/people.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { log } from '../runtime/logger.ts';
import { settings } from '../runtime/settings.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { askValues, digestValues, localeOf, type MailFacts, overValues, wordsValues } from './approval-mail-values.ts';
import { type ApprovalEvent, approvalEvents } from './approval-mails.ts';
import { historyOf } from './customer-history.ts';
import { hearsByMail, type Purpose, whomToMail } from './whom-to-mail.ts';

export interface MailDesk {
  readonly approvals: Pick<Approvals, 'read' | 'open'>;
  readonly cases: Pick<Cases, 'read'>;
  readonly orders: Orders;
  readonly people: Pick<People, 'customer' | 'ordersOf' | 'texts'>;
  readonly policies: Pick<Policies, 'inForce'>;
  readonly sent: NoticesSent;
  readonly mailer: Mailer;
  readonly publicUrl: string;
}

/** One event and its approval, as it stands now. */
interface Told extends MailFacts {
  readonly event: ApprovalEvent;
  readonly staff: PeoplePolicy;
  readonly purpose: Purpose;
}

/**
 * Mails colleagues about an approval, each person once per event. The mail shows and links; nothing in it decides. Who has more than five
 * open approvals gets them together, at most once an hour. An approval that is over by now asks nobody.
 */
export const { handler, run, hears } = subscriber({
  hears: approvalEvents,
  connect: (): MailDesk => ({
    approvals: approvals(),
    cases: cases(),
    orders: orders(),
    people: people(),
    policies: policies(),
    sent: noticesSent(),
    mailer: mailer(),
    publicUrl: settings().publicUrl,
  }),
  run: async (event, desk, { now }) => {
    const { caseId, eventId } = event.metadata;
    const approval = await desk.approvals.read(event.data.approvalId);
    const subject = approval && (await desk.cases.read(approval.caseId));
    const known = subject && (await desk.orders.read(subject.orderId));
    if (!approval || !subject || !known) return log('mail skipped', { caseId, eventId, type: event.type });
    const staff = policyBody(PeoplePolicy, await desk.policies.inForce('people', now));
    const { to, purpose } = whomToMail(event, approval);
    const told: Told = { event, approval, subject, order: known.order, staff, purpose, publicUrl: desk.publicUrl };
    if (purpose.kind === 'ask' && approvalStatus(approval, subject, now) !== 'open')
      return log('mail skipped', { caseId, eventId, type: event.type });
    for (const personId of to) {
      const person = personById(staff, personId);
      if (person) await tell(person, personId, told, desk, now);
    }
  },
});

async function tell(person: Person, personId: string, told: Told, desk: MailDesk, now: Date): Promise<void> {
  const { caseId, eventId } = told.event.metadata;
  const once = `${eventId}#${personId}`;
  if (await desk.sent.already(once)) return;
  const mail = await mailFor(person, personId, told, desk, now);
  if (!mail) return;
  await desk.mailer.send({ to: person.email, locale: localeOf(person), ...mail });
  await desk.sent.remember(once, now);
  if (mail.text === 'approval-digest') await desk.sent.remember(digestOf(personId), now);
  log('mail sent', { caseId, eventId, personId, approvalId: told.approval.approvalId, type: told.event.type });
}

const digestOf = (personId: string): string => `digest.${personId}`;
type Written = Omit<Mail, 'to' | 'locale'>;

async function mailFor(person: Person, personId: string, told: Told, desk: MailDesk, now: Date): Promise<Written | undefined> {
  const { approval, purpose, event, staff } = told;
  const notice = event.type.replace(/\.v\d+$/, '').replaceAll('.', '-');
  const { caseId } = approval;
  // One thread for everything about one case's approvals.
  const about = { notice, caseId, thread: `approvals.${caseId}` };
  const byMail = hearsByMail(person, personId, purpose, approval);
  if (purpose.kind === 'ask') return await askingMail(person, personId, { ...told, purpose, about, byMail }, desk, now);
  if (!byMail) return undefined;
  if (purpose.kind === 'words') {
    const text = (await desk.people.texts(caseId)).find(({ textId }) => textId === purpose.textId)?.text;
    return text ? { ...about, text: 'approval-words', values: wordsValues(told, person, purpose.by, text, staff) } : undefined;
  }
  const values = overValues(told, person, event, staff);
  return values && { ...about, text: 'approval-over', values };
}

interface Asking extends Told {
  readonly purpose: Purpose & { kind: 'ask' };
  readonly about: Pick<Written, 'notice' | 'caseId' | 'thread'>;
  readonly byMail: boolean;
}

/** A mail of its own, or the digest. An unread hour also brings the digest that came too early for this approval. */
async function askingMail(person: Person, personId: string, asking: Asking, desk: MailDesk, now: Date): Promise<Written | undefined> {
  const { about, byMail, purpose, subject } = asking;
  const open = (await desk.approvals.open()).filter(({ asked }) => asked.includes(personId));
  const how = howToTell({ open: open.length, lastDigestAt: await desk.sent.lastAt(digestOf(personId)) }, now);
  const chosenUnread = purpose.why === 'unread' && hearsByMail(person, personId, { kind: 'ask', why: 'asked' }, asking.approval);
  if (how === 'digest' && (byMail || chosenUnread))
    return { notice: 'approval-digest', text: 'approval-digest', values: digestValues(open, person, desk.publicUrl) };
  if (how !== 'single' || !byMail) return undefined;
  return { ...about, text: 'approval-ask', values: askValues(asking, person, purpose.why, await historyOf(subject, desk, now)) };
}
