import type { Guard } from './guard.ts';

const lifecycle = 'domain/returns/refund-lifecycle.ts';
const accounts = 'functions/adapters/payout-accounts.ts';
const refunds = 'test/domain/lifecycle/refunds.test.ts';
const events = 'test/functions/refunds/receive-payment-event.test.ts';
const payouts = 'test/functions/refunds/payouts.test.ts';
const books = 'test/functions/refunds/reconcile-payments.test.ts';

/** What keeps a refund, an amount and an account where they belong. */
export const statusGuards: readonly Guard[] = [
  {
    what: 'A transition starts only where it may',
    file: 'domain/returns/transition.ts',
    guard: "if (!from.includes(standing(before))) return notPossible('not-now', { status: before.status, action });",
    without: '',
    test: ['test/domain/lifecycle/named-transitions.test.ts', '%s answers not-now with status and action outside its statuses'],
  },
  {
    what: 'A refund id is reserved once',
    file: lifecycle,
    guard:
      "  if (refunds.some((refund) => before.refunds.some((known) => known.refundId === refund.refundId))) return notPossible('already-reserved');\n",
    without: '',
    test: [refunds, 'reserves every part with a record each, once'],
  },
  {
    what: 'A refund is sent once (status moves forward)',
    file: lifecycle,
    guard:
      "if (find(before, refundId)?.status !== 'reserved') return notPossible('refund-not-open');\n  return { set: { refunds: change(before, refundId, { status: 'sent' })",
    without: "return { set: { refunds: change(before, refundId, { status: 'sent' })",
    test: [refunds, 'is sent once'],
  },
  {
    what: 'A refund succeeds once, and one that failed never succeeds (status moves forward)',
    file: lifecycle,
    guard: "return isUnsettled(refund) ? succeeded(before, refundId, {}, on) : notPossible('refund-not-open');",
    without: 'return succeeded(before, refundId, {}, on);',
    test: [refunds, 'a failed refund never becomes a success'],
  },
  {
    what: 'A refund fails once: its money is given back to the ledger once',
    file: lifecycle,
    guard: "return refund.status === 'failed' ? notPossible('refund-not-open') : failed(before, refund, reason ?? 'unknown', on);",
    without: "return failed(before, refund, reason ?? 'unknown', on);",
    test: [refunds, 'a failed refund does not fail again'],
  },
  {
    what: 'A failure after success gives back what counted as refunded, not a reservation',
    file: lifecycle,
    guard: "from: hadGone ? ('refunded' as const) : ('reserved' as const)",
    without: "from: 'reserved' as const",
    test: [events, 'takes a failure after success: the money remains again, and is owed by another way'],
  },
  {
    what: 'A payout is marked paid once',
    file: lifecycle,
    guard: "if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');\n  return withoutAsking(",
    without: 'return withoutAsking(',
    test: [payouts, 'settles it once, with a reference, and is not the approver'],
  },
  {
    what: 'Who approved pays nothing out',
    file: lifecycle,
    guard:
      "if (before.decision?.by === by) return notPossible('approver-pays-nothing');\n  if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');\n  return withoutAsking(",
    without: "if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');\n  return withoutAsking(",
    test: [refunds, 'is paid out by a colleague who did not approve the return'],
  },
  {
    what: 'Only a payout that was made can be sent back',
    file: lifecycle,
    guard: "if (refund?.via !== 'payout' || refund.status !== 'succeeded') return notPossible('payout-not-made');",
    without: "if (!refund) return notPossible('payout-not-made');",
    test: [refunds, 'a transfer that the bank returns is owed again; one that nobody made cannot be returned'],
  },
  {
    what: 'A difference to the provider’s books is told once (condition)',
    file: 'functions/adapters/differences.ts',
    guard: "        ConditionExpression: 'attribute_not_exists(pk)',\n",
    without: '',
    test: [books, 'makes %s the task of a person, once and not every night'],
  },
  {
    what: 'No part of a refund is above what remains of its payment',
    file: 'domain/refunds/tenders.ts',
    guard: 'Math.max(0, Math.min(left, ledger.remaining))',
    without: 'Math.max(0, left)',
    test: ['test/domain/refunds/tenders.test.ts', 'splits sum exactly, stay within each payment, and are whole rupiah'],
  },
  {
    what: 'Only exact amounts are split',
    file: 'domain/refunds/tenders.ts',
    guard: 'if (!Number.isSafeInteger(amount)) throw new MoneyError(`${amount} is no exact amount of minor units`);',
    without: '',
    test: ['test/domain/refunds/tenders.test.ts', 'never for an amount that is no integer'],
  },
  {
    what: 'Amounts of two currencies are never added',
    file: 'domain/money.ts',
    guard: 'if (money.currency !== first.currency) throw new MoneyError(`cannot add ${money.currency} to ${first.currency}`);',
    without: '',
    test: ['test/domain/money.test.ts', 'adds amounts of one currency only, and only exactly'],
  },
  {
    what: 'An account is gone 30 days after the payout',
    file: accounts,
    guard: '!(kept.endsAt && kept.endsAt <= now.toISOString())',
    without: 'true',
    test: [payouts, 'is gone 30 days after the last payout, and then really deleted'],
  },
  {
    what: 'A newer account outlives the end of the former one (condition)',
    file: accounts,
    guard: "          ConditionExpression: 'endsAt <= :now',\n          ExpressionAttributeValues: { ':now': now.toISOString() },\n",
    without: '',
    test: [payouts, 'given anew after a payout stays when the former one’s time is over'],
  },
];
