import * as z from 'zod';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** A named person decided. `complete: false`: others must still decide before anything happens. `channel`: from where they answered. */
export const ApprovalDecided = defineEvent(
  'approval.decided',
  1,
  z.strictObject({
    approvalId: ApprovalId,
    decision: z.enum(['approve', 'refuse']),
    by: PersonId,
    level: z.int().min(1).optional(),
    complete: z.boolean().optional(),
    channel: z.enum(['mail', 'slack', 'console']).optional(),
  }),
);
