import * as z from 'zod';
import { Because } from '../domain/cases/because.ts';
import { ApprovalId, PersonId } from '../domain/identifiers.ts';
import { Money } from '../domain/money.ts';
import { defineEvent } from './define-event.ts';

/** People are asked to decide about one revision of the terms. `to`: who is asked first; empty when nobody may decide. */
export const ApprovalAsked = defineEvent(
  'approval.asked',
  1,
  z.strictObject({ approvalId: ApprovalId, terms: z.int(), amount: Money, because: Because, to: z.array(PersonId).default([]) }),
);
