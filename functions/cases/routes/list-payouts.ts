import * as z from 'zod';
import { CaseId, Instant, OrderId, RefundId } from '../../../domain/identifiers.ts';
import { Currency, Minor } from '../../../domain/money.ts';
import { PaymentMethod } from '../../../domain/orders/order.ts';
import type { Refund, ReturnCase } from '../../../domain/returns/return-case.ts';
import { csvOf } from '../../../domain/sla/csv-safe.ts';
import { pageQuery } from '../../runtime/paging.ts';
import { type Answer, route } from '../../runtime/route.ts';
import type { CaseDesk } from '../case-desk.ts';

const PayoutRow = z
  .object({
    refundId: RefundId,
    caseId: CaseId,
    orderId: OrderId,
    amount: Minor,
    currency: Currency,
    method: PaymentMethod,
    /** The refund that came back and that this one makes good. */
    replaces: RefundId.optional(),
    since: Instant,
    /** The last four characters of the account; null while the customer has given none. */
    account: z.string().nullable(),
    /** False for whoever approved the return. */
    yours: z.boolean(),
  })
  .meta({ id: 'PayoutRow' });
type PayoutRow = z.infer<typeof PayoutRow>;

/** Newest cases first: what waits to be paid by hand. */
export const listPayouts = route({
  method: 'GET',
  path: '/v1/agent/payouts',
  summary: 'Refunds that wait to be paid by hand; also as CSV (`?format=csv`)',
  caller: 'agent',
  query: z.object({ format: z.enum(['json', 'csv']).optional(), ...pageQuery }),
  answers: { 200: z.object({ items: z.array(PayoutRow), nextCursor: z.string().nullable() }) },
  run: async ({ query, caller, now }, desk: CaseDesk): Promise<Answer> => {
    const { limit, cursor } = query;
    const page = await desk.cases.list({ status: 'awaiting-payout', limit, ...(cursor ? { cursor } : {}) });
    const rows = await Promise.all(page.items.map(async (subject) => await rowsOf(subject, caller.personId, desk, now)));
    const items = rows.flat();
    if (query.format !== 'csv') return { status: 200, body: { items, nextCursor: page.nextCursor ?? null } };
    const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': 'attachment; filename="payouts.csv"' };
    return { status: 200, body: csvOf(columns, items.map(cellsOf)), headers };
  },
});

async function rowsOf(subject: ReturnCase, personId: string, desk: CaseDesk, now: Date): Promise<PayoutRow[]> {
  const account = (await desk.accounts.masked(subject.caseId, now))?.masked ?? null;
  const yours = subject.decision?.by !== personId;
  return subject.refunds.filter(({ status }) => status === 'awaiting-payout').map((refund) => rowOf(refund, subject, account, yours));
}

function rowOf(refund: Refund, { caseId, orderId }: ReturnCase, account: string | null, yours: boolean): PayoutRow {
  const { refundId, amount, currency, method, replaces, reservedAt } = refund;
  return { refundId, caseId, orderId, amount, currency, method, ...(replaces ? { replaces } : {}), since: reservedAt, account, yours };
}

const columns = ['refundId', 'caseId', 'orderId', 'amount', 'currency', 'method', 'since', 'account'] as const;

function cellsOf(row: PayoutRow): (string | number)[] {
  return columns.map((column) => row[column] ?? '');
}
