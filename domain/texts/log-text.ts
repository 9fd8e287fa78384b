import type { Because } from '../cases/because.ts';
import { formatMoney } from '../format-money.ts';
import { fill, languageOf, readableLocale } from './fill.ts';
import { logEn } from './log-en.ts';
import { logId } from './log-id.ts';
import { say } from './say.ts';

type Data = Readonly<Record<string, unknown>>;

/** Records that colleagues read; what remains is the customer's timeline. */
const amongOurselves = new Set([
  'approval.answered.v1',
  'approval.ended.v1',
  'approval.handed-over.v1',
  'approval.questioned.v1',
  'approval.reminded.v1',
  'approval.superseded.v1',
  'approval.unread.v1',
  'case.assigned.v1',
  'case.prioritised.v1',
  'case.stopped.v1',
  'note.added.v1',
  'payout.details-seen.v1',
  'refund.reserved.v1',
  'return.restarted.v1',
  'sla.acknowledged.v1',
  'sla.escalated.v1',
  'step.waiting.v1',
  'task.finished.v1',
]);

/** Is this record part of the customer's timeline? Notes, owners, machinery and our own deadlines are not. */
export function isForCustomers({ type, data }: { readonly type: string; readonly data: Data }): boolean {
  if (amongOurselves.has(type)) return false;
  // What pays for an exchange is told with the exchange.
  if (type.startsWith('refund.') && data.exchangeId !== undefined) return false;
  if (type === 'clock.rang.v1') return data.sla === undefined && !(data.measure === 'approval' && data.rung !== 'due');
  // Until the last of several approvers has decided, the customer waits for one decision.
  return !(type === 'approval.decided.v1' && data.complete === false);
}

/** One sentence for the timeline per log record. Says nothing about people: free text and names are read elsewhere. */
export function logText(type: string, data: Data, locale: string): string {
  const sentences: Readonly<Record<string, string>> = languageOf(locale) === 'id' ? logId : logEn;
  const sentence = sentences[`${type}:${variants[type]?.(data)}`] ?? sentences[type];
  if (sentence === undefined) throw new Error(`no sentence for the record ${type}`);
  return fill(sentence, spoken(data, locale), locale);
}

/** Which variant of a sentence the data asks for. */
const variants: Readonly<Record<string, (data: Data) => string>> = {
  'return.approved.v1': (data) => (data.keepItem ? 'keep-item' : 'send'),
  'return.cancelled.v1': (data) => `${data.by}`,
  'return.inspected.v1': (data) => (data.open ? 'open' : 'all'),
  'approval.answered.v1': (data) => `${data.by}`,
  'approval.decided.v1': (data) => (data.complete === false ? 'level' : `${data.decision}`),
  'approval.ended.v1': (data) => `${data.why}`,
  'approval.handed-over.v1': (data) => `${data.why}`,
  'approval.questioned.v1': (data) => `${data.to}`,
  'approval.reminded.v1': (data) => `${data.why}`,
  'parcel.scanned.v1': (data) => `${data.status}`,
  'step.waiting.v1': (data) => `${data.question}`,
  'clock.rang.v1': (data) => (data.sla ? `${data.measure}` : `${data.measure}.${data.rung}`),
  'case.acknowledged.v1': (data) => (data.backAt ? 'closed' : 'open'),
  'case.prioritised.v1': (data) => `${data.by}`,
  'return.restarted.v1': (data) => `${data.by}`,
  'credit.issued.v1': (data) => [...(data.bonus ? ['bonus'] : []), ...(data.expiresAt ? ['expires'] : [])].join('-'),
  'refund.succeeded.v1': (data) => (data.exchangeId ? 'exchange' : 'money'),
  'refund.failed.v1': (data) => (data.exchangeId ? 'exchange' : data.cameBack ? 'came-back' : 'failed'),
  'exchange.requested.v1': ({ difference }) => (Number(difference) > 0 ? 'dearer' : Number(difference) < 0 ? 'cheaper' : 'even'),
  'sla.escalated.v1': (data) => `${data.action}`,
};

function spoken(data: Data, locale: string): Record<string, string | number> {
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string' || typeof value === 'number') values[name] = value;
    else if (isMoney(value)) values[name] = formatMoney(value, readableLocale(locale));
    else if (isBecause(value)) values[name] = say(value, locale);
  }
  return values;
}

function isMoney(value: unknown): value is { amount: number; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

function isBecause(value: unknown): value is Because {
  return typeof value === 'object' && value !== null && 'code' in value && 'values' in value;
}
