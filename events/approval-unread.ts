import * as z from 'zod';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** An hour passed and these people neither looked nor answered: what they did not choose as their channel follows. */
export const ApprovalUnread = defineEvent('approval.unread', 1, z.strictObject({ approvalId: ApprovalId, to: z.array(PersonId) }));
