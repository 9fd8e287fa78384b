import type { Guard } from './guard.ts';

const items = 'functions/adapters/case-items.ts';
const sending = 'functions/refunds/send-refunds.ts';
const stripe = 'functions/adapters/payments/stripe.ts';
const table = 'test/functions/adapters/cases-table.test.ts';
const refunding = 'test/functions/refunds/refund-return.test.ts';
const atStripe = 'test/functions/adapters/payments/stripe.test.ts';
const together = 'test/functions/refunds/two-of-one-payment.test.ts';

/** What keeps a refund from being set aside, or asked for, twice. */
export const sendingGuards: readonly Guard[] = [
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
    guard: 'if (failedIn(execution, subject)) {',
    without: 'if (false as boolean) {',
    test: [refunding, 'gives the reservation back when the provider %s, and does not try again by itself'],
  },
  {
    what: 'A provider is asked only for refunds without an outcome',
    file: sending,
    guard: "if (via === 'exchange' || (status !== 'reserved' && status !== 'sent')) return;",
    without: "if (via === 'exchange') return;",
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
];
