import * as z from 'zod';
import { CaseId, Instant, PersonId } from '../../domain/identifiers.ts';
import { Priority } from '../../domain/returns/return-case.ts';
import { RungAction, RungChannel, SlaMeasure } from '../../domain/sla/sla-measure.ts';

/** A ring on its way through the workflow: what it asks, and whom it reaches, by person id. */
export const EscalationCall = z.object({
  /** Of the record `clock.rang`: the same ring delivered twice is the same event. */
  eventId: z.string(),
  version: z.int(),
  caseId: CaseId,
  clockId: z.string(),
  measure: SlaMeasure,
  rung: z.string(),
  dueAt: Instant,
  action: RungAction,
  channel: RungChannel,
  urgent: z.boolean(),
  people: z.array(PersonId),
  how: z.enum(['named', 'deputy', 'next-level', 'fallback']),
  /** Who owns the case when nobody is in reach: a person id, a role or a team. */
  lastResort: z.string(),
  /** What `raise-priority` raises it to; fixed when the ring is first looked at, so that a repeat raises nothing further. */
  priority: Priority,
});
export type EscalationCall = z.infer<typeof EscalationCall>;
