import type { Guard } from './guard.ts';

const answers = 'domain/returns/exchange-lifecycle.ts';
const answered = 'test/functions/refunds/exchange.test.ts';

/** What keeps an exchange from being asked for twice, paid by the provider, or answered both ways. */
export const exchangeGuards: readonly Guard[] = [
  {
    what: 'What pays for an exchange is never given to a provider',
    file: 'functions/refunds/send-refunds.ts',
    guard: "if (via === 'exchange' || (status !== 'reserved' && status !== 'sent')) return;",
    without: "if (status !== 'reserved' && status !== 'sent') return;",
    test: [answered, 'once with what pays for it set aside, however often and by however many the step is invoked'],
  },
  {
    what: 'A piece that an exchange was asked for is not asked for again',
    file: 'domain/refunds/to-exchange.ts',
    guard: 'const left = before.reduce((rest, item) => rest - item.quantity, quantity);',
    without: 'const left = quantity;',
    test: [answered, 'that it cannot: the money is free again and goes to the provider by itself, in the same execution'],
  },
  {
    what: 'That an exchange was sent counts once',
    file: answers,
    guard: "if (exchange.status === 'fulfilled') return { records: [] };",
    without: '',
    test: [answered, 'that it was sent: the money counts as given back, once, and its reference is kept among people'],
  },
  {
    what: 'That an exchange was declined counts once',
    file: answers,
    guard: "if (exchange.status === 'declined') return { records: [] };",
    without: '',
    test: [answered, 'that it cannot: the money is free again and goes to the provider by itself, in the same execution'],
  },
  {
    what: 'That the shop says both is one task of a person',
    file: answers,
    guard: ' || exchange.contradictedAt)',
    without: ')',
    test: [answered, '%s, then %s: nothing moves, and one person looks'],
  },
];
