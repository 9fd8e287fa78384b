import * as z from 'zod';
import { Because } from '../domain/cases/because.ts';
import { ApprovalId } from '../domain/identifiers.ts';
import { Money } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** A person is asked to decide about one revision of the terms. */
export const ApprovalAsked = defineEvent(
  'approval.asked',
  1,
  z.strictObject({ approvalId: ApprovalId, terms: z.int(), amount: Money, because: Because }),
);
