import * as z from 'zod';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** A named person decided. */
export const ApprovalDecided = defineEvent(
  'approval.decided',
  1,
  z.strictObject({ approvalId: ApprovalId, decision: z.enum(['approve', 'refuse']), by: PersonId }),
);
