import * as z from 'zod';
import { CaseId, Instant } from '../identifiers.ts';

/** What a clock watches. `rest`: pieces that were announced but have not come; `label`: the shop owes a label; `exchange`: the shop's answer; `account`: the customer has not said where a payout shall go. */
export const Measure = z.enum(['approval', 'label', 'parcel', 'rest', 'inspection', 'refund', 'exchange', 'account']);
export type Measure = z.infer<typeof Measure>;

export const Rung = z.strictObject({
  name: z.enum(['remind', 'expiring', 'due', 'unread', 'escalate', 'review']),
  at: Instant,
  firedAt: Instant.optional(),
});
export type Rung = z.infer<typeof Rung>;

/** An item with a deadline on a case. `wakeAt` is the next rung's instant; absent when every rung has fired or the clock stopped. */
export const Clock = z.strictObject({
  clockId: z.string(),
  caseId: CaseId,
  measure: Measure,
  startedAt: Instant,
  dueAt: Instant,
  state: z.enum(['running', 'stopped']),
  rungs: z.array(Rung),
  wakeAt: Instant.optional(),
});
export type Clock = z.infer<typeof Clock>;
