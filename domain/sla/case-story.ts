import { instantOf } from './working-time.ts';

/** A record of a case's log, as far as clocks read it. */
export interface SlaRecord {
  readonly type: string;
  readonly occurredAt: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What a record means to clocks. One record may mean several things; most records mean nothing. */
export type Meaning =
  | {
      readonly what:
        | 'opened'
        | 'wrote'
        | 'answered'
        | 'asked'
        | 'decided'
        | 'owed'
        | 'goods'
        | 'kept'
        | 'ended'
        | 'dropped'
        | 'reopened'
        | 'greeted';
    }
  | { readonly what: 'set-aside' | 'by-hand' | 'paid' | 'failed'; readonly refundId: string }
  | { readonly what: 'status'; readonly status: string }
  | { readonly what: 'promised' | 'moved'; readonly by: string }
  | { readonly what: 'held'; readonly by: string }
  | { readonly what: 'priority'; readonly was: string; readonly now: string }
  | { readonly what: 'rang'; readonly measure: string; readonly rung: string }
  | { readonly what: 'acknowledged'; readonly measure: string }
  | { readonly what: 'told'; readonly measure: string; readonly rung: string; readonly people: readonly string[] };

export type Moment = Meaning & { readonly at: string; readonly version: number };
type Data = SlaRecord['data'];

const at = (status: string): Meaning => ({ what: 'status', status });
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Data[] => (Array.isArray(value) ? (value as Data[]) : []);
const refund = (what: 'set-aside' | 'by-hand' | 'paid' | 'failed') => (data: Data) => [{ what, refundId: text(data.refundId) }];
const answered: Meaning = { what: 'answered' };
const kept: Meaning = { what: 'kept' };

/** An automatic message (an acknowledgement, a holding message) is no answer, whoever it names as its sender. */
const isByPerson = (data: Data) => data.automatic !== true && data.by !== 'policy' && data.by !== 'system';

/** By the record's type without its version. Web, mail and phone are channels of one and the same record, and count alike. */
const meanings: Readonly<Record<string, (data: Data) => readonly Meaning[]>> = {
  'message.received': () => [{ what: 'wrote' }],
  'message.sent': (data) => (isByPerson(data) ? [answered, ...(data.waitFor === 'customer' ? [at('awaiting-customer')] : [])] : []),
  'note.added': (data) => (data.by === 'customer' ? [{ what: 'wrote' }] : []),
  'approval.asked': () => [{ what: 'asked' }, at('awaiting-approval')],
  // While others must still decide, the decision is still owed.
  'approval.decided': (data) => (data.complete === false ? [] : [{ what: 'decided' }]),
  'approval.superseded': () => [{ what: 'decided' }],
  'approval.ended': () => [{ what: 'decided' }],
  'return.approved': (data) => [
    answered,
    kept,
    ...(data.keepItem === true ? [{ what: 'owed' } as const, at('refunding')] : [at('awaiting-parcel')]),
  ],
  'return.refused': () => [answered, kept, at('refused'), { what: 'ended' }],
  'return.cancelled': () => [at('cancelled'), { what: 'dropped' }],
  'return.expired': () => [at('expired'), { what: 'ended' }],
  'return.closed': () => [at('closed'), { what: 'ended' }],
  'return.inspected': (data) => {
    const owed = list(data.findings).some((finding) => finding.outcome === 'accepted');
    if (owed) return [kept, { what: 'owed' }, at('inspected')];
    return [kept, at(Number(data.open) > 0 ? 'awaiting-parcel' : 'inspected')];
  },
  'label.provided': () => [kept],
  'parcel.shipped': () => [{ what: 'goods' }],
  'parcel.scanned': () => [{ what: 'goods' }],
  'parcel.received': () => [kept, at('received'), { what: 'goods' }],
  'refund.reserved': (data) => [...refund('set-aside')(data), at('refunding')],
  'refund.succeeded': refund('paid'),
  'refund.failed': refund('failed'),
  'payout.needed': (data) => [...refund('by-hand')(data), at('awaiting-payout')],
  'return.reopened': () => [{ what: 'reopened' }],
  'complaint.decided': () => [answered, kept],
  'complaint.closed': () => [at('closed'), { what: 'ended' }],
  'complaint.cancelled': () => [at('cancelled'), { what: 'dropped' }],
  'complaint.reopened': () => [{ what: 'reopened' }, { what: 'wrote' }],
  'promise.moved': (data) => [{ what: 'moved', by: text(data.promisedBy) }],
  'case.acknowledged': () => [{ what: 'greeted' }],
  'holding.sent': (data) => [{ what: 'held', by: text(data.promisedBy) }],
  'case.prioritised': (data) => [{ what: 'priority', was: text(data.was), now: text(data.priority) }],
  'clock.rang': (data) => [{ what: 'rang', measure: text(data.measure), rung: text(data.rung) }],
  'sla.acknowledged': (data) => [{ what: 'acknowledged', measure: text(data.measure) }],
  'sla.escalated': (data) => [
    { what: 'told', measure: text(data.measure), rung: text(data.rung), people: list(data.people).map((person) => String(person)) },
  ],
};

/** Records whose `promisedBy` moves or repeats a promise instead of making one. */
const makesNoPromise = new Set(['promise.moved', 'holding.sent', 'case.acknowledged']);

/**
 * The log as clocks read it, in its own order. Unknown types mean nothing; a record given twice counts once. The first record opens the
 * case, any record with a `status` sets it, and any record with a `promisedBy` makes a promise.
 */
export function storyOf(records: readonly SlaRecord[]): Moment[] {
  const byVersion = new Map(records.map((record) => [record.version, record]));
  const ordered = [...byVersion.values()].sort((a, b) => a.version - b.version);
  let earliest = '';
  return ordered.flatMap(({ type, occurredAt, version, data }, index) => {
    // The order is the log's: a record whose writer's clock ran behind happened no earlier than the one before it.
    const on = instantOf(occurredAt);
    earliest = on > earliest ? on : earliest;
    const name = type.replace(/\.v\d+$/, '');
    const found: Meaning[] = [
      ...(index === 0 ? ([{ what: 'opened' }, at('requested')] as const) : []),
      ...(meanings[name]?.(data) ?? []),
      ...(typeof data.status === 'string' && name !== 'parcel.scanned' ? [at(data.status)] : []),
      ...(typeof data.promisedBy === 'string' && !makesNoPromise.has(name) ? [{ what: 'promised', by: data.promisedBy } as const] : []),
    ];
    const moment = earliest;
    return found.filter(isUsable).map((meaning) => ({ ...meaning, at: moment, version }));
  });
}

/** A date that is none, or a priority that is none, means nothing. A holding message may leave the date as it was. */
function isUsable(meaning: Meaning): boolean {
  if (meaning.what === 'promised' || meaning.what === 'moved') return !Number.isNaN(Date.parse(meaning.by));
  if (meaning.what === 'held') return meaning.by === '' || !Number.isNaN(Date.parse(meaning.by));
  return meaning.what !== 'priority' || (meaning.was !== '' && meaning.now !== '');
}

/** The statuses that a case went through. A customer who answers ends the wait for the customer. */
export function statusesOf(story: readonly Moment[]): { readonly from: string; readonly status: string }[] {
  const spans: { from: string; status: string }[] = [];
  let before = 'requested';
  for (const moment of story) {
    const now = spans.at(-1)?.status;
    if (moment.what === 'wrote' && now === 'awaiting-customer') spans.push({ from: moment.at, status: before });
    if (moment.what !== 'status') continue;
    if (moment.status === 'awaiting-customer' && now && now !== 'awaiting-customer') before = now;
    spans.push({ from: moment.at, status: moment.status });
  }
  return spans;
}
