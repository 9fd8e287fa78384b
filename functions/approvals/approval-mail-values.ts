import type { Approval } from '../../domain/approvals/approval.ts';
import { formatMoney } from '../../domain/format-money.ts';
import type { SoldOrder } from '../../domain/orders/order.ts';
import type { PeoplePolicy, Person } from '../../domain/people/people-policy.ts';
import { announcedExchange } from '../../domain/refunds/to-exchange.ts';
import type { CustomerHistory } from '../../domain/returns/customer-history.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { type ApprovalNews, historyLine, saidNews, saidWhy, type ToldWhy } from '../../domain/texts/approval-words.ts';
import { momentIn } from '../../domain/texts/escalation-words.ts';
import { exchangeSaid } from '../../domain/texts/exchange-words.ts';
import { languageOf, readableLocale } from '../../domain/texts/fill.ts';
import { inert } from '../../domain/texts/inert.ts';
import { say } from '../../domain/texts/say.ts';
import type { NoticeValues } from '../notices/render-notice.tsx';
import { nameOf } from './approval-desk.ts';
import type { ApprovalEvent } from './approval-mails.ts';

/** What a mail about one approval is made from. */
export interface MailFacts {
  readonly approval: Approval;
  readonly subject: ReturnCase;
  readonly order: SoldOrder;
  readonly publicUrl: string;
}

export const localeOf = ({ locale }: Pick<Person, 'locale'>): string => locale ?? 'en-GB';
const money = ({ amount, currency }: Approval, locale: string): string => formatMoney({ amount, currency }, readableLocale(locale));

/** What every mail about an approval says. Whatever somebody typed stands there inert; nothing in it names the customer. */
function common({ approval, subject, publicUrl }: MailFacts, person: Person): Record<string, string> {
  const locale = localeOf(person);
  return {
    name: inert(person.name),
    caseId: approval.caseId,
    orderId: inert(subject.orderId),
    amount: money(approval, locale),
    decideBy: momentIn(person.zone, approval.expiresAt, locale),
    statusUrl: `${publicUrl}/approvals/${approval.approvalId}`,
  };
}

/** The values of `approval-ask`. */
export function askValues(facts: MailFacts, person: Person, why: ToldWhy, history: CustomerHistory): NoticeValues {
  const locale = localeOf(person);
  const { approval, subject, order } = facts;
  const wanted = announcedExchange(subject);
  const titles = new Map(order.lines.map(({ lineId, title }) => [lineId, title]));
  const because = Object.fromEntries(Object.entries(approval.because.values).map(([key, value]) => [key, calm(value)]));
  return {
    ...common(facts, person),
    why: saidWhy(why, locale),
    items: [
      ...subject.lines.map(({ lineId, quantity }) => `${quantity} × ${inert(titles.get(lineId) ?? '') || inert(lineId)}`),
      ...(wanted ? exchangeSaid(wanted, order, subject.currency, locale).map((line) => inert(line)) : []),
    ],
    history: historyLine(history, locale),
    because: say({ code: approval.because.code, values: because }, locale),
  };
}

const calm = (value: string | number): string | number =>
  typeof value === 'string' && !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? inert(value) : value;

/** The values of `approval-over`; undefined for an event that ends nothing. */
export function overValues(facts: MailFacts, person: Person, event: ApprovalEvent, staff: PeoplePolicy): NoticeValues | undefined {
  const locale = localeOf(person);
  const at = momentIn(person.zone, event.metadata.occurredAt, locale);
  const news = newsOf(event, at, staff);
  if (!news) return undefined;
  const successor = event.type === 'approval.superseded.v1' ? event.data.by : undefined;
  const statusUrl = successor ? { statusUrl: `${facts.publicUrl}/approvals/${successor}` } : {};
  return { ...common(facts, person), ...statusUrl, news: saidNews(news, locale), since: at };
}

function newsOf(event: ApprovalEvent, at: string, staff: PeoplePolicy): ApprovalNews | undefined {
  if (event.type === 'approval.decided.v1') return { news: event.data.decision, by: inert(nameOf(staff, event.data.by)), at };
  if (event.type === 'approval.superseded.v1') return { news: 'terms-changed' };
  return event.type === 'approval.ended.v1' ? { news: event.data.why } : undefined;
}

/** The values of `approval-words`: a question, or its answer. What the customer wrote stays where it can be erased; the mail says where. */
export function wordsValues(facts: MailFacts, person: Person, by: string, text: string, staff: PeoplePolicy): NoticeValues {
  const id = languageOf(localeOf(person)) === 'id';
  const customer = id ? 'Pelanggan' : 'The customer';
  const who = by === 'customer' ? customer : inert(nameOf(staff, by));
  const elsewhere = id ? 'Jawabannya ada pada kasus ini di konsol.' : 'The answer stands with the case in the console.';
  return {
    ...common(facts, person),
    who: id ? `${who} menulis` : `${who} writes`,
    text: by === 'customer' ? elsewhere : inert(text, 2000),
  };
}

/** The values of `approval-digest`: every open approval of one person, the first to end first. */
export function digestValues(open: readonly Approval[], person: Person, publicUrl: string): NoticeValues {
  const locale = localeOf(person);
  const sorted = [...open].sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));
  const until = (approval: Approval) => momentIn(person.zone, approval.expiresAt, locale);
  return {
    name: inert(person.name),
    count: open.length,
    items: sorted.map((approval) => `${approval.caseId}: ${money(approval, locale)} – ${until(approval)}`),
    decideBy: sorted[0] ? until(sorted[0]) : '',
    statusUrl: `${publicUrl}/console`,
  };
}
