import * as z from 'zod';
import { PersonId } from '../domain/identifiers.ts';
import { ReturnStatus } from '../domain/returns/return-case.ts';
import { defineEvent } from './define-event.ts';

/** A colleague changed lines, amount or remedy, or the policy changed under the case; `terms` is the new revision. `status`: it is decided anew. */
export const ReturnChanged = defineEvent(
  'return.changed',
  1,
  z.strictObject({
    by: z.union([PersonId, z.literal('policy')]),
    terms: z.int(),
    fields: z.array(z.string()),
    status: ReturnStatus.optional(),
    textId: z.string().optional(),
  }),
);
