import type { Guard } from './guard.ts';

const webhook = 'functions/refunds/receive-payment-event.ts';
const taking = 'functions/refunds/take-provider-refund.ts';
const dashboard = 'functions/adapters/elsewhere.ts';
const events = 'test/functions/refunds/receive-payment-event.test.ts';
const byHand = 'test/functions/refunds/made-elsewhere.test.ts';

/** What keeps news of a refund from being believed twice, late, or from anybody. */
export const newsGuards: readonly Guard[] = [
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
    guard:
      "if ((before.refunds.find((refund) => refund.refundId === refundId)?.via ?? 'provider') !== 'provider')\n    return notPossible('refund-not-open');",
    without: '',
    test: [events, 'leaves a payout alone, whatever the provider says of its id'],
  },
  {
    what: 'A refund of the dashboard is counted once',
    file: dashboard,
    guard: 'const open = amount - (noted?.counted ?? 0);',
    without: 'const open = amount;',
    test: [byHand, 'lowers what remains, once, however often it is told'],
  },
  {
    what: 'A refund of the dashboard takes from a ledger no more than remains',
    file: dashboard,
    guard: 'const n = Math.min(open, remaining);',
    without: 'const n = open;',
    test: [byHand, 'above what remains waits for the open refund, which the provider refuses by itself'],
  },
  {
    what: 'A payout gives way to what the dashboard gave back already',
    file: taking,
    guard: 'for (const caseId of uncounted > 0 ? await deps.cases.ofOrder(orderId) : []) {',
    without: 'for (const caseId of [] as string[]) {',
    test: [byHand, 'takes the money from a payout that nobody made yet, whose case becomes a task'],
  },
];
