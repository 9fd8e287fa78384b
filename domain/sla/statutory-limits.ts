/** A time that no policy may exceed: calendar time, whatever the target's own calendar says. */
export interface StatutoryLimit {
  readonly measure: string;
  readonly kind: string;
  readonly duration: string;
  readonly law: string;
}

/**
 * Directive 2011/83/EU, article 13(1): reimbursement within 14 days of the withdrawal. Article 13(3) lets the shop wait for the goods or
 * for proof of sending, so the clock starts there; the 14 days count from the withdrawal unless the goods came later than that.
 */
export const statutoryLimits: readonly StatutoryLimit[] = [
  { measure: 'refund-paid', kind: 'withdrawal', duration: 'P14D', law: 'Directive 2011/83/EU, article 13' },
];

export function limitFor(measure: string, kind: string): StatutoryLimit | undefined {
  return statutoryLimits.find((limit) => limit.measure === measure && limit.kind === kind);
}
