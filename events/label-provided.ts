import * as z from 'zod';
import { PersonId } from '../domain/identifiers.ts';
import { defineEvent } from './define-event.ts';

/** The shop provided a label or QR code for the parcel. */
export const LabelProvided = defineEvent('label.provided', 1, z.strictObject({ uploadId: z.string(), by: PersonId }));
