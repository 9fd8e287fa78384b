import type { Ledger } from '../../domain/refunds/ledger.ts';
import { ledgerFaults } from '../../domain/refunds/ledger-invariant.ts';
import type { StoreCredit } from '../../domain/refunds/store-credit.ts';
import type { Refund } from '../../domain/returns/return-case.ts';
import type { Accepted } from './carry-out.ts';
import type { Estate, Item } from './estate.ts';
import { referenceOf } from './money-deeds.ts';
import type { Ending } from './wishes.ts';

/** Notes a fault, in words, when what was found is not what was wanted. */
export type Expect = (found: unknown, wanted: unknown, what: string) => void;

const sorted = (amounts: readonly number[]) => amounts.toSorted((one, other) => one - other);
const amountsOf = (lines: readonly { readonly amount: number }[]) => sorted(lines.map(({ amount }) => amount));
const named = (lines: readonly { readonly refundId: string; readonly amount: number }[]) =>
  lines.map(({ refundId, amount }) => `${refundId} ${amount}`).sort();

/** Holds what the provider, the till, the ledger and the log say of one return's money against its wish and against one another. */
export function judgeMoney({ wish, orderId, caseId }: Accepted, refunds: readonly Refund[], estate: Estate, expect: Expect): void {
  const { ends } = wish;
  const moved = estate.movements.filter((line) => line.caseId === caseId);
  const by = (via: Refund['via']) => refunds.filter((refund) => refund.via === via);
  const standing = refunds.filter(({ status }) => status === 'succeeded');
  const back = refunds.filter(({ cameBackAt }) => cameBackAt !== undefined);
  const notExchanged = by('exchange').filter(({ status }) => status === 'failed');

  expect(amountsOf(moved), sorted(ends.refunds), 'the provider moved');
  expect(named(by('provider')), named(moved), 'as refunds of the provider it has');
  expect(
    named(refunds.filter((refund) => refund.via !== 'provider' && estate.asked.includes(refund.refundId))),
    [],
    'asked the provider for',
  );
  expect(
    refunds.filter((refund) => ![...standing, ...back, ...notExchanged].includes(refund)).map(({ status }) => status),
    [],
    'without a good end are refunds',
  );
  expect(amountsOf(back), sorted(ends.cameBack ?? []), 'came back');
  for (const { refundId, amount } of back)
    expect(amountsOf(refunds.filter(({ replaces }) => replaces === refundId)), [amount], `instead of ${refundId} went`);
  for (const refund of refunds) expect(recordsOf(refund.refundId, caseId, estate), recordsDue(refund), `the log of ${refund.refundId} has`);

  judgePayouts(by('payout'), ends.paidOut ?? [], { caseId, estate, expect });
  judgeCredits(by('credit'), ends.credits ?? [], { caseId, estate, expect });
  judgeExchanges(by('exchange'), ends, { caseId, estate, expect });
  judgeLedgers(standing, orderId, estate, expect);
}

interface Matter {
  readonly caseId: string;
  readonly estate: Estate;
  readonly expect: Expect;
}

/** The steps of a refund that its log tells; that it is pending at the provider need not be known, and is told once. */
function recordsOf(refundId: string, caseId: string, { items }: Estate): string[] {
  const ofRefund = items.filter(({ pk, sk, data }) => {
    const { refundId: of, creditId = of } = (data ?? {}) as { refundId?: string; creditId?: string };
    return pk === `CASE#${caseId}` && sk.startsWith('LOG#') && creditId === refundId;
  });
  const types = ofRefund.map(({ type }) => String(type)).filter((type) => type !== 'payout.details-seen.v1');
  const sent = types.indexOf('refund.sent.v1');
  return types.filter((_, index) => index !== sent).sort();
}

function recordsDue({ via, status, cameBackAt }: Refund): string[] {
  const failed = status === 'failed' ? ['refund.failed.v1', ...(via === 'payout' ? ['payout.returned.v1'] : [])] : [];
  const own = { provider: [], payout: ['payout.needed.v1'], credit: ['credit.issued.v1'], exchange: [] }[via];
  return ['refund.reserved.v1', ...own, ...(status === 'succeeded' || cameBackAt ? ['refund.succeeded.v1'] : []), ...failed].sort();
}

