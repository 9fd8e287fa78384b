import * as z from 'zod';
import { ApprovalId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** Nothing waits for this decision any more: its time is over, or its case ended without it. */
export const ApprovalEnded = defineEvent(
  'approval.ended',
  1,
  z.strictObject({ approvalId: ApprovalId, why: z.enum(['expired', 'case-ended']) }),
);
