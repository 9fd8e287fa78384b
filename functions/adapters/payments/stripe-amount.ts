import { GatewayRefused } from '../../../domain/errors.ts';

/** Currencies that Stripe counts otherwise than ISO 4217 does: ISO minor units × factor. https://docs.stripe.com/currencies#zero-decimal */
const factors: Readonly<Record<string, number>> = { ISK: 100, UGX: 100, MGA: 0.01 };
/** Three decimals, of which Stripe takes only multiples of ten. */
const thousandths = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND']);

/** ISO minor units as Stripe counts them. Throws GatewayRefused for an amount that Stripe cannot express. */
export function stripeAmount(amount: number, currency: string): number {
  const counted = Math.round(amount * (factors[currency] ?? 1));
  const exact = counted === amount * (factors[currency] ?? 1) && !(thousandths.has(currency) && counted % 10 !== 0);
  if (!exact) throw new GatewayRefused('amount-not-expressible');
  return counted;
}

/** What Stripe counts, in ISO minor units. */
export function isoAmount(counted: number, currency: string): number {
  return Math.round(counted / (factors[currency] ?? 1));
}
