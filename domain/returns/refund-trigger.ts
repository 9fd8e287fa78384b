import * as z from 'zod';
import { Currency, Minor, type Money } from '../money.ts';

/** When the money goes back: right after approval, once a carrier has the parcel, once a carrier says that it is delivered, or once the goods were inspected. */
export const RefundTrigger = z.enum(
  ['request', 'first-scan', 'delivery', 'inspection'],
  'choose "request", "first-scan", "delivery" or "inspection", or a list of rules',
);
export type RefundTrigger = z.infer<typeof RefundTrigger>;

const oneOrMore = (what: string) => {
  const one = z.string().min(1, `name a ${what}`);
  return z.union([one, z.array(one).min(1)]);
};

/** The first rule whose `when` fits a return says when its money goes back. An empty `when` fits everything. */
export const RefundRule = z.strictObject({
  when: z.strictObject({
    tier: oneOrMore('tier').optional(),
    /** By currency, in minor units: the return is worth at most this. A currency that is not listed does not fit. */
    upTo: z.record(Currency, Minor).optional(),
    /** Every returned line must be of one of these. */
    category: oneOrMore('category').optional(),
    /** At most so many other returns in the twelve months before. */
    earlierReturns: z.int().min(0).optional(),
  }),
  at: RefundTrigger,
});
export type RefundRule = z.infer<typeof RefundRule>;

export const RefundOn = z.union([RefundTrigger, z.array(RefundRule).min(1)]);
export type RefundOn = z.infer<typeof RefundOn>;

/** What the rules look at. `earlierReturns` may be left out where no rule asks for it; a rule that asks does not fit then. */
export interface TriggerFacts {
  readonly tier?: string | undefined;
  readonly value: Money;
  /** The category of each returned line. */
  readonly categories: readonly string[];
  readonly earlierReturns?: number | undefined;
}

/** When the money of a return goes back, decided once, when it is opened. Without a rule that fits: once the goods were inspected. */
export function refundTrigger(refundOn: RefundOn, facts: TriggerFacts): RefundTrigger {
  if (typeof refundOn === 'string') return refundOn;
  return refundOn.find(({ when }) => fits(when, facts))?.at ?? 'inspection';
}

/** Does a rule ask how often the customer has returned things before? */
export function asksForEarlier(refundOn: RefundOn): boolean {
  return typeof refundOn !== 'string' && refundOn.some(({ when }) => when.earlierReturns !== undefined);
}

function fits({ tier, upTo, category, earlierReturns }: RefundRule['when'], facts: TriggerFacts): boolean {
  const { amount, currency } = facts.value;
  const limit = upTo && Object.hasOwn(upTo, currency) ? upTo[currency] : undefined;
  return (
    (tier === undefined || (facts.tier !== undefined && listed(tier, facts.tier))) &&
    (upTo === undefined || (limit !== undefined && amount <= limit)) &&
    (category === undefined || facts.categories.every((one) => listed(category, one))) &&
    (earlierReturns === undefined || (facts.earlierReturns !== undefined && facts.earlierReturns <= earlierReturns))
  );
}

function listed(names: string | readonly string[], name: string): boolean {
  return typeof names === 'string' ? names === name : names.includes(name);
}
