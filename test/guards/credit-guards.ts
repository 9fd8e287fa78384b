import type { Guard } from './guard.ts';

const lifecycle = 'domain/returns/refund-lifecycle.ts';
const credits = 'functions/adapters/store-credits.ts';
const tests = 'test/functions/refunds/store-credit.test.ts';

/** What keeps store credit from being issued, or spent, twice. */
export const creditGuards: readonly Guard[] = [
  {
    what: 'Store credit is issued once, for a refund that is set aside for it',
    file: lifecycle,
    guard: "if (refund?.via !== 'credit' || refund.status !== 'reserved') return notPossible('refund-not-open');",
    without: "if (!refund) return notPossible('refund-not-open');",
    test: [tests, 'is nothing that the bank can send back, that is issued twice, or that a payment by hand stands for'],
  },
  {
    what: 'A credit is never written over (condition)',
    file: credits,
    guard: "Item, ConditionExpression: 'attribute_not_exists(pk)' }",
    without: 'Item }',
    test: [tests, 'is never written over: where one stands under the refund’s id already, it stays, and the case with it'],
  },
  {
    what: 'A spending counts once (condition)',
    file: credits,
    guard: "          ConditionExpression: 'attribute_not_exists(pk)',\n",
    without: '',
    test: [tests, 'and it counts once, however often it is said'],
  },
  {
    what: 'A spending takes from a credit no more than is left (condition)',
    file: credits,
    guard: 'remaining >= :n AND currency = :currency',
    without: 'currency = :currency',
    test: [tests, 'twenty tills at once never take more than there is'],
  },
];
