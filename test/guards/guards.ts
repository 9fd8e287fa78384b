/** One guard of the refund path: what stands in the code, what would stand there without it, and the test that goes red then. */
export interface Guard {
  readonly what: string;
  readonly file: string;
  readonly guard: string;
  readonly without: string;
  readonly test: readonly [file: string, name: string];
}

const items = 'functions/adapters/case-items.ts';
const lifecycle = 'domain/returns/refund-lifecycle.ts';
const webhook = 'functions/refunds/receive-payment-event.ts';
const taking = 'functions/refunds/take-provider-refund.ts';
const sending = 'functions/refunds/send-refunds.ts';
const dashboard = 'functions/adapters/elsewhere.ts';
const stripe = 'functions/adapters/payments/stripe.ts';
const accounts = 'functions/adapters/payout-accounts.ts';

const table = 'test/functions/adapters/cases-table.test.ts';
const refunding = 'test/functions/refunds/refund-return.test.ts';
const refunds = 'test/domain/lifecycle/refunds.test.ts';
const events = 'test/functions/refunds/receive-payment-event.test.ts';
const atStripe = 'test/functions/adapters/payments/stripe.test.ts';
const together = 'test/functions/refunds/two-of-one-payment.test.ts';
const payouts = 'test/functions/refunds/payouts.test.ts';
const books = 'test/functions/refunds/reconcile-payments.test.ts';

