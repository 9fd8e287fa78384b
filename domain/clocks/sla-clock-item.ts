import * as z from 'zod';
import { Because } from '../cases/because.ts';
import { CaseId, Instant } from '../identifiers.ts';
import { RungAction, RungChannel, SlaMeasure } from '../sla/sla-measure.ts';

/** Whom a rung calls, and what for. Colleagues whom the policy names by address are here as person ids. */
export const RungCall = z.strictObject({
  to: z.array(z.string()),
  channel: RungChannel,
  action: RungAction,
  urgent: z.boolean(),
});
export type RungCall = z.infer<typeof RungCall>;

/** A rung of the ladder as it stands: without `at` it is not due as things are. */
export const SlaRung = RungCall.extend({
  name: z.string(),
  at: Instant.exactOptional(),
  firedAt: Instant.exactOptional(),
  muted: z.boolean(),
});

/**
 * A deadline of the sla policy on a case, as it was computed from the log when the item was written. Beside the case's own clocks, but
 * not embedded in the case: it can be computed again at any time.
 */
export const SlaClockItem = z.strictObject({
  clockId: z.string(),
  caseId: CaseId,
  measure: SlaMeasure,
  calendar: z.string(),
  targetSeconds: z.int(),
  spentSeconds: z.int(),
  startedAt: Instant,
  dueAt: Instant.exactOptional(),
  /** When most of its time (80%) is or was spent. */
  riskAt: Instant.exactOptional(),
  stoppedAt: Instant.exactOptional(),
  breachedAt: Instant.exactOptional(),
  acknowledgedAt: Instant.exactOptional(),
  state: z.enum(['running', 'paused', 'stopped', 'met', 'breached']),
  because: z.array(Because),
  rungs: z.array(SlaRung),
  promise: z.strictObject({ firstBy: Instant, by: Instant }).exactOptional(),
  wakeAt: Instant.exactOptional(),
});
export type SlaClockItem = z.infer<typeof SlaClockItem>;

/** When to look whether the case's customer is left in silence. */
export const SilenceItem = z.strictObject({
  clockId: z.string(),
  caseId: CaseId,
  measure: z.literal('silence'),
  wakeAt: Instant.exactOptional(),
});
export type SilenceItem = z.infer<typeof SilenceItem>;

/** `<caseId>.sla-<measure>`; the case's own clock of the same measure is another one. */
export function slaClockIdOf(caseId: string, measure: SlaMeasure): string {
  return `${caseId}.sla-${measure}`;
}

export function silenceIdOf(caseId: string): string {
  return `${caseId}.silence`;
}
