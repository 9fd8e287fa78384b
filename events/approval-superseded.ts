import * as z from 'zod';
import { ApprovalId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The terms changed under an open approval; it will be asked again. */
export const ApprovalSuperseded = defineEvent('approval.superseded', 1, z.strictObject({ approvalId: ApprovalId, terms: z.int() }));
