import * as z from 'zod';
import { plus } from '../clocks/duration.ts';
import { Instant, OrderId } from '../identifiers.ts';
import { Currency, Minor } from '../money.ts';
import { TenderOrder } from '../refunds/tenders.ts';
import { codesOf, Reason } from './reasons.ts';
import { RefundOn } from './refund-trigger.ts';
import { Remedy } from './return-case.ts';

const someDay = '2026-01-01T00:00:00.000Z';
/** A deadline in no time would end what it should wait for. */
const Duration = z.iso
  .duration({ error: 'an ISO 8601 duration such as P14D', abort: true })
  .refine((duration) => plus(someDay, duration) > someDay, 'give a duration of more than nothing');
/** A limit per currency, in minor units. */
export const Limits = z.record(Currency, Minor);
export type Limits = z.infer<typeof Limits>;

/** A day (`2026-12-24`, in UTC, whole) or an instant. */
const Day = z.union([z.iso.date(), Instant], 'a date such as 2026-12-24, or an instant in UTC');
const oneOrMore = <T extends z.ZodType>(schema: T) => z.union([schema, z.array(schema).min(1)]);

/** What is delivered from `from` to `to` may come back until `until` at least. */
const Extension = z
  .strictObject({ from: Day, to: Day, until: Day })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), { error: 'must not come before "from"', path: ['to'] });

/** The first rule whose `when` fits a line gives its window. An empty `when` fits everything. */
export const WindowRule = z.strictObject({
  when: z.strictObject({
    country: oneOrMore(z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 code of two capitals')).optional(),
    category: oneOrMore(z.string().min(1)).optional(),
  }),
  windowDays: z.int().min(0).max(3650),
  extension: Extension.optional(),
});
export type WindowRule = z.infer<typeof WindowRule>;

/** What the customer pays unless the reason says that the shop pays. Return shipping counts for the route `label` only. */
export const Fees = z.strictObject({
  restocking: z.strictObject({ percent: z.number().min(0).max(100), categories: z.array(z.string().min(1)).optional() }).optional(),
  returnShipping: Limits.optional(),
});
export type Fees = z.infer<typeof Fees>;

/** Who or what is let through: everything that an entry names must fit. Overrides window, final sale and limits. */
export const AllowEntry = z
  .strictObject({
    orderId: OrderId.optional(),
    sku: z.string().min(1).optional(),
    category: z.string().min(1).optional(),
    tier: z.string().min(1).optional(),
    note: z.string().max(500).optional(),
  })
  .refine((entry) => entry.orderId ?? entry.sku ?? entry.category ?? entry.tier, 'name an orderId, sku, category or tier');
export type AllowEntry = z.infer<typeof AllowEntry>;

/** What comes on top of store credit (percent, or once in a case a fixed amount by currency), and how long the credit lasts. */
const CreditTerms = z.strictObject({
  bonus: z.union([z.strictObject({ percent: z.number().min(0).max(100) }), z.strictObject({ fixed: Limits })]).optional(),
  expiresAfter: Duration.optional(),
});

/** Within what time the shop answers whether it exchanges; afterwards a person asks it. */
const ExchangeTerms = z.strictObject({ answerWithin: Duration.default('P3D') });

/** The returns policy (interface: Policies). Limits are maps by currency; a missing currency asks a person, or is off for keep-item and fees. */
export const ReturnPolicy = z.strictObject({
  rules: z.array(WindowRule).min(1),
  autoApproveUpTo: Limits.default({}),
  keepItemUpTo: Limits.default({}),
  fees: Fees.default({}),
  reasons: z
    .array(Reason)
    .min(1)
    .refine((reasons) => new Set(codesOf(reasons)).size === codesOf(reasons).length, 'every reason needs a code of its own'),
  reminderAfter: Duration,
  expiresAfter: Duration,
  extend: z.strictObject({ by: Duration, times: z.int().min(0).max(100) }).default({ by: 'P7D', times: 0 }),
  refundOn: RefundOn.default('inspection'),
  tenderOrder: TenderOrder.default('last-in-first-out'),
  remedies: z.array(Remedy).min(1).default(['refund']),
  storeCredit: CreditTerms.default({}),
  exchange: ExchangeTerms.default({ answerWithin: 'P3D' }),
  allow: z.array(AllowEntry).default([]),
});
export type ReturnPolicy = z.infer<typeof ReturnPolicy>;