/** Each was paid once, under its own reference, by somebody who did not approve; what the bank kept is what the wish says. */
function judgePayouts(payouts: readonly Refund[], paidOut: readonly number[], { caseId, estate, expect }: Matter): void {
  expect(amountsOf(payouts.filter(({ status }) => status === 'succeeded')), sorted(paidOut), 'paid by hand');
  const approver = (subjectOf(caseId, estate)?.decision as { by?: string } | undefined)?.by;
  for (const { refundId, paidBy } of payouts) {
    expect([paidBy === undefined, paidBy === approver], [false, false], `nobody, or the approver, paid ${refundId}`);
    const references = estate.personal.filter(({ pk, text }) => pk === `CASE#${caseId}` && text === referenceOf(refundId));
    expect(references.length, 1, `references of ${refundId}`);
  }
}

/** Each is there once, with its bonus, and the till took from it once. */
function judgeCredits(refunds: readonly Refund[], due: NonNullable<Ending['credits']>, matter: Matter): void {
  const { caseId, estate, expect } = matter;
  const credits = estate.items.filter(({ pk, caseId: of }) => pk.startsWith('CREDIT#') && of === caseId) as unknown as StoreCredit[];
  expect(
    credits.map(({ issued, bonus, spent, remaining }) => ({ issued, bonus, spent, remaining })),
    due.map(({ issued, bonus, spent }) => ({ issued, bonus, spent, remaining: issued + bonus - spent })),
    'credits',
  );
  const ids = credits.map(({ creditId }) => creditId);
  expect(ids.sort(), refunds.map(({ refundId }) => refundId).sort(), 'refunds that became credit');
  const spendings = estate.items.filter(({ pk, creditId }) => pk.startsWith('SPEND#') && ids.includes(String(creditId)));
  expect(amountsOf(spendings as unknown as { amount: number }[]), sorted(due.map(({ spent }) => spent)), 'spent at the till');
}

/** The shop was asked once, its answer counted once, and what was set aside went with it. */
function judgeExchanges(
  refunds: readonly Refund[],
  { exchanged = [], notExchanged = [] }: Ending,
  { caseId, estate, expect }: Matter,
): void {
  const ended = (as: Refund['status']) => amountsOf(refunds.filter(({ status }) => status === as));
  expect([ended('succeeded'), ended('failed')], [sorted(exchanged), sorted(notExchanged)], 'exchanged, and not');
  const log = estate.items.filter(
    ({ pk, sk, type }) => pk === `CASE#${caseId}` && sk.startsWith('LOG#') && /^exchange\./.test(String(type)),
  );
  const due = [...exchanged.map(() => 'exchange.fulfilled.v1'), ...notExchanged.map(() => 'exchange.declined.v1')];
  expect(log.map(({ type }) => type).sort(), [...due, ...due.map(() => 'exchange.requested.v1')].sort(), 'the log tells of exchanges');
}

/** Every ledger adds up, and what is left of a payment is what neither the provider nor a person nor the shop's credit gave back. */
function judgeLedgers(standing: readonly Refund[], orderId: string, { items, books }: Estate, expect: Expect): void {
  const ledgers = items.filter(({ pk, sk }) => pk === `ORDER#${orderId}` && sk.startsWith('PAYMENT#')) as unknown as Ledger[];
  expect(ledgerFaults(ledgers, standing), [], 'the ledger');
  for (const { paymentId, captured, remaining } of ledgers) {
    const atProvider = books.filter((line) => line.paymentId === paymentId && line.status !== 'failed');
    const elsewhere = standing.filter((refund) => refund.paymentId === paymentId && refund.via !== 'provider');
    const gone = [...atProvider, ...elsewhere].reduce((sum, { amount }) => sum + amount, 0);
    expect(remaining, captured - gone, `remaining of ${paymentId}`);
  }
}

/** The case itself. */
export function subjectOf(caseId: string, { items }: Estate): Item | undefined {
  return items.find(({ pk, sk }) => pk === `CASE#${caseId}` && sk === 'CASE');
}
