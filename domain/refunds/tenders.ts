import * as z from 'zod';
import type { Ledger } from './ledger.ts';

/** Which payment gets its money back first. */
export const TenderOrder = z.enum(['last-in-first-out', 'pro-rata', 'original-first']);
export type TenderOrder = z.infer<typeof TenderOrder>;

/** What goes back to one payment. */
export interface RefundPart {
  readonly paymentId: string;
  readonly method: Ledger['method'];
  readonly amount: number;
  readonly currency: string;
  readonly via: 'provider' | 'payout';
}

/** Splits an amount over the payments: sums exactly, never above what remains of each (an amount above all of it is cut to it). */
export function splitRefund(_amount: number, _ledgers: readonly Ledger[], _order: TenderOrder, _on: Date): RefundPart[] {
  throw new Error('not written yet');
}
