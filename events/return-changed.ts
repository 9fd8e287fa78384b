import * as z from 'zod';
import { PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** An agent changed lines, amount, remedy or priority; `terms` is the new revision. */
export const ReturnChanged = defineEvent(
  'return.changed',
  1,
  z.strictObject({ by: PersonId, terms: z.int(), fields: z.array(z.string()) }),
);