/** Every guard by which a refund happens once. `docs/guards.md` lists them for readers; a test compares. */
export const guards: readonly Guard[] = [
  {
    what: 'A reservation takes only what remains of the payment (condition of the transaction)',
    file: items,
    guard: ", shifted('remaining', 'reserved'), ofPots(amount), 'remaining >= :n'),",
    without: ", shifted('remaining', 'reserved'), ofPots(amount)),",
    test: [together, 'two returns that see the same money at once do not both get it'],
  },
  {
    what: 'A case moves only from the version that was read (condition)',
    file: items,
    guard: '`#version = :before AND ${holder}`',
    without: '`(#version = :before OR attribute_exists(pk)) AND ${holder}`',
    test: [
      table,
      'writes a move as one transaction: the case if nobody moved it, its records with their places, what it takes and gives back',
    ],
  },
  {
    what: 'A task moves a case only while its own execution holds it (condition)',
    file: items,
    guard: 'const me = execution ?? before.execution;',
    without: 'const me = before.execution;',
    test: [together, 'an execution that lost the case reserves nothing, though the version is the same'],
  },
  {
    what: 'A record of the log is written once per version (condition)',
    file: 'functions/adapters/log-records.ts',
    guard: "      ConditionExpression: 'attribute_not_exists(pk)',\n",
    without: '',
    test: [
      table,
      'writes a move as one transaction: the case if nobody moved it, its records with their places, what it takes and gives back',
    ],
  },
  {
    what: 'A refund id belongs to one case for ever (condition)',
    file: 'functions/adapters/refund-links.ts',
    guard: ", ConditionExpression: 'attribute_not_exists(pk)' },",
    without: ' },',
    test: [together, 'a refund id is taken once, by whichever case was first'],
  },
  {
    what: 'A piece comes back once (condition on the line’s counter)',
    file: items,
    guard: "ConditionExpression: 'attribute_not_exists(returnable) OR returnable >= :n',",
    without: "ConditionExpression: 'attribute_not_exists(returnable) OR attribute_exists(returnable) OR returnable >= :n',",
    test: [together, 'a piece that came back is not taken again'],
  },
  {
    what: 'A refund that is due but not covered is never cut: nothing is reserved, a person looks',
    file: 'functions/refunds/reserve-due.ts',
    guard: "if (due.short > 0) return 'short';",
    without: '',
    test: [refunding, 'refuses to cut silently when the payments hold less than is due'],
  },
  {
    what: 'What went back, or is on its way, is due no more',
    file: 'domain/refunds/compose-refund.ts',
    guard: 'Math.max(0, entitled.amount - wentBack)',
    without: 'Math.max(0, entitled.amount)',
    test: [refunding, 'invoked again after everything is done, moves no money'],
  },
  {
    what: 'A refund that failed in this execution is not tried again by itself',
    file: 'functions/refunds/refund-return.ts',
    guard: "if (failedIn(execution, subject)) return { status: 'failed', open: openPieces(subject), error: 'RefundFailed' };",
    without: '',
    test: [refunding, 'gives the reservation back when the provider %s, and does not try again by itself'],
  },
  {
    what: 'A provider is asked only for refunds without an outcome',
    file: sending,
    guard: "if (status !== 'reserved' && status !== 'sent') return;",
    without: '',
    test: [refunding, 'sends every part although one gets no answer'],
  },
  {
    what: 'The idempotency key at Stripe is the refund’s own id',
    file: stripe,
    guard: '{ idempotencyKey: refundId }',
    without: '{ idempotencyKey: `${refundId}-${Math.random()}` }',
    test: [atStripe, 'gets the same answer for the same key, and one refund'],
  },
  {
    what: 'The idempotency key at the local provider is the refund’s own id',
    file: 'functions/adapters/payments/local-provider.ts',
    guard: "'idempotency-key': order.refundId",
    without: "'idempotency-key': `${Math.random()}`",
    test: ['test/functions/adapters/payments/local-provider.test.ts', 'sends the refund under its id'],
  },
  {
    what: 'When the provider may have forgotten the key, the refund is looked up before it is asked for again',
    file: sending,
    guard: 'old ? await gateway.find(refund) : undefined',
    without: 'undefined',
    test: [refunding, 'looks a refund up before asking again once the provider may have forgotten the key'],
  },
  {
    what: 'A key that is in use, or a provider that is busy, means an unknown outcome, never a failure',
    file: 'functions/adapters/payments/local-provider.ts',
    guard: ' || response.status === 409',
    without: '',
    test: ['test/functions/adapters/payments/local-provider.test.ts', 'throws GatewayUnavailable on %i'],
  },
  {
    what: 'An amount that Stripe cannot express is refused, not rounded',
    file: 'functions/adapters/payments/stripe-amount.ts',
    guard: "if (!exact) throw new GatewayRefused('amount-not-expressible');",
    without: '',
    test: [atStripe, 'refuses %i of %s, which Stripe cannot express'],
  },
  {
    what: 'A webhook counts only with a signature over its very bytes',
    file: webhook,
    guard: 'return Stripe.webhooks.constructEvent(rawBody, signature, key, toleranceSeconds, undefined, now.getTime());',
    without: 'return JSON.parse(String(rawBody)) as Stripe.Event;',
    test: [events, 'refuses %s'],
  },
  {
    what: 'A webhook that was signed long ago is refused',
    file: webhook,
    guard: 'key, toleranceSeconds, undefined, now.getTime()',
    without: 'key, 1e9, undefined, now.getTime()',
    test: [events, 'refuses %s'],
  },
  {
    what: 'A webhook that was signed in the future is refused',
    file: webhook,
    guard: "if (signedAt - now.getTime() / 1000 > toleranceSeconds) throw new Error('signed in the future');",
    without: '',
    test: [events, 'refuses %s'],
  },
  {
    what: 'An event is taken once',
    file: webhook,
    guard: "if (await deps.seen.already('payments', eventId)) return log('webhook repeated', { eventId });",
    without: '',
    test: [events, 'settles once, however often it comes, and looks an event up once'],
  },
  {
    what: 'An event is remembered only after it was taken',
    file: webhook,
    guard: "if (await deps.seen.already('payments', eventId)) return log('webhook repeated', { eventId });",
    without:
      "if (await deps.seen.already('payments', eventId)) return log('webhook repeated', { eventId });\n  await deps.seen.remember('payments', eventId, now);",
    test: [events, 'asks for the event again when the provider does not answer, and takes it then'],
  },
  {
    what: 'An event is only a hint: the refund is fetched from the provider before anything is believed',
    file: webhook,
    guard: 'if (subject) await take(event.id, subject, deps, request.now);',
    without:
      'const said = event.data.object as never as { status: never };\n      const books = { ...deps.books, read: async (id: string) => ({ ...(await deps.books.read(id))!, status: said.status }) };\n      if (subject) await take(event.id, subject, { ...deps, books }, request.now);',
    test: [events, 'believes the provider’s books, never the event'],
  },
  {
    what: 'A failure counts only when the books hold no success of the same refund',
    file: taking,
    guard: "refund.status === 'failed' ? ((await deps.books.find(known)) ?? refund) : refund",
    without: 'refund',
    test: [events, 'does not take a failure of a refund that the books also hold as made'],
  },
  {
    what: 'What a person pays out is no business of the provider’s',
    file: taking,
    guard: "if (before.refunds.find((refund) => refund.refundId === refundId)?.via === 'payout') return notPossible('refund-not-open');",
    without: '',
    test: [events, 'leaves a payout alone, whatever the provider says of its id'],
  },
  {
    what: 'A refund of the dashboard is counted once',
    file: dashboard,
    guard: 'const open = amount - (noted?.counted ?? 0);',
    without: 'const open = amount;',
    test: [events, 'lowers what remains, once, however often it is told'],
  },
  {
    what: 'A refund of the dashboard takes from a ledger no more than remains',
    file: dashboard,
    guard: 'const n = Math.min(open, remaining);',
    without: 'const n = open;',
    test: [events, 'above what remains waits for the open refund, which the provider refuses by itself'],
  },
  {
    what: 'A payout gives way to what the dashboard gave back already',
    file: taking,
    guard: 'for (const caseId of uncounted > 0 ? await deps.cases.ofOrder(orderId) : []) {',
    without: 'for (const caseId of [] as string[]) {',
    test: [events, 'takes the money from a payout that nobody made yet, whose case becomes a task'],
  },
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
      "    if (refunds.some((refund) => before.refunds.some((known) => known.refundId === refund.refundId)))\n      return notPossible('already-reserved');\n",
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
    guard:
      "if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');\n  return succeeded(before, refundId, { paidBy: by }, on);",
    without: 'return succeeded(before, refundId, { paidBy: by }, on);',
    test: [payouts, 'settles it once, with a reference, and is not the approver'],
  },
  {
    what: 'Who approved pays nothing out',
    file: lifecycle,
    guard:
      "if (before.decision?.by === by) return notPossible('approver-pays-nothing');\n  if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');\n  return succeeded(",
    without: "if (find(before, refundId)?.status !== 'awaiting-payout') return notPossible('refund-not-open');\n  return succeeded(",
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
